use std::collections::BTreeSet;

use dars_notification_domain::recipients::{
    Directory, Member, Occasion, Recipient, Signatory, TRIAGE_TEAM, recipients,
};
use dars_vocabulary::{MembershipRole, OrganisationId, PersonId, code::Team};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 22);

fn organisation(code: &str) -> OrganisationId {
    code.parse().unwrap()
}

fn person(name: &str) -> PersonId {
    PersonId::of("https://identity.example", name)
}

fn member(name: &str, code: &str, roles: &[MembershipRole]) -> Member {
    let (organisation, person) = (organisation(code), person(name));
    Member { organisation, person, roles: roles.to_vec(), from: date(2026, 1, 1), until: None }
}

fn signatory(name: &str, code: &str) -> Signatory {
    Signatory { organisation: organisation(code), person: person(name), from: date(2026, 1, 1), until: None }
}

fn directory() -> Directory {
    Directory {
        organisation: Some(organisation("NORTH")),
        lead: Some(person("lead")),
        members: vec![
            member("lead", "NORTH", &[MembershipRole::Lead, MembershipRole::IgLead]),
            member("ig-lead", "NORTH", &[MembershipRole::IgLead]),
            member("collaborator", "NORTH", &[MembershipRole::Collaborator]),
            member("stranger", "OTHER", &[MembershipRole::IgLead, MembershipRole::Lead]),
        ],
        signatories: vec![signatory("signatory", "NORTH"), signatory("body", "X26"), signatory("other", "OTHER")],
    }
}

fn people(names: &[&str]) -> BTreeSet<Recipient> {
    names.iter().map(|name| Recipient::Person(person(name))).collect()
}

#[test]
fn each_mail_goes_to_those_the_trade_names_each_once() {
    let enquiry: dars_vocabulary::EnquiryRef = "ENQ-2026-000412".parse().unwrap();
    let signing = Occasion::Signing { signing_organisations: vec![organisation("NORTH"), organisation("X26")] };
    let table = [
        (Occasion::EnquiryReceived { enquiry: enquiry.clone() }, [Recipient::Enquirer(enquiry)].into()),
        (Occasion::EnquiryRouted { team: Team::Agreements }, [Recipient::Team(Team::Agreements)].into()),
        (Occasion::ApplicationSubmitted, &people(&["lead"]) | &[Recipient::Team(TRIAGE_TEAM)].into()),
        (Occasion::Decided, people(&["lead", "signatory"])),
        (signing, people(&["lead", "signatory", "body"])),
        (Occasion::AgreementEnds, people(&["lead", "signatory", "ig-lead"])),
    ];
    for (occasion, expected) in table {
        assert_eq!(recipients(&occasion, &directory(), TODAY), expected, "{occasion:?}");
    }
}

#[test]
fn a_lead_who_signs_gets_one_mail() {
    let mut directory = directory();
    directory.signatories = vec![signatory("lead", "NORTH"), signatory("lead", "NORTH")];
    assert_eq!(recipients(&Occasion::Decided, &directory, TODAY), people(&["lead"]));
}

#[test]
fn who_has_left_or_not_yet_begun_gets_no_mail() {
    let mut directory = directory();
    directory.members[1].until = Some(date(2026, 11, 21));
    directory.signatories[0].from = date(2026, 11, 23);
    assert_eq!(recipients(&Occasion::AgreementEnds, &directory, TODAY), people(&["lead"]));
    directory.members[1].until = Some(TODAY);
    directory.signatories[0].from = TODAY;
    assert_eq!(recipients(&Occasion::AgreementEnds, &directory, TODAY), people(&["lead", "signatory", "ig-lead"]));
}

#[test]
fn a_lead_who_left_is_stood_in_for_by_the_organisations_other_leads() {
    let mut directory = directory();
    directory.members[0].until = Some(date(2026, 1, 2));
    directory.members.push(member("successor", "NORTH", &[MembershipRole::Lead]));
    assert_eq!(recipients(&Occasion::Decided, &directory, TODAY), people(&["successor", "signatory"]));
}

#[test]
fn nothing_known_means_nobody_is_mailed() {
    assert!(recipients(&Occasion::AgreementEnds, &Directory::default(), TODAY).is_empty());
}
