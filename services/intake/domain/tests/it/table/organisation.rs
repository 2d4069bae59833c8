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
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    }
}

pub fn everyone() -> Vec<(&'static str, Actor)> {
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

fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

fn after(state: State, command: Command, actor: Actor) -> State {
    let events = decide(&state, command, &by(actor)).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn registered(administrator: Option<&str>) -> State {
    [
        Some(register()),
        Some(grant("ada", MembershipRole::Lead)),
        administrator.map(|name| grant(name, MembershipRole::Administrator)),
        Some(grant("cy", MembershipRole::Collaborator)),
        Some(grant("sam", MembershipRole::Signatory)),
    ]
    .into_iter()
    .flatten()
    .fold(State::Absent, |state, command| after(state, command, system()))
}

/// Where an organisation may stand: with its administrator, whose authorities nobody asked for, asked or confirmed; and
/// without one.
pub fn states() -> Vec<(&'static str, State)> {
    let known = registered(Some("ben"));
    let asked = after(known.clone(), asking(), signed_in("ben", &[]));
    let confirmed = after(asked.clone(), confirming(), signed_in("olu", &[StaffRole::CaseOfficer]));
    vec![
        ("ABSENT", State::Absent),
        ("REGISTERED", known),
        ("REGISTERED, an authority asked for", asked),
        ("REGISTERED, an authority confirmed", confirmed),
        ("REGISTERED, nobody administers", registered(None)),
    ]
}

fn asking() -> Command {
    Command::AskAuthority { person: person("sam"), from: date(2026, 11, 20), until: None }
}

fn confirming() -> Command {
    Command::ConfirmAuthority { person: person("sam") }
}

fn change_of(name: &str, role: MembershipRole) -> Command {
    Command::ChangeMember { person: person(name), roles: vec![role], until: None, contact: None }
}

/// What people ask of an organisation.
pub fn of_people() -> Vec<(&'static str, Command)> {
    let administrator = MembershipRole::Administrator;
    let member = |name: &str| Command::AddMember {
        person: person(name),
        roles: vec![administrator],
        from: date(2026, 11, 20),
        until: None,
        contact: Contact { name: "Dee Marsh".to_owned(), email: "dee@northmere.example".to_owned() },
    };
    let on = date(2026, 11, 30);
    let reason = "The letter names another.".to_owned();
    vec![
        ("Rename", Command::Rename { name: "The University of Northmere".to_owned(), from: date(2026, 9, 1) }),
        ("AddMember (a stranger to it)", member("dee")),
        ("AddMember (who asks: its stranger)", member("eve")),
        ("ChangeMember (its lead)", change_of("ada", administrator)),
        ("ChangeMember (its administrator)", change_of("ben", administrator)),
        ("ChangeMember (its signatory)", change_of("sam", administrator)),
        ("EndMember (its lead)", Command::EndMember { person: person("ada"), on }),
        ("EndMember (its administrator)", Command::EndMember { person: person("ben"), on }),
        ("EndMember (its signatory)", Command::EndMember { person: person("sam"), on }),
        ("AskAuthority (of its signatory)", asking()),
        ("ConfirmAuthority (of its signatory)", confirming()),
        ("DeclineAuthority (of its signatory)", Command::DeclineAuthority { person: person("sam"), reason }),
        ("EndAuthority (of its signatory)", Command::EndAuthority { person: person("sam"), on }),
    ]
}

#[test]
fn the_table_of_organisation_is_as_committed() {
    let confirm = Command::ConfirmSigningAuthority { person: person("sam"), from: date(2026, 1, 1), until: None };
    let mut table = Table::of("organisation");
    let enrol = Command::Enrol {
        organisation: northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    };
    let of_records = [
        ("Register", register()),
        ("GrantMembership", grant("dee", MembershipRole::Lead)),
        ("Admit", admit("gus")),
        ("Admit (its lead)", admit("ada")),
        ("Admit (its signatory)", admit("sam")),
        ("ConfirmSigningAuthority (of its signatory)", confirm),
        ("RecordAssurance", Command::RecordAssurance(shown())),
        ("LoadAssurance", Command::LoadAssurance(shown())),
        ("Enrol", enrol),
    ];
    let of_records = of_records.into_iter().map(|(name, command)| (name, command, 2));
    let of_people = of_people().into_iter().map(|(name, command)| (name, command, states().len()));
    for (command_name, command, states_of_it) in of_records.chain(of_people) {
        for (state_name, state) in states().into_iter().take(states_of_it) {
            for (who, actor) in everyone() {
                let decided = decide(&state, command.clone(), &by(actor));
                table.cell(state_name, command_name, who, outcome(&state, decided, evolve, Event::name, State::name));
            }
        }
    }
    table.keep(env!("CARGO_MANIFEST_DIR"), "tables/organisation.md");
}
