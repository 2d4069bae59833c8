//! Organisations, their people, and who may sign.

use dars_intake_domain::organisation::{Command, Contact, Event, Facts, Shown, State, decide, evolve};
use dars_vocabulary::{
    Actor, AssuranceParticulars, CoveredPlaces, MembershipRole, RefusalKind, Refuse, StaffRole,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType, PlaceKind},
};
use jiff::civil::date;

use crate::people::{machine, no, northmere, now, person, signed_in, system};

fn by(actor: Actor) -> Facts {
    Facts { now: now(), technical_now: now(), actor }
}

fn register(name: &str) -> Command {
    Command::Register {
        organisation: northmere(),
        name: name.to_owned(),
        organisation_type: OrganisationType::Academic,
    }
}

fn grant(email: &str) -> Command {
    Command::GrantMembership {
        person: person("ada"),
        roles: vec![MembershipRole::Lead],
        from: date(2026, 1, 1),
        until: None,
        contact: Contact { name: "Ada Fenn".to_owned(), email: email.to_owned() },
    }
}

fn confirm() -> Command {
    Command::ConfirmSigningAuthority { person: person("sam"), from: date(2026, 1, 1), until: Some(date(2026, 12, 31)) }
}

fn after(state: State, command: Command) -> State {
    let events = decide(&state, command, &by(system())).unwrap();
    events.iter().fold(state, |state, event| evolve(state, event).unwrap())
}

fn northmere_university() -> State {
    after(State::Absent, register("Northmere University"))
}

#[test]
fn nobody_confirms_their_own_authority_to_sign() {
    let state = northmere_university();
    for actor in [signed_in("sam", &[]), signed_in("sam", &[StaffRole::CaseOfficer]), machine("sam", &[])] {
        assert_eq!(no(decide(&state, confirm(), &by(actor))), (RefusalKind::Forbidden, "own-authority"));
    }
}

#[test]
fn only_the_system_changes_organisations() {
    for command in [register("Northmere University"), grant("ada@northmere.example"), confirm()] {
        for actor in [signed_in("olu", &[StaffRole::CaseOfficer]), machine("olu", &[]), Actor::public()] {
            let refused = no(decide(&northmere_university(), command.clone(), &by(actor)));
            assert_eq!(refused, (RefusalKind::Forbidden, "system-only"));
        }
    }
}

#[test]
fn what_is_already_so_is_taken_quietly_and_another_entity_is_not() {
    let state = after(after(northmere_university(), grant("ada@northmere.example")), confirm());
    for command in [register("Northmere University"), grant("ada@northmere.example"), confirm()] {
        assert_eq!(decide(&state, command, &by(system())), Ok(Vec::new()));
    }
    let refused = no(decide(&state, register("Northmere College"), &by(system())));
    assert_eq!(refused, (RefusalKind::WrongState, "organisation-exists"));
}

#[test]
fn a_new_grant_replaces_what_was_said_before() {
    let state = after(northmere_university(), grant("ada@northmere.example"));
    let moved = after(state, grant("a.fenn@northmere.example"));
    let State::Registered(known) = &moved else { panic!("{moved:?}") };
    assert_eq!(known.members.len(), 1);
    assert_eq!(known.members[&person("ada")].contact.open().unwrap().email, "a.fenn@northmere.example");
    let held = moved.membership(person("ada")).unwrap();
    assert!(held.gives(&[MembershipRole::Lead], &northmere(), date(2026, 6, 1)));
    assert_eq!(moved.membership(person("sam")), None);
}

#[test]
fn people_belong_to_organisations_that_are_registered() {
    for command in [grant("ada@northmere.example"), confirm()] {
        let refused = no(decide(&State::Absent, command, &by(system())));
        assert_eq!(refused, (RefusalKind::NotFound, "organisation-unknown"));
    }
}

#[test]
fn every_value_that_cannot_be_is_named_at_once() {
    let spoilt = Command::GrantMembership {
        person: person("ada"),
        roles: Vec::new(),
        from: date(2026, 1, 2),
        until: Some(date(2026, 1, 1)),
        contact: Contact { name: String::new(), email: "ada".to_owned() },
    };
    let refusal = decide(&northmere_university(), spoilt, &by(system())).unwrap_err();
    assert_eq!(refusal.kind(), RefusalKind::Unacceptable);
    let pointers: Vec<_> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/roles", "/until", "/name", "/email"]);
}

