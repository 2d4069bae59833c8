use std::collections::BTreeSet;

use dars_notification_domain::recipients::{
    Affected, CASE_TEAM, Directory, Member, Of, Office, Recipient, Signatory, Who, recipients,
};
use dars_vocabulary::{MembershipRole, OrganisationId, PersonId};
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
        collaborators: vec![person("collaborator")],
        affected: vec![Affected { organisation: organisation("OTHER"), lead: person("gone") }],
        signatories: vec![signatory("signatory", "NORTH"), signatory("body", "X26"), signatory("other", "OTHER")],
    }
}

fn decided() -> Vec<Who> {
    vec![Who::Lead, Who::Signatories(Of::Applicant)]
}

fn ends() -> Vec<Who> {
    [decided(), vec![Who::Members(MembershipRole::IgLead, Of::Applicant)]].concat()
}

fn people(names: &[&str]) -> BTreeSet<Recipient> {
    names.iter().map(|name| Recipient::Person(person(name))).collect()
}

#[test]
fn each_kind_of_reader_is_found_once() {
    let enquiry: dars_vocabulary::EnquiryRef = "ENQ-2026-000412".parse().unwrap();
    let these = |codes: &[&str]| Of::These(codes.iter().map(|code| organisation(code)).collect());
    let table = [
        (Who::Enquirer(enquiry.clone()), [Recipient::Enquirer(enquiry)].into()),
        (Who::Team(CASE_TEAM), [Recipient::Team(CASE_TEAM)].into()),
        (Who::Office(Office::Siro), [Recipient::Office(Office::Siro)].into()),
        (Who::Lead, people(&["lead"])),
        (Who::Collaborators, people(&["collaborator"])),
        (Who::Members(MembershipRole::IgLead, Of::Applicant), people(&["lead", "ig-lead"])),
        (Who::Members(MembershipRole::IgLead, these(&["OTHER"])), people(&["stranger"])),
        (Who::Signatories(Of::Applicant), people(&["signatory"])),
        (Who::Signatories(these(&["NORTH", "X26"])), people(&["signatory", "body"])),
        (Who::Contact, people(&["lead", "ig-lead"])),
        (Who::AffectedLeads, people(&["stranger"])),
    ];
    for (who, expected) in table {
        assert_eq!(recipients(std::slice::from_ref(&who), &directory(), TODAY), expected, "{who:?}");
    }
    let both = recipients(&[Who::Lead, Who::Lead, Who::Team(CASE_TEAM)], &directory(), TODAY);
    assert_eq!(both, &people(&["lead"]) | &[Recipient::Team(CASE_TEAM)].into());
}

#[test]
fn contracts_are_kept_by_administrators_and_information_governance_leads() {
    let mut directory = directory();
    directory.members.push(member("administrator", "NORTH", &[MembershipRole::Administrator]));
    assert_eq!(recipients(&[Who::Contact], &directory, TODAY), people(&["administrator", "lead", "ig-lead"]));
}

#[test]
fn a_collaborator_who_left_gets_no_mail() {
    let mut directory = directory();
    directory.members[2].until = Some(date(2026, 11, 21));
    assert!(recipients(&[Who::Collaborators], &directory, TODAY).is_empty());
}

#[test]
fn a_lead_who_signs_gets_one_mail() {
    let mut directory = directory();
    directory.signatories = vec![signatory("lead", "NORTH"), signatory("lead", "NORTH")];
    assert_eq!(recipients(&decided(), &directory, TODAY), people(&["lead"]));
}

#[test]
fn who_has_left_or_not_yet_begun_gets_no_mail() {
    let mut directory = directory();
    directory.members[1].until = Some(date(2026, 11, 21));
    directory.signatories[0].from = date(2026, 11, 23);
    assert_eq!(recipients(&ends(), &directory, TODAY), people(&["lead"]));
    directory.members[1].until = Some(TODAY);
    directory.signatories[0].from = TODAY;
    assert_eq!(recipients(&ends(), &directory, TODAY), people(&["lead", "signatory", "ig-lead"]));
}

#[test]
fn a_lead_who_left_is_stood_in_for_by_the_organisations_other_leads() {
    let mut directory = directory();
    directory.members[0].until = Some(date(2026, 1, 2));
    directory.members.push(member("successor", "NORTH", &[MembershipRole::Lead]));
    assert_eq!(recipients(&decided(), &directory, TODAY), people(&["successor", "signatory"]));
}

#[test]
fn nothing_known_means_nobody_is_mailed() {
    assert!(recipients(&ends(), &Directory::default(), TODAY).is_empty());
}
