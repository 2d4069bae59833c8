//! The lines of the must-not list (domain.md §3) that concern the people of an organisation, written from that list.

use dars_intake_domain::organisation::{Command, Contact, Facts, State, decide, evolve};
use dars_vocabulary::{Actor, MembershipRole, RefusalKind, StaffRole, code::OrganisationType};
use jiff::{Timestamp, civil::date};

use crate::people::{machine, no, northmere, now, person, signed_in, system};

fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

fn at(actor: Actor, now: Timestamp) -> Facts {
    Facts { now, technical_now: now, actor }
}

fn after(state: State, command: Command, facts: &Facts) -> State {
    let events = decide(&state, command, facts).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn grant(name: &str, role: MembershipRole) -> Command {
    Command::GrantMembership {
        person: person(name),
        roles: vec![role],
        from: date(2026, 1, 1),
        until: Some(date(2026, 12, 31)),
        contact: contact(),
    }
}

fn contact() -> Contact {
    Contact { name: "Someone".to_owned(), email: "someone@northmere.example".to_owned() }
}

fn northmere_university() -> State {
    let registered = Command::Register {
        organisation: northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    };
    [registered, grant("ben", MembershipRole::Administrator), grant("sam", MembershipRole::Signatory)]
        .into_iter()
        .fold(State::Absent, |state, command| after(state, command, &by(system())))
}

fn add(name: &str, role: MembershipRole) -> Command {
    let (person, roles, from) = (person(name), vec![role], date(2026, 11, 20));
    Command::AddMember { person, roles, from, until: None, contact: contact() }
}

fn change(name: &str, role: MembershipRole) -> Command {
    Command::ChangeMember { person: person(name), roles: vec![role], until: None, contact: None }
}

fn asking(name: &str) -> Command {
    Command::AskAuthority { person: person(name), from: date(2026, 11, 20), until: Some(date(2026, 12, 31)) }
}

fn officer(name: &str) -> Actor {
    signed_in(name, &[StaffRole::CaseOfficer])
}

#[test]
fn nobody_gives_themselves_a_role_nor_prolongs_it() {
    let own_role = (RefusalKind::Forbidden, "own-role");
    let administered = northmere_university();
    let own = no(decide(&administered, change("ben", MembershipRole::Signatory), &by(signed_in("ben", &[]))));
    assert_eq!(own, own_role);
    let later = Command::EndMember { person: person("ben"), on: date(2027, 12, 31) };
    let prolonged = no(decide(&administered, later, &by(signed_in("ben", &[]))));
    assert_eq!(prolonged, (RefusalKind::Unacceptable, "values-unacceptable"));
    // An officer brings in the first administrator, and is not that person.
    let left = after(
        administered,
        Command::EndMember { person: person("ben"), on: date(2026, 11, 19) },
        &by(signed_in("ben", &[])),
    );
    assert_eq!(no(decide(&left, add("olu", MembershipRole::Administrator), &by(officer("olu")))), own_role);
    assert!(decide(&left, add("dee", MembershipRole::Administrator), &by(officer("olu"))).is_ok());
}

#[test]
fn nobody_confirms_an_authority_to_sign_that_is_their_own_or_that_they_asked_for() {
    let administered = northmere_university();
    let asked = after(administered, asking("sam"), &by(signed_in("ben", &[])));
    let confirm = Command::ConfirmAuthority { person: person("sam") };
    let decline = Command::DeclineAuthority { person: person("sam"), reason: "No.".to_owned() };
    for command in [&confirm, &decline] {
        let own = no(decide(&asked, command.clone(), &by(officer("sam"))));
        assert_eq!(own, (RefusalKind::Forbidden, "own-authority"));
        // Its administrator is of the organisation, officer or not.
        let of_it = no(decide(&asked, command.clone(), &by(officer("ben"))));
        assert_eq!(of_it, (RefusalKind::Forbidden, "own-organisation"));
        assert_eq!(no(decide(&asked, command.clone(), &by(signed_in("ben", &[])))).1, "role-needed");
        // Once they have left it, they are still who asked.
        let later = at(officer("ben"), "2027-03-01T09:00:00Z".parse().unwrap());
        assert_eq!(no(decide(&asked, command.clone(), &later)), (RefusalKind::Forbidden, "asked-by-you"));
        assert!(decide(&asked, command.clone(), &by(officer("olu"))).is_ok());
    }
    let unasked = northmere_university();
    assert_eq!(no(decide(&unasked, confirm, &by(officer("olu")))), (RefusalKind::WrongState, "authority-not-asked"));
}

#[test]
fn nobody_keeps_an_organisations_people_after_their_role_ended_or_before_it_began() {
    let state = northmere_university();
    for (day, may) in [("2026-12-31T12:00:00Z", true), ("2027-01-01T12:00:00Z", false), ("2025-12-31T12:00:00Z", false)]
    {
        let facts = at(signed_in("ben", &[]), day.parse().unwrap());
        let until_the_end = Command::EndMember { person: person("sam"), on: date(2026, 12, 30) };
        let decided = decide(&state, until_the_end, &facts);
        assert_eq!(decided.is_ok(), may, "{day}: {decided:?}");
        if !may {
            assert_eq!(no(decided), (RefusalKind::Forbidden, "administrator-needed"));
        }
    }
    // An authority ends with the membership it rests on.
    let asked = after(state, asking("sam"), &by(signed_in("ben", &[])));
    let confirmed = after(asked, Command::ConfirmAuthority { person: person("sam") }, &by(officer("olu")));
    let ended = Command::EndMember { person: person("sam"), on: date(2026, 11, 25) };
    let State::Registered(known) = after(confirmed, ended, &by(signed_in("ben", &[]))) else { panic!() };
    assert_eq!(known.authorities[&person("sam")].until, Some(date(2026, 11, 25)));
}

#[test]
fn nobody_keeps_an_organisation_with_a_machines_token() {
    let state = after(northmere_university(), asking("sam"), &by(signed_in("ben", &[])));
    let enrolled = Command::Enrol {
        organisation: northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    };
    for command in [
        enrolled,
        Command::Rename { name: "Northmere".to_owned(), from: date(2026, 11, 1) },
        add("dee", MembershipRole::Lead),
        change("sam", MembershipRole::Lead),
        Command::EndMember { person: person("sam"), on: date(2026, 11, 30) },
        asking("sam"),
        Command::ConfirmAuthority { person: person("sam") },
        Command::DeclineAuthority { person: person("sam"), reason: "No.".to_owned() },
        Command::EndAuthority { person: person("sam"), on: date(2026, 11, 30) },
    ] {
        for actor in [machine("ben", &[StaffRole::CaseOfficer]), machine("olu", &[StaffRole::CaseOfficer]), system()] {
            let refused = no(decide(&state, command.clone(), &by(actor)));
            assert_eq!(refused, (RefusalKind::Forbidden, "person-needed"), "{command:?}");
        }
        assert_eq!(no(decide(&state, command, &by(Actor::public()))), (RefusalKind::SignInNeeded, "sign-in-needed"));
    }
}
