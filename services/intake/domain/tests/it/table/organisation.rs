use dars_intake_domain::organisation::{Command, Contact, Event, Facts, Shown, State, decide, evolve};
use dars_tables::Table;
use dars_vocabulary::{
    Actor, MembershipRole, StaffRole,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
use jiff::civil::date;

use super::outcome;
use crate::people::{machine, northmere, now, person, signed_in, system};

fn grant(name: &str, role: MembershipRole) -> Command {
    Command::GrantMembership {
        person: person(name),
        roles: vec![role],
        from: date(2026, 1, 1),
        until: (name == "cy").then_some(date(2026, 11, 19)),
        contact: Contact { name: "Someone".to_owned(), email: "someone@northmere.example".to_owned() },
    }
}

fn admit(name: &str) -> Command {
    let contact = Contact { name: "Gus Marsh".to_owned(), email: "gus@wychmoor.example".to_owned() };
    Command::Admit { person: person(name), contact }
}

fn register() -> Command {
    Command::Register {
        organisation: northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    }
}

fn shown() -> Shown {
    Shown {
        kind: AssuranceKind::Dspt,
        reference: "2025/26".to_owned(),
        outcome: AssuranceOutcome::Met,
        valid_to: date(2027, 6, 30),
        plan_approved: false,
        particulars: Default::default(),
    }
}

fn everyone() -> Vec<(&'static str, Actor)> {
    vec![
        ("the public", Actor::public()),
        ("an officer's machine", machine("olu", &[StaffRole::CaseOfficer])),
        ("the system", system()),
        ("a stranger", signed_in("eve", &[])),
        ("its lead", signed_in("ada", &[])),
        ("its signatory", signed_in("sam", &[])),
        ("its administrator", signed_in("ben", &[])),
        ("a case officer", signed_in("olu", &[StaffRole::CaseOfficer])),
        ("a case officer of its own", signed_in("ada", &[StaffRole::CaseOfficer])),
        ("a case officer who left it", signed_in("cy", &[StaffRole::CaseOfficer])),
        ("a security reviewer", signed_in("sec", &[StaffRole::SecurityReviewer])),
        ("a security reviewer of its own", signed_in("ben", &[StaffRole::SecurityReviewer])),
        ("an approver", signed_in("ann", &[StaffRole::Approver])),
        ("an operator", signed_in("op", &[StaffRole::Operator])),
    ]
}

#[test]
fn the_table_of_organisation_is_as_committed() {
    let by = |actor| Facts { now: now(), technical_now: now(), actor };
    let confirm = Command::ConfirmSigningAuthority { person: person("sam"), from: date(2026, 1, 1), until: None };
    let registered = [
        register(),
        grant("ada", MembershipRole::Lead),
        grant("ben", MembershipRole::Administrator),
        grant("cy", MembershipRole::Collaborator),
        grant("sam", MembershipRole::Signatory),
    ]
    .into_iter()
    .fold(State::Absent, |state, command| {
        let events = decide(&state, command, &by(system())).unwrap();
        events.iter().fold(state, |state, event| evolve(state, event).unwrap())
    });
    let mut table = Table::of("organisation");
    for (command_name, command) in [
        ("Register", register()),
        ("GrantMembership", grant("dee", MembershipRole::Lead)),
        ("Admit", admit("gus")),
        ("Admit (its lead)", admit("ada")),
        ("Admit (its signatory)", admit("sam")),
        ("ConfirmSigningAuthority (of its signatory)", confirm),
        ("RecordAssurance", Command::RecordAssurance(shown())),
        ("LoadAssurance", Command::LoadAssurance(shown())),
    ] {
        for (state_name, state) in [("ABSENT", &State::Absent), ("REGISTERED", &registered)] {
            for (who, actor) in everyone() {
                let decided = decide(state, command.clone(), &by(actor));
                table.cell(state_name, command_name, who, outcome(state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/organisation.md");
}
