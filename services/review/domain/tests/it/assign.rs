//! Who gets a case, and who may know of it.

use dars_review_domain::case::{Event, Facts, State, decide, may_see};
use dars_vocabulary::{Actor, RefusalKind, StaffRole};

use crate::people::{
    after, ann, assign, by, every_state, in_assurance, machine, mia, no, northmere, olu, opened, pat, person, ready,
    signed_in, taken,
};

#[test]
fn a_case_officer_takes_an_unassigned_case_for_themself_alone() {
    assert_eq!(taken().officer(), Some(person("olu")));
    let forbidden = no(decide(&opened(), assign(&pat()), &by(olu())));
    assert_eq!(forbidden, (RefusalKind::Forbidden, "team-manager-needed"));
    let taken_by_another = no(decide(&taken(), assign(&pat()), &by(pat())));
    assert_eq!(taken_by_another, (RefusalKind::WrongState, "case-already-assigned"));
    assert_eq!(decide(&taken(), assign(&olu()), &by(olu())), Ok(Vec::new()));
}

#[test]
fn a_team_manager_assigns_and_hands_over_to_anyone() {
    let mut state = opened();
    for officer in [olu(), pat(), olu()] {
        state = after(state, &[(assign(&officer), mia())]);
        assert_eq!(state.officer(), Some(officer.id));
    }
    let handed_over = after(in_assurance(), &[(assign(&pat()), mia())]);
    assert!(matches!(handed_over, State::Assurance { officer, .. } if officer == person("pat")));
    assert_eq!(handed_over.case().unwrap().officers.len(), 2);
}

#[test]
fn other_roles_machines_and_outsiders_assign_nothing() {
    let table = [
        (ann(), (RefusalKind::Forbidden, "role-needed")),
        (signed_in("ada", &[]), (RefusalKind::NotFound, "case-unknown")),
        (signed_in("op", &[StaffRole::Operator]), (RefusalKind::NotFound, "case-unknown")),
        (machine(mia()), (RefusalKind::Forbidden, "person-needed")),
        (machine(olu()), (RefusalKind::Forbidden, "person-needed")),
        (Actor::system("intake"), (RefusalKind::Forbidden, "person-needed")),
        (Actor::public(), (RefusalKind::SignInNeeded, "sign-in-needed")),
    ];
    for (actor, expected) in table {
        assert_eq!(no(decide(&opened(), assign(&actor), &by(actor.clone()))), expected, "{actor:?}");
    }
    assert_eq!(no(decide(&State::Absent, assign(&olu()), &by(mia()))), (RefusalKind::NotFound, "case-unknown"));
}

#[test]
fn nobody_takes_a_case_of_their_own_organisation() {
    let facts = Facts { organisations: vec![northmere()], ..by(olu()) };
    assert_eq!(no(decide(&opened(), assign(&olu()), &facts)), (RefusalKind::Forbidden, "own-organisation"));
    assert_eq!(no(decide(&taken(), ready(), &facts)), (RefusalKind::Forbidden, "own-organisation"));
}

#[test]
fn a_case_that_has_ended_is_assigned_to_nobody() {
    for state in every_state().into_iter().filter(|state| state.ended_on().is_some()) {
        let gone = matches!(state, State::Withdrawn { .. } | State::Lapsed { .. });
        let code = if gone { "case-over" } else { "case-already-decided" };
        assert_eq!(no(decide(&state, assign(&pat()), &by(mia()))), (RefusalKind::WrongState, code));
    }
}

#[test]
fn a_team_manager_hands_over_at_every_stage_before_the_end() {
    for state in every_state().into_iter().filter(|state| state.ended_on().is_none()) {
        let handed_over = after(state.clone(), &[(assign(&pat()), mia())]);
        assert_eq!((handed_over.name(), handed_over.officer()), (state.name(), Some(pat().id)));
    }
}

#[test]
fn only_staff_see_a_case() {
    for state in every_state() {
        for (actor, sees) in [
            (olu(), true),
            (ann(), true),
            (signed_in("ada", &[]), false),
            (signed_in("op", &[StaffRole::Operator]), false),
            (machine(olu()), false),
            (Actor::public(), false),
        ] {
            assert_eq!(may_see(&state, &actor).is_ok(), sees, "{actor:?}");
        }
    }
    assert!(may_see(&State::Absent, &olu()).is_err());
}

#[test]
fn everyone_who_ever_held_a_case_is_remembered() {
    let state = after(opened(), &[(assign(&olu()), mia()), (assign(&pat()), mia())]);
    let events = decide(&state, assign(&mia()), &by(mia())).unwrap();
    assert!(matches!(events[..], [Event::CaseAssigned { .. }]));
    let officers = &state.case().unwrap().officers;
    assert!(officers.contains(&person("olu")) && officers.contains(&person("pat")));
}
