//! How an organisation is kept: its names over time, its members, and what is permitted.

use std::collections::BTreeSet;

use dars_intake_domain::organisation::{
    Command, Contact, Event, Facts, FormerName, Refusal, State, decide, evolve, permitted,
};
use dars_vocabulary::{Actor, MembershipRole, RefusalKind, Refuse as _, Sealed, StaffRole, code::OrganisationType};
use jiff::{
    civil::{Date, date},
    tz::TimeZone,
};

use crate::{
    people::{northmere, now, person, signed_in, system},
    table::organisation::{everyone, of_people, states},
};

fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

fn officer() -> Facts {
    by(signed_in("olu", &[StaffRole::CaseOfficer]))
}

fn ben() -> Facts {
    by(signed_in("ben", &[]))
}

fn after(state: State, command: Command, facts: &Facts) -> State {
    let events = decide(&state, command, facts).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn contact() -> Contact {
    Contact { name: "Someone".to_owned(), email: "someone@northmere.example".to_owned() }
}

fn enrol(name: &str) -> Command {
    Command::Enrol { organisation: northmere(), name: name.to_owned(), organisation_type: OrganisationType::Academic }
}

fn add(name: &str, roles: &[MembershipRole], from: Date, until: Option<Date>) -> Command {
    Command::AddMember { person: person(name), roles: roles.to_vec(), from, until, contact: contact() }
}

const TODAY: Date = date(2026, 11, 20);

/// Taken in by officers, with an administrator, who took in a signatory.
fn enrolled() -> State {
    let known = after(State::Absent, enrol("Northmere University"), &officer());
    let administered = after(known, add("ben", &[MembershipRole::Administrator], TODAY, None), &officer());
    after(administered, add("sam", &[MembershipRole::Signatory], TODAY, Some(date(2028, 11, 20))), &ben())
}

fn pointers(result: Result<Vec<Event>, Refusal>) -> Vec<(String, String)> {
    let refusal = result.unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::Unacceptable, "{refusal:?}");
    refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect()
}

