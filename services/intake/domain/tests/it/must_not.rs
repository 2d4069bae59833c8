//! The lines of the must-not list (domain.md §3) that concern intake, one test each, written from that list.

use dars_intake_domain::{enquiry, organisation};
use dars_vocabulary::{
    Actor, MembershipRole, OrganisationId, RefusalKind, StaffRole,
    code::{AssuranceKind, AssuranceOutcome, ClosingReason, OrganisationType, Signpost, Team},
};
use jiff::civil::date;

use crate::people::{machine, no, now, person, signed_in, system};

fn organisation_with(member: &str) -> organisation::State {
    use organisation::{Command, Contact, Facts, State, decide, evolve};
    let id: OrganisationId = "NU01".parse().unwrap();
    let contact = Contact { name: "Someone".to_owned(), email: "someone@northmere.example".to_owned() };
    [
        Command::Register {
            organisation: id,
            name: "Northmere University".to_owned(),
            organisation_type: OrganisationType::Academic,
        },
        Command::GrantMembership {
            person: person(member),
            roles: vec![MembershipRole::Signatory],
            from: date(2026, 1, 1),
            until: None,
            contact,
        },
    ]
    .into_iter()
    .fold(State::Absent, |state, command| {
        let facts = Facts { now: now(), technical_now: now(), actor: system() };
        let events = decide(&state, command, &facts).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    })
}

fn shown(kind: AssuranceKind) -> organisation::Command {
    organisation::Command::RecordAssurance(organisation::Shown {
        kind,
        reference: "2025/26".to_owned(),
        outcome: AssuranceOutcome::Met,
        valid_to: date(2027, 6, 30),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    })
}

fn by(actor: Actor) -> organisation::Facts {
    organisation::Facts { now: now(), technical_now: now(), actor }
}

#[test]
fn nobody_confirms_their_own_authority_to_sign() {
    let state = organisation_with("sam");
    let command =
        organisation::Command::ConfirmSigningAuthority { person: person("sam"), from: date(2026, 1, 1), until: None };
    let staff = [StaffRole::CaseOfficer, StaffRole::SecurityReviewer];
    for actor in [signed_in("sam", &[]), signed_in("sam", &staff), machine("sam", &staff)] {
        let refused = no(organisation::decide(&state, command.clone(), &by(actor)));
        assert_eq!(refused, (RefusalKind::Forbidden, "own-authority"));
    }
    // Not even the system for itself.
    let own =
        organisation::Command::ConfirmSigningAuthority { person: system().id, from: date(2026, 1, 1), until: None };
    assert_eq!(no(organisation::decide(&state, own, &by(system()))), (RefusalKind::Forbidden, "own-authority"));
}

#[test]
fn nobody_accepts_what_their_own_organisation_shows() {
    let staff = [StaffRole::CaseOfficer, StaffRole::SecurityReviewer];
    for kind in AssuranceKind::ALL {
        let own = organisation::decide(&organisation_with("olu"), shown(*kind), &by(signed_in("olu", &staff)));
        assert_eq!(no(own), (RefusalKind::Forbidden, "own-organisation"));
        let others = organisation::decide(&organisation_with("sam"), shown(*kind), &by(signed_in("olu", &staff)));
        assert_eq!(others.unwrap().len(), 1);
    }
}

#[test]
fn nobody_records_assurances_or_works_on_enquiries_with_a_machines_token() {
    let staff = [StaffRole::CaseOfficer, StaffRole::SecurityReviewer, StaffRole::TriageOfficer, StaffRole::Expert];
    let refused =
        no(organisation::decide(&organisation_with("sam"), shown(AssuranceKind::Dspt), &by(machine("olu", &staff))));
    assert_eq!(refused, (RefusalKind::Forbidden, "person-needed"));
    for command in enquiry_commands() {
        let facts = enquiry::Facts::by(machine("ada", &staff), now(), now());
        let refused = no(enquiry::decide(&enquiry_of("ada"), command, &facts));
        assert_eq!(refused, (RefusalKind::Forbidden, "person-needed"));
    }
}

#[test]
fn nobody_learns_of_anothers_enquiry() {
    for command in enquiry_commands() {
        let facts = enquiry::Facts::by(signed_in("eve", &[]), now(), now());
        let refused = no(enquiry::decide(&enquiry_of("ada"), command, &facts));
        assert_eq!(refused, (RefusalKind::NotFound, "enquiry-unknown"));
    }
    assert!(enquiry::may_see(&enquiry_of("ada"), &signed_in("eve", &[]), None).is_err());
}

fn enquiry_of(name: &str) -> enquiry::State {
    use enquiry::{Command, Enquirer, Facts, State, decide, evolve};
    let raise = Command::Raise {
        enquiry: dars_vocabulary::EnquiryRef::allot(2026, 412),
        channel: dars_vocabulary::code::Channel::Web,
        topic: dars_vocabulary::code::EnquiryTopic::Other,
        enquirer: Enquirer {
            name: "Ada Fenn".to_owned(),
            email: "ada@northmere.example".to_owned(),
            organisation: None,
        },
        purpose: "Stroke data.".to_owned(),
        more: Box::default(),
    };
    let events = decide(&State::Absent, raise, &Facts::by(signed_in(name, &[]), now(), now())).unwrap();
    events.iter().fold(State::Absent, |state, event| evolve(state, event).unwrap())
}

/// Everything that people ask of an enquiry that was raised.
fn enquiry_commands() -> Vec<enquiry::Command> {
    use enquiry::Command;
    let text = || "Words.".to_owned();
    vec![
        Command::Triage,
        Command::Route { team: Team::Agreements, reason: Some(text()) },
        Command::GiveBack { reason: text() },
        Command::Assign { to: person("olu") },
        Command::Merge { into: dars_vocabulary::EnquiryRef::allot(2026, 7) },
        Command::TakeIn { other: dars_vocabulary::EnquiryRef::allot(2026, 7) },
        Command::AddMessage { text: text() },
        Command::Ask { text: text() },
        Command::Answer { text: text() },
        Command::Signpost { to: vec![Signpost::Sde], text: None },
        Command::Close { reason: ClosingReason::Withdrawn },
        Command::MarkDuplicate { of: dars_vocabulary::EnquiryRef::allot(2026, 7) },
        Command::Reopen { reason: text() },
        Command::Convert {
            organisation: "NU01".parse().unwrap(),
            lead: person("ada"),
            nic: "DARS-NIC-900101-K4T7Q".parse().unwrap(),
        },
    ]
}
