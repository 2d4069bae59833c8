//! Who learns that a refusal can be asked to be reviewed; `review` decides upon it.

use dars_intake_domain::application::permitted_in_review;

use super::*;
use crate::people::{machine, wychmoor};

fn asks(state: &State, facts: &Facts) -> bool {
    match permitted_in_review(state, facts)[..] {
        [] => false,
        ["request-decision-review"] => true,
        ref other => panic!("{other:?}"),
    }
}

fn requested(version: DocumentVersion) -> Command {
    Command::NoteReviewRequested { version }
}

#[test]
fn a_lead_of_the_organisation_may_ask_for_a_review_of_a_refusal_in_time_and_once() {
    let state = after(submitted(), &[moved(CaseStage::Decision), refused(FIRST)]);
    let ben = by(signed_in("ben", &[]), vec![membership(MembershipRole::Lead)]);
    assert!(asks(&state, &lead()) && asks(&state, &ben));
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    for facts in [
        officer(),
        told(),
        by(signed_in("cy", &[]), vec![membership(MembershipRole::Collaborator)]),
        by(signed_in("ada", &[]), vec![elsewhere]),
        by(signed_in("ada", &[]), Vec::new()),
        by(machine("ada", &[]), vec![membership(MembershipRole::Lead)]),
    ] {
        assert!(!asks(&state, &facts), "{:?}", facts.actor);
    }
    // Told twice, it is asked once; of another version, or out of turn, it is nothing.
    assert_eq!(decide(&state, requested(SECOND), &told()), Ok(Vec::new()));
    assert_eq!(decide(&submitted(), requested(FIRST), &told()), Ok(Vec::new()));
    let asked = after(state, &[requested(FIRST)]);
    assert_eq!(decide(&asked, requested(FIRST), &told()), Ok(Vec::new()));
    assert!(!asks(&asked, &lead()));
    // Set aside and refused anew, it is another refusal.
    let anew = after(asked, &[moved(CaseStage::Decision), refused(FIRST)]);
    assert!(asks(&anew, &lead()));
}

#[test]
fn after_twenty_working_days_nobody_is_told_that_they_may_ask() {
    let state = after(submitted(), &[moved(CaseStage::Decision), refused(FIRST)]);
    // 31 December 2026 is the twentieth working day behind 1 December.
    let facts = || by(signed_in("ada", &[]), vec![Membership { until: None, ..membership(MembershipRole::Lead) }]);
    assert!(asks(&state, &later(facts(), 41)));
    assert!(!asks(&state, &later(facts(), 42)));
}

#[test]
fn nothing_but_a_refusal_is_reviewed() {
    for state in every_state() {
        let may = matches!(state, State::Refused { .. });
        assert_eq!(asks(&state, &lead()), may, "{}", state.name());
    }
}