fn wrong(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

#[test]
fn what_is_permitted_is_what_is_not_refused_and_nothing_else() {
    let action = |command: &Command| match command {
        Command::RecordAssurance(_) => "record-assurance",
        Command::Rename { .. } => "rename-organisation",
        Command::AddMember { .. } => "add-member",
        Command::ChangeMember { .. } => "change-member",
        Command::EndMember { .. } => "end-member",
        Command::AskAuthority { .. } => "ask-authority",
        Command::ConfirmAuthority { .. } => "confirm-authority",
        Command::DeclineAuthority { .. } => "decline-authority",
        Command::EndAuthority { .. } => "end-authority",
        other => panic!("{other:?} is none of people's"),
    };
    let mut seen = BTreeSet::new();
    for (state_name, state) in states() {
        for (who, actor) in everyone() {
            let facts = by(actor);
            let told: BTreeSet<_> = permitted(&state, &facts).into_iter().collect();
            let accepted: BTreeSet<_> = of_people()
                .into_iter()
                .filter(|(_, command)| {
                    let decided = decide(&state, command.clone(), &facts);
                    decided.err().is_none_or(|refusal| refusal.kind() == RefusalKind::Unacceptable)
                })
                .map(|(_, command)| action(&command))
                .collect();
            let of_people: BTreeSet<_> = told.iter().copied().filter(|action| *action != "record-assurance").collect();
            assert_eq!(of_people, accepted, "{state_name}, {who}");
            seen.extend(told);
        }
    }
    assert_eq!(seen.len(), 9, "{seen:?}");
}

#[test]
fn a_code_is_taken_once_and_a_fixture_undoes_no_new_name() {
    let again = decide(&enrolled(), enrol("Northmere University"), &officer()).unwrap_err();
    assert_eq!((again.kind(), again.code()), (RefusalKind::WrongState, "organisation-exists"));
    assert_eq!(pointers(decide(&State::Absent, enrol(" "), &officer())), wrong("/name", "missing"));
    let renamed = after(enrolled(), rename("The University of Northmere", date(2026, 9, 1)), &officer());
    let fixture = Command::Register {
        organisation: northmere(),
        name: "Northmere University".to_owned(),
        organisation_type: OrganisationType::Academic,
    };
    assert_eq!(decide(&renamed, fixture, &by(system())), Ok(Vec::new()));
}

fn rename(name: &str, from: Date) -> Command {
    Command::Rename { name: name.to_owned(), from }
}

#[test]
fn former_names_stay_with_their_days() {
    let first = after(enrolled(), rename("The University of Northmere", date(2025, 4, 1)), &officer());
    let second = after(first.clone(), rename("Northmere and Dene University", date(2026, 4, 1)), &officer());
    let State::Registered(known) = &second else { panic!("{second:?}") };
    assert_eq!((known.name.as_str(), known.name_from), ("Northmere and Dene University", Some(date(2026, 4, 1))));
    let former = |name: &str, from, until| FormerName { name: name.to_owned(), from, until };
    assert_eq!(
        known.former_names,
        [
            former("Northmere University", None, date(2025, 3, 31)),
            former("The University of Northmere", Some(date(2025, 4, 1)), date(2026, 3, 31)),
        ]
    );
    assert_eq!(decide(&second, rename("Northmere and Dene University", TODAY), &officer()), Ok(Vec::new()));
    let early = decide(&first, rename("Another", date(2025, 4, 1)), &officer());
    assert_eq!(pointers(early), wrong("/from", "before-the-last-name"));
    let to_come = decide(&first, rename("Another", TODAY.tomorrow().unwrap()), &officer());
    assert_eq!(pointers(to_come), wrong("/from", "day-to-come"));
}

#[test]
fn an_officer_takes_in_who_administers_it_and_nobody_else() {
    let known = after(State::Absent, enrol("Northmere University"), &officer());
    let lead = decide(&known, add("ada", &[MembershipRole::Lead], TODAY, None), &officer());
    assert_eq!(pointers(lead), wrong("/roles", "administrator-first"));
    let both = [MembershipRole::Administrator, MembershipRole::Lead];
    let administered = after(known, add("ben", &both, TODAY, None), &officer());
    let another = decide(&administered, add("ada", &[MembershipRole::Administrator], TODAY, None), &officer());
    assert_eq!(another.unwrap_err().code(), "administrator-there");
}

#[test]
fn a_member_is_taken_in_once_from_today_on_and_anew_after_an_end() {
    let state = enrolled();
    let lead = [MembershipRole::Lead];
    for (command, expected) in [
        (add("ada", &lead, TODAY.yesterday().unwrap(), None), wrong("/from", "day-past")),
        (add("ada", &lead, TODAY, TODAY.yesterday().ok()), wrong("/until", "dates-reversed")),
        (add("ada", &[], TODAY, None), wrong("/roles", "missing")),
        (add("ada", &[lead[0], lead[0]], TODAY, None), wrong("/roles", "listed-twice")),
    ] {
        assert_eq!(pointers(decide(&state, command, &ben())), expected);
    }
    let again = decide(&state, add("sam", &lead, TODAY, None), &ben()).unwrap_err();
    assert_eq!(again.code(), "member-already");
    let sam = || person("sam");
    let gone =
        after(state, Command::EndMember { person: sam(), on: TODAY.yesterday().unwrap().tomorrow().unwrap() }, &ben());
    assert_eq!(decide(&gone, Command::EndMember { person: sam(), on: TODAY }, &ben()), Ok(Vec::new()));
    let later = Facts { now: "2026-11-21T09:00:00Z".parse().unwrap(), ..ben() };
    let over = decide(&gone, Command::EndMember { person: sam(), on: TODAY }, &later).unwrap_err();
    assert_eq!(over.code(), "membership-over");
    let back = after(gone, add("sam", &lead, date(2026, 11, 21), None), &later);
    assert_eq!(back.membership(sam()).unwrap().roles, lead);
}

#[test]
fn other_roles_take_the_place_of_those_before_and_who_is_no_signatory_signs_no_more() {
    let asked = Command::AskAuthority { person: person("sam"), from: TODAY, until: Some(date(2027, 11, 20)) };
    let state = after(enrolled(), asked.clone(), &ben());
    let state = after(state, Command::ConfirmAuthority { person: person("sam") }, &officer());
    let asked_again = after(state, asked, &ben());
    let change = |roles: &[MembershipRole], until| Command::ChangeMember {
        person: person("sam"),
        roles: roles.to_vec(),
        until,
        contact: Some(Contact { name: "Samira Vale".to_owned(), email: "sv@northmere.example".to_owned() }),
    };
    let names =
        |command| -> Vec<_> { decide(&asked_again, command, &ben()).unwrap().iter().map(Event::name).collect() };
    let end = ["membership_granted", "signing_authority_ended", "signing_authority_declined"];
    assert_eq!(names(change(&[MembershipRole::IgLead], None)), end);
    assert_eq!(names(change(&[MembershipRole::Signatory], Some(date(2027, 1, 1)))), end);
    assert_eq!(names(change(&[MembershipRole::Signatory], None)), ["membership_granted"]);
    let State::Registered(known) = after(asked_again.clone(), change(&[MembershipRole::IgLead], None), &ben()) else {
        panic!()
    };
    assert_eq!(known.authorities[&person("sam")].until, Some(date(2026, 11, 19)));
    assert!(known.asked.is_empty());
    assert_eq!(known.members[&person("sam")].contact.open().unwrap().name, "Samira Vale");
    let past = decide(&asked_again, change(&[MembershipRole::Lead], Some(date(2026, 11, 19))), &ben());
    assert_eq!(pointers(past), wrong("/until", "day-past"));
}

#[test]
fn an_authority_that_ends_with_its_membership_or_before_stays_as_it_is() {
    let last = date(2027, 11, 20);
    let asked = Command::AskAuthority { person: person("sam"), from: TODAY, until: Some(last) };
    let state = after(enrolled(), asked.clone(), &ben());
    let state = after(state, Command::ConfirmAuthority { person: person("sam") }, &officer());
    let state = after(state, asked, &ben());
    let names = |command| -> Vec<_> { decide(&state, command, &ben()).unwrap().iter().map(Event::name).collect() };
    for (on, falls_away) in [(last, false), (date(2027, 11, 19), true)] {
        let roles = vec![MembershipRole::Signatory];
        let change = Command::ChangeMember { person: person("sam"), roles, until: Some(on), contact: None };
        let end = Command::EndMember { person: person("sam"), on };
        for (command, first) in [(change, "membership_granted"), (end, "membership_ended")] {
            let mut expected = vec![first];
            if falls_away {
                expected.extend(["signing_authority_ended", "signing_authority_declined"]);
            }
            assert_eq!(names(command), expected, "{on}");
        }
    }
}

#[test]
fn a_change_of_a_member_names_an_address_that_is_none() {
    let contact = Contact { name: "Samira Vale".to_owned(), email: "sv".to_owned() };
    let roles = vec![MembershipRole::Signatory];
    let change = Command::ChangeMember { person: person("sam"), roles, until: None, contact: Some(contact) };
    let errors = pointers(decide(&enrolled(), change, &ben()));
    assert_eq!(errors.iter().map(|(pointer, _)| pointer.as_str()).collect::<Vec<_>>(), ["/email"]);
}

#[test]
fn what_is_permitted_of_people_ends_with_the_days_of_those_whom_it_concerns() {
    let may = |state: &State, day: Date, facts: &Facts, action: &str| {
        let now = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        permitted(state, &Facts { now, technical_now: now, ..facts.clone() }).contains(&action)
    };
    let (last, after_it) = (date(2028, 11, 20), date(2028, 11, 21));
    let ask = Command::AskAuthority { person: person("sam"), from: TODAY, until: Some(last) };
    let asked = after(enrolled(), ask, &ben());
    let holding = after(asked, Command::ConfirmAuthority { person: person("sam") }, &officer());
    for (day, is_there) in [(last, true), (after_it, false)] {
        assert_eq!(may(&enrolled(), day, &ben(), "ask-authority"), is_there, "{day}");
        assert_eq!(may(&holding, day, &officer(), "end-authority"), is_there, "{day}");
        // Ben changes nothing of himself, and may go.
        assert_eq!(may(&enrolled(), day, &ben(), "change-member"), is_there, "{day}");
        assert!(may(&enrolled(), day, &ben(), "end-member"), "{day}");
    }
}

#[test]
fn an_authority_is_asked_for_a_signatory_within_the_membership() {
    let state = enrolled();
    let ask = |name: &str, from, until| Command::AskAuthority { person: person(name), from, until };
    for (command, expected) in [
        (ask("sam", TODAY, None), wrong("/from", "outside-membership")),
        (ask("sam", TODAY, Some(date(2028, 11, 21))), wrong("/from", "outside-membership")),
        (ask("sam", date(2027, 1, 2), Some(date(2027, 1, 1))), wrong("/until", "dates-reversed")),
    ] {
        assert_eq!(pointers(decide(&state, command, &ben())), expected);
    }
    for name in ["ben", "eve"] {
        let refused = decide(&state, ask(name, TODAY, None), &ben()).unwrap_err();
        assert_eq!(refused.code(), "signatory-needed", "{name}");
    }
    let once = after(state, ask("sam", TODAY, Some(date(2028, 11, 20))), &ben());
    assert_eq!(decide(&once, ask("sam", TODAY, Some(date(2028, 11, 20))), &ben()), Ok(Vec::new()));
}

#[test]
fn an_authority_is_ended_by_its_holder_its_organisation_or_an_officer_and_lasts_no_longer_for_it() {
    let asked = Command::AskAuthority { person: person("sam"), from: TODAY, until: Some(date(2027, 11, 20)) };
    let state = after(enrolled(), asked, &ben());
    let state = after(state, Command::ConfirmAuthority { person: person("sam") }, &officer());
    let end = |on| Command::EndAuthority { person: person("sam"), on };
    for facts in [by(signed_in("sam", &[])), ben(), officer()] {
        let ended = after(state.clone(), end(date(2026, 12, 1)), &facts);
        let longer = decide(&ended, end(date(2026, 12, 2)), &facts);
        assert_eq!(pointers(longer), wrong("/on", "after-its-end"));
    }
    // On its last day still, and not after it; to end it on the day it ends anyway says nothing new.
    let on = |day: Date| Facts { now: day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp(), ..officer() };
    let last = date(2027, 11, 20);
    assert!(decide(&state, end(last), &on(last)).is_ok());
    let over = decide(&state, end(last), &on(date(2027, 11, 21))).unwrap_err();
    assert_eq!(over.code(), "authority-over");
    let stranger = decide(&state, end(date(2026, 12, 1)), &by(signed_in("eve", &[]))).unwrap_err();
    assert_eq!(stranger.code(), "administrator-needed");
    let none = decide(&state, Command::EndAuthority { person: person("ada"), on: TODAY }, &ben()).unwrap_err();
    assert_eq!(none.code(), "authority-unknown");
}

#[test]
fn what_was_redacted_is_changed_and_ended_like_all_else() {
    let redacted = match enrolled() {
        State::Registered(mut known) => {
            known.members.get_mut(&person("sam")).unwrap().contact = Sealed::Redacted("00".repeat(32));
            State::Registered(known)
        }
        State::Absent => panic!(),
    };
    let change = Command::ChangeMember {
        person: person("sam"),
        roles: vec![MembershipRole::IgLead],
        until: None,
        contact: None,
    };
    for command in [change, Command::EndMember { person: person("sam"), on: TODAY }] {
        let State::Registered(known) = after(redacted.clone(), command, &ben()) else { panic!() };
        assert!(known.members[&person("sam")].contact.open().is_none());
    }
}
