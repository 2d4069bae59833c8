//! Who writes and submits it, what the rules say, and who withdraws it.

use dars_intake_domain::application::{Event, decide, findings, may_save, version_being_written};
use dars_rules::Context;
use dars_vocabulary::{DataSetTraits, Refuse as _, Sealed, Stage};

use super::*;
use crate::people::{machine, no, wychmoor};

#[test]
fn a_submission_is_due_for_decision_sixty_working_days_later() {
    let events = decide(&draft(), submit(), &lead()).unwrap();
    let [Event::ApplicationSubmitted { version, submitted_on, decision_due, submitted_by, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    assert_eq!((*version, *submitted_on, *submitted_by), (FIRST, date(2026, 11, 20), person("ada")));
    // Christmas Day, the Monday after it, and New Year's Day are no working days.
    assert_eq!(*decision_due, date(2027, 2, 17));
}

#[test]
fn its_lead_and_collaborators_write_and_submit_and_nobody_else() {
    let state = folded(
        draft(),
        &[Event::PeopleSet {
            nic: nic(),
            organisation: northmere(),
            lead: person("ada"),
            collaborators: vec![person("ben")],
        }],
    );
    let with = |name: &str, held: Membership| by(signed_in(name, &[]), vec![held]);
    let ended = Membership { until: Some(date(2026, 11, 19)), ..membership(MembershipRole::Lead) };
    let last_day = Membership { until: Some(date(2026, 11, 20)), ..membership(MembershipRole::Lead) };
    let elsewhere = Membership { organisation: wychmoor(), ..membership(MembershipRole::Lead) };
    let person_needed = (RefusalKind::Forbidden, "person-needed");
    let table = [
        (with("ada", membership(MembershipRole::Lead)), None),
        (with("ben", membership(MembershipRole::Collaborator)), None),
        (with("ada", last_day), None),
        // Who is not named on it does not write it, whatever they may do for the organisation.
        (with("cy", membership(MembershipRole::Lead)), Some(DRAFTER)),
        (with("cy", membership(MembershipRole::Collaborator)), Some(NOT_FOUND)),
        // Who is named and no longer drafts for the organisation does not either.
        (with("ada", membership(MembershipRole::Signatory)), Some(DRAFTER)),
        (with("ben", membership(MembershipRole::Administrator)), Some(DRAFTER)),
        (with("ada", ended), Some(NOT_FOUND)),
        (with("ada", elsewhere.clone()), Some(NOT_FOUND)),
        (by(signed_in("ada", &[]), Vec::new()), Some(NOT_FOUND)),
        (by(signed_in("olu", &[StaffRole::CaseOfficer]), Vec::new()), Some(DRAFTER)),
        (by(signed_in("olu", &[StaffRole::CaseOfficer]), vec![elsewhere]), Some(DRAFTER)),
        (by(signed_in("op", &[StaffRole::Operator]), Vec::new()), Some(NOT_FOUND)),
        (by(machine("ada", &[]), vec![membership(MembershipRole::Lead)]), Some(person_needed)),
        (by(system(), vec![membership(MembershipRole::Lead)]), Some(person_needed)),
        (
            by(Actor::public(), vec![membership(MembershipRole::Lead)]),
            Some((RefusalKind::SignInNeeded, "sign-in-needed")),
        ),
    ];
    for (facts, expected) in table {
        let result = decide(&state, submit(), &facts);
        let save = may_save(&state, &facts);
        match expected {
            None => assert!(result.is_ok() && save.is_ok(), "{facts:?}"),
            Some(expected) => {
                assert_eq!(no(result), expected, "{facts:?}");
                assert_eq!(no(save.map(|()| vec![()])), expected);
            }
        }
    }
}

#[test]
fn only_what_is_being_written_is_changed_and_submitted() {
    for state in every_state() {
        let expected = match state.name() {
            "DRAFT" | "RETURNED_INCOMPLETE" => {
                assert!(may_save(&state, &lead()).is_ok() && decide(&state, submit(), &lead()).is_ok());
                continue;
            }
            "ABSENT" => NOT_FOUND,
            "PRELIM_ASSESSMENT" => (RefusalKind::WrongState, "preliminary-assessment-open"),
            "REFUSED" | "REDIRECTED" | "WITHDRAWN" | "LAPSED" => (RefusalKind::WrongState, "application-over"),
            _ => (RefusalKind::WrongState, "already-submitted"),
        };
        assert_eq!(no(decide(&state, submit(), &lead())), expected, "{}", state.name());
        assert_eq!(no(may_save(&state, &lead()).map(|()| vec![()])), expected);
    }
}

#[test]
fn rules_stop_a_submission_and_say_where() {
    let mut spoilt = content();
    spoilt.title = None;
    spoilt.data_sets.as_mut().unwrap().requests[0].level = None;
    spoilt.purpose.as_mut().unwrap().direct_care = true;
    let refusal = decide(&draft(), submit_with(spoilt), &lead()).unwrap_err();
    assert_eq!((refusal.kind(), refusal.code()), (RefusalKind::Unacceptable, "rules-not-met"));
    let errors: Vec<_> = refusal.errors().into_iter().map(|error| (error.pointer, error.code)).collect();
    let expected = [
        ("/title", "section-missing"),
        ("/data_sets/requests/0/level", "data-set-field-missing"),
        ("/purpose/direct_care", "direct-care"),
    ];
    assert_eq!(errors, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
}

#[test]
fn a_rule_of_a_later_stage_is_shown_and_does_not_stop_a_submission() {
    let mut late = content();
    late.term.as_mut().unwrap().start = date(2026, 11, 1);
    late.term.as_mut().unwrap().end = date(2027, 10, 31);
    late.commercial.as_mut().unwrap().solely = true;
    let found: Vec<_> = findings(&draft(), &late, &lead()).into_iter().map(|found| (found.rule, found.stage)).collect();
    // The letter and the protocol that are not named, and the sale that is not written, only warn.
    let ethics = ("V16", Stage::Approve);
    let expected = [ethics, ethics, ("V17", Stage::Approve), ("V20", Stage::Issue), ("V29", Stage::Submit)];
    assert_eq!(found, expected);
    assert!(decide(&draft(), submit_with(late), &lead()).is_ok());
}

#[test]
fn a_data_set_that_is_not_in_the_catalogue_stops_a_submission() {
    let facts = |known: &str| {
        let catalogue = Some([(known.to_owned(), DataSetTraits::default())].into());
        Facts { rules: Context { catalogue, ..Context::default() }, ..lead() }
    };
    assert!(decide(&draft(), submit(), &facts("hes-apc")).is_ok());
    let refusal = decide(&draft(), submit(), &facts("ecds")).unwrap_err();
    assert_eq!(refusal.errors()[0].code, "data-set-unknown");
}

#[test]
fn an_incomplete_application_is_written_again_and_is_the_next_version() {
    let again = after(sent_back(), &[submit()]);
    let case = again.case().unwrap();
    assert_eq!((again.name(), case.submission.version), ("SUBMITTED", SECOND));
    assert_eq!(case.return_reasons, None);
    let written = [sent_back(), again.clone(), draft(), preliminary()].map(|state| version_being_written(&state));
    assert_eq!(written, [Some(SECOND), None, Some(FIRST), None]);
    assert_eq!(after(again, &[returned(SECOND), submit()]).case().unwrap().submission.version.to_string(), "v0.3");
}

#[test]
fn its_lead_withdraws_it_until_it_is_decided() {
    for state in every_state() {
        let expected = match state.name() {
            "ABSENT" => Some(NOT_FOUND),
            "APPROVED" => Some((RefusalKind::WrongState, "already-decided")),
            "REFUSED" | "REDIRECTED" | "WITHDRAWN" | "LAPSED" => Some((RefusalKind::WrongState, "application-over")),
            _ => None,
        };
        match expected {
            Some(expected) => assert_eq!(no(decide(&state, withdraw(), &lead())), expected, "{}", state.name()),
            None => assert_eq!(after(state, &[withdraw()]).name(), "WITHDRAWN"),
        }
    }
    let collaborator = by(signed_in("ben", &[]), vec![membership(MembershipRole::Collaborator)]);
    assert_eq!(no(decide(&draft(), withdraw(), &collaborator)), NOT_FOUND);
    let named = Event::PeopleSet {
        nic: nic(),
        organisation: northmere(),
        lead: person("ada"),
        collaborators: vec![person("ben")],
    };
    let shared = folded(draft(), &[named]);
    assert_eq!(no(decide(&shared, withdraw(), &collaborator)), (RefusalKind::Forbidden, "lead-needed"));
    let events = decide(&draft(), Command::Withdraw { reason: None }, &lead()).unwrap();
    assert!(matches!(&events[..], [Event::ApplicationWithdrawn { reason: None, .. }]));
    let long = Command::Withdraw { reason: Some("x".repeat(4001)) };
    assert_eq!(no(decide(&draft(), long, &lead())), (RefusalKind::Unacceptable, "values-unacceptable"));
}

#[test]
fn what_a_lead_says_on_leaving_is_sealed() {
    let State::Withdrawn { reason, .. } = after(submitted(), &[withdraw()]) else { panic!("withdrawn") };
    assert_eq!(reason, Some(Sealed::Open("The funding fell through.".to_owned())));
}
