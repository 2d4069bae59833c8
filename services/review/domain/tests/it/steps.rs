//! A case's steps up to the approver.

use dars_review_domain::case::{Assessment, Command, Facts, Known, State, decide, findings};
use dars_vocabulary::{Actor, RefusalKind, Refuse, Sealed, StaffRole, Stage, code::CommercialUse};
use jiff::{SignedDuration, civil::date};

use crate::people::{
    FIRST, SECOND, after, ann, assign, before_approver, before_approver_with, by, content, despite, every_state,
    in_assurance, machine, mia, no, no_advice, now, olu, open, open_with, opened, pat, person, ready, signed_in, taken,
};

fn intake() -> Facts {
    by(Actor::system("intake"))
}

#[test]
fn a_case_is_opened_by_a_fact_and_due_sixty_working_days_after_submission() {
    let clocks = opened().clocks(date(2026, 11, 20)).unwrap();
    assert_eq!((clocks.decision_due, clocks.our_days, clocks.your_days), (date(2027, 2, 17), 0, 0));
    for actor in [mia(), machine(mia()), Actor::public()] {
        assert_eq!(no(decide(&State::Absent, open(FIRST), &by(actor))), (RefusalKind::Forbidden, "system-only"));
    }
}

#[test]
fn a_fact_that_is_repeated_changes_nothing_at_any_stage() {
    for state in every_state() {
        assert_eq!(decide(&state, open(FIRST), &intake()), Ok(Vec::new()));
    }
}

#[test]
fn a_later_version_begins_anew_and_remembers_everyone_who_worked_on_the_earlier_one() {
    let again = after(before_approver(), &[(open(SECOND), Actor::system("intake"))]);
    let State::InReview { case, officer: Some(officer) } = &again else { panic!("{again:?}") };
    assert_eq!(*officer, person("olu"));
    assert_eq!(case.version, SECOND);
    assert!(case.officers.contains(&person("olu")) && case.assessors.contains(&person("olu")));
    assert_eq!(decide(&again, open(FIRST), &intake()), Ok(Vec::new()));
}

#[test]
fn only_the_officer_who_has_the_case_moves_it() {
    for (state, step) in [(taken(), ready()), (in_assurance(), no_advice())] {
        assert!(decide(&state, step.clone(), &by(olu())).is_ok());
        let forbidden = RefusalKind::Forbidden;
        for (actor, expected) in [
            (pat(), (forbidden, "not-the-case-officer")),
            (mia(), (forbidden, "role-needed")),
            (ann(), (forbidden, "role-needed")),
            (signed_in("olu", &[]), (RefusalKind::NotFound, "case-unknown")),
            (signed_in("olu", &[StaffRole::Expert]), (forbidden, "role-needed")),
            (machine(olu()), (forbidden, "person-needed")),
            (Actor::public(), (RefusalKind::SignInNeeded, "sign-in-needed")),
        ] {
            assert_eq!(no(decide(&state, step.clone(), &by(actor.clone()))), expected, "{actor:?}");
        }
    }
    let handed_over = after(taken(), &[(assign(&pat()), mia())]);
    let refused = no(decide(&handed_over, ready(), &by(olu())));
    assert_eq!(refused, (RefusalKind::Forbidden, "not-the-case-officer"));
}

#[test]
fn each_step_is_taken_once_and_in_order() {
    for (step, taken_in) in [(ready(), "IN_REVIEW"), (no_advice(), "ASSURANCE")] {
        for state in every_state() {
            let result = decide(&state, step.clone(), &by(olu()));
            let may = state.name() == taken_in && state.officer().is_some();
            assert_eq!(result.is_ok(), may, "{step:?} in {}", state.name());
        }
    }
}

#[test]
fn going_without_advice_needs_a_reason() {
    for (reason, code) in [
        ("x".repeat(4000), None),
        ("x".repeat(4001), Some("too-long")),
        (String::new(), Some("missing")),
        (" \n".to_owned(), Some("missing")),
    ] {
        let step = Command::Assess(Assessment::NoAdviceNeeded { reason, open_standards: Some(despite()) });
        let result = decide(&in_assurance(), step, &by(olu()));
        let error = result.err().map(|refusal| refusal.errors().remove(0));
        assert_eq!(error.as_ref().map(|error| error.code.as_str()), code);
        assert!(error.is_none_or(|error| error.pointer == "/reason"));
    }
}

#[test]
fn the_rules_findings_are_shown_with_the_case_until_it_is_redacted() {
    let targeting = before_approver_with(Sealed::Open(content(&[CommercialUse::Targeting], true)));
    let of = |state: &State, rule: &str, when| {
        findings(state, when, &Known::default())
            .into_iter()
            .filter(|found| found.rule == rule)
            .map(|found| found.stage)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&targeting, "V17", now()), [Stage::Approve, Stage::Approve]);
    assert_eq!(of(&targeting, "V20", now()), []);
    assert_eq!(of(&targeting, "V20", now() + SignedDuration::from_hours(24)), [Stage::Issue]);
    assert_eq!(of(&opened(), "V17", now()), []);
    let redacted =
        after(State::Absent, &[(open_with(FIRST, Sealed::Redacted("00".to_owned())), Actor::system("intake"))]);
    assert_eq!(findings(&redacted, now(), &Known::default()), []);
    assert_eq!(findings(&State::Absent, now(), &Known::default()), []);
}