#[test]
fn an_authority_may_last_one_day_and_not_end_before_it_begins() {
    let day = date(2026, 5, 1);
    for (until, may) in [(day, true), (date(2026, 4, 30), false)] {
        let command = Command::ConfirmSigningAuthority { person: person("sam"), from: day, until: Some(until) };
        let result = decide(&northmere_university(), command, &by(system()));
        assert_eq!(result.is_ok(), may);
        if let Ok(events) = result {
            assert!(matches!(events[..], [Event::SigningAuthorityConfirmed { .. }]));
        }
    }
}

fn toolkit(outcome: AssuranceOutcome, reference: &str) -> Shown {
    Shown {
        kind: AssuranceKind::Dspt,
        reference: reference.to_owned(),
        outcome,
        valid_to: date(2027, 6, 30),
        plan_approved: false,
        particulars: dars_vocabulary::AssuranceParticulars::default(),
    }
}

fn reviewer() -> Actor {
    signed_in("sec", &[StaffRole::SecurityReviewer])
}

#[test]
fn the_last_of_a_kind_replaces_what_was_shown_before() {
    let mut state = northmere_university();
    let fee = Shown { kind: AssuranceKind::IcoFee, ..toolkit(AssuranceOutcome::Met, "ZA1") };
    for shown in [toolkit(AssuranceOutcome::Met, "2024/25"), fee, toolkit(AssuranceOutcome::NotMet, "2025/26")] {
        let events = decide(&state, Command::RecordAssurance(shown), &by(reviewer())).unwrap();
        assert!(matches!(events[..], [Event::AssuranceRecorded { .. }]));
        state = events.iter().fold(state, |state, event| evolve(state, event).unwrap());
    }
    let State::Registered(known) = &state else { panic!("{state:?}") };
    let kinds: Vec<_> = known.assurances.iter().map(|shown| (shown.kind, shown.outcome)).collect();
    assert_eq!(
        kinds,
        [(AssuranceKind::Dspt, AssuranceOutcome::NotMet), (AssuranceKind::IcoFee, AssuranceOutcome::Met)]
    );
    let again = Command::RecordAssurance(toolkit(AssuranceOutcome::NotMet, "2025/26"));
    assert_eq!(decide(&state, again, &by(reviewer())), Ok(Vec::new()));
}

#[test]
fn only_the_toolkit_has_grades() {
    for kind in AssuranceKind::ALL {
        for outcome in AssuranceOutcome::ALL {
            let shown = Shown { kind: *kind, ..toolkit(*outcome, "X") };
            let plain = matches!(outcome, AssuranceOutcome::Met | AssuranceOutcome::NotMet);
            let decided = decide(&northmere_university(), Command::RecordAssurance(shown), &by(reviewer()));
            assert_eq!(decided.is_ok(), plain || *kind == AssuranceKind::Dspt, "{kind} {outcome}");
        }
    }
    let spoilt = Shown { kind: AssuranceKind::IcoFee, ..toolkit(AssuranceOutcome::Exceeded, &"x".repeat(201)) };
    let refusal = decide(&northmere_university(), Command::RecordAssurance(spoilt), &by(reviewer())).unwrap_err();
    let pointers: Vec<_> = refusal.errors().into_iter().map(|error| error.pointer).collect();
    assert_eq!(pointers, ["/reference", "/outcome"]);
}

/// Changes one thing of what is known.
type Spoil = fn(&mut AssuranceParticulars);

#[test]
fn what_is_known_of_an_assurance_beside_its_outcome_can_be_so() {
    let covers = |country: &str| vec![CoveredPlaces { kind: PlaceKind::Storage, country: country.to_owned() }];
    let table: [(Spoil, Option<(&str, &str)>); 6] = [
        (|it| it.reviewed_on = Some(date(2026, 11, 20)), None),
        (|it| it.reviewed_on = Some(date(2026, 11, 21)), Some(("/particulars/reviewed_on", "in-future"))),
        (|it| it.version = Some(26), Some(("/particulars/version", "out-of-range"))),
        (|it| it.covers[0].country = "England".to_owned(), Some(("/particulars/covers/0/country", "not-a-country"))),
        (|it| it.covers = vec![it.covers[0].clone(); 101], Some(("/particulars/covers", "too-many"))),
        (|it| it.improvement_plan_due = Some(date(2020, 1, 1)), None),
    ];
    for (at, (spoil, expected)) in table.into_iter().enumerate() {
        let mut particulars =
            AssuranceParticulars { version: Some(2026), covers: covers("GB-ENG"), ..AssuranceParticulars::default() };
        spoil(&mut particulars);
        let shown = Shown { particulars: particulars.clone(), ..toolkit(AssuranceOutcome::Met, "8HK21") };
        let decided = decide(&northmere_university(), Command::RecordAssurance(shown), &by(reviewer()));
        let Some((pointer, code)) = expected else {
            let events = decided.unwrap();
            let state = events.iter().fold(northmere_university(), |state, event| evolve(state, event).unwrap());
            let State::Registered(known) = &state else { panic!("{state:?}") };
            assert_eq!(known.assurances[0].particulars, particulars);
            continue;
        };
        let errors: Vec<_> = decided.unwrap_err().errors().into_iter().map(|it| (it.pointer, it.code)).collect();
        assert_eq!(errors, [(pointer.to_owned(), code.to_owned())], "{at}");
    }
}

#[test]
fn what_was_recorded_before_there_were_particulars_is_still_read() {
    let command = Command::RecordAssurance(toolkit(AssuranceOutcome::Met, "8HK21"));
    let recorded = decide(&northmere_university(), command, &by(reviewer())).unwrap();
    let mut written = serde_json::to_value(&recorded[0]).unwrap();
    written.as_object_mut().unwrap().remove("particulars").unwrap();
    let event: Event = serde_json::from_value(written).unwrap();
    let state = evolve(northmere_university(), &event).unwrap();
    let State::Registered(known) = &state else { panic!("{state:?}") };
    assert_eq!(known.assurances[0].particulars, AssuranceParticulars::default());
}

#[test]
fn who_left_an_organisation_may_record_what_it_shows_and_who_is_to_join_may_not() {
    for (from, until, may) in [
        (date(2026, 1, 1), None, false),
        (date(2026, 1, 1), Some(date(2026, 11, 20)), false),
        (date(2026, 1, 1), Some(date(2026, 11, 19)), true),
        (date(2027, 1, 1), None, false),
    ] {
        let membership = Command::GrantMembership {
            person: person("sec"),
            roles: vec![MembershipRole::IgLead],
            from,
            until,
            contact: Contact { name: "Sec".to_owned(), email: "sec@northmere.example".to_owned() },
        };
        let state = after(northmere_university(), membership);
        let command = Command::RecordAssurance(toolkit(AssuranceOutcome::Met, "2025/26"));
        assert_eq!(decide(&state, command, &by(reviewer())).is_ok(), may, "{from} {until:?}");
    }
}

#[test]
fn whoever_is_admitted_collaborates_from_today_and_loses_and_regains_nothing() {
    let member = |name: &str, role, from, until| Command::GrantMembership {
        person: person(name),
        roles: vec![role],
        from,
        until,
        contact: Contact { name: "Kept".to_owned(), email: "kept@northmere.example".to_owned() },
    };
    let (begun, to_come) = (date(2026, 1, 1), date(2026, 11, 21));
    let known = [
        member("lou", MembershipRole::Lead, begun, None),
        member("sam", MembershipRole::Signatory, begun, Some(date(2026, 12, 31))),
        member("left", MembershipRole::Administrator, begun, Some(date(2026, 11, 19))),
        member("soon", MembershipRole::Signatory, to_come, None),
        member("new", MembershipRole::Signatory, date(2026, 11, 20), None),
    ]
    .into_iter()
    .fold(northmere_university(), after);
    let admit = |name: &str| {
        let contact = Contact { name: "Invited".to_owned(), email: "invited@wychmoor.example".to_owned() };
        decide(&known, Command::Admit { person: person(name), contact }, &by(system()))
    };
    let granted = |name: &str| match &admit(name).unwrap()[..] {
        [] => None,
        [Event::MembershipGranted { roles, from, until, contact, .. }] => {
            Some((roles.clone(), *from, *until, contact.open().unwrap().name.clone()))
        }
        other => panic!("{other:?}"),
    };
    let collaborator = MembershipRole::Collaborator;
    let today = date(2026, 11, 20);
    assert_eq!(granted("gus"), Some((vec![collaborator], today, None, "Invited".to_owned())));
    assert_eq!(granted("lou"), None);
    let both = vec![MembershipRole::Signatory, collaborator];
    assert_eq!(granted("sam"), Some((both.clone(), begun, Some(date(2026, 12, 31)), "Kept".to_owned())));
    assert_eq!(granted("new"), Some((both, today, None, "Kept".to_owned())));
    // Their address is theirs to say, also when their role has ended.
    assert_eq!(granted("left"), Some((vec![collaborator], today, None, "Kept".to_owned())));
    assert_eq!(no(admit("soon")), (RefusalKind::WrongState, "membership-to-come"));
}
