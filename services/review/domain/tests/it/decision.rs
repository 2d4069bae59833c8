//! The approver's word, and who may never give it.

use dars_review_domain::case::{Command, Decision, Event, Facts, Refusal, State, decide, event};
use dars_vocabulary::{
    Actor, RefusalKind, Refuse, Sealed, StaffRole,
    code::{CommercialUse, RefusalReason},
};
use jiff::{SignedDuration, civil::date};

use crate::people::{
    FIRST, SECOND, after, ann, approve, approve_because, approve_with_conditions, assign, before_approver,
    before_approver_with, by, content, defer, every_state, machine, mia, no, no_advice, northmere, now, open, pat,
    person, ready, refuse, signed_in,
};

const WAS_OFFICER: (RefusalKind, &str) = (RefusalKind::Forbidden, "approver-was-case-officer");

/// Someone who is both, as the claims of a small team may say.
fn both(name: &str) -> Actor {
    signed_in(name, &[StaffRole::CaseOfficer, StaffRole::Approver])
}

#[test]
fn an_approver_approves_the_very_version_that_was_submitted() {
    let events = decide(&before_approver(), approve(), &by(ann())).unwrap();
    let [
        Event::ApplicationApproved(event::ApplicationApproved {
            version,
            sha256,
            title,
            decided_on,
            by: approver,
            despite_v17,
            ..
        }),
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!((*version, sha256.as_str()), (FIRST, "0f".repeat(32).as_str()));
    assert_eq!((title.as_str(), *decided_on), ("Stroke outcomes after screening", date(2026, 11, 20)));
    assert_eq!((*approver, *despite_v17), (person("ann"), false));
}

#[test]
fn nobody_decides_upon_a_case_whose_officer_they_were() {
    for word in [approve(), refuse()] {
        assert_eq!(no(decide(&before_approver(), word.clone(), &by(both("olu")))), WAS_OFFICER);
        // Not after handing it over either.
        let handed_over = after(before_approver(), &[(assign(&pat()), mia())]);
        assert_eq!(no(decide(&handed_over, word.clone(), &by(both("olu")))), WAS_OFFICER);
        assert_eq!(no(decide(&handed_over, word.clone(), &by(both("pat")))), WAS_OFFICER);
        assert!(decide(&handed_over, word, &by(both("kim"))).is_ok());
    }
}

#[test]
fn nobody_decides_upon_a_version_after_being_officer_of_an_earlier_one() {
    let steps =
        [(open(SECOND), Actor::system("intake")), (assign(&pat()), mia()), (ready(), pat()), (no_advice(), pat())];
    let second = after(before_approver(), &steps);
    assert_eq!(no(decide(&second, approve(), &by(both("olu")))), WAS_OFFICER);
    assert_eq!(no(decide(&second, approve(), &by(both("pat")))), WAS_OFFICER);
    assert!(decide(&second, approve(), &by(ann())).is_ok());
}

#[test]
fn only_a_person_who_is_an_approver_now_decides() {
    let forbidden = RefusalKind::Forbidden;
    for word in [approve(), refuse()] {
        for (actor, expected) in [
            (mia(), (forbidden, "role-needed")),
            (pat(), (forbidden, "role-needed")),
            (signed_in("ann", &[]), (RefusalKind::NotFound, "case-unknown")),
            (signed_in("ann", &[StaffRole::Operator]), (RefusalKind::NotFound, "case-unknown")),
            (machine(ann()), (forbidden, "person-needed")),
            (Actor { roles: vec![StaffRole::Approver], ..Actor::system("intake") }, (forbidden, "person-needed")),
            (Actor::public(), (RefusalKind::SignInNeeded, "sign-in-needed")),
        ] {
            assert_eq!(no(decide(&before_approver(), word.clone(), &by(actor.clone()))), expected, "{actor:?}");
        }
    }
}

#[test]
fn nobody_decides_upon_their_own_organisations_request() {
    let facts = Facts { organisations: vec![northmere()], ..by(ann()) };
    for word in [approve(), refuse()] {
        assert_eq!(no(decide(&before_approver(), word, &facts)), (RefusalKind::Forbidden, "own-organisation"));
    }
}

#[test]
fn a_decision_needs_a_sign_in_younger_than_five_minutes_of_real_time() {
    let too_old = (RefusalKind::SignInNeeded, "sign-in-too-old");
    for (seconds, may) in [(0, true), (299, true), (300, false), (86_400, false)] {
        // Trade time stands elsewhere, and doesn't count.
        let technical_now = now() + SignedDuration::from_secs(seconds);
        let facts = Facts { technical_now, ..by(ann()) };
        for word in [approve(), refuse()] {
            let result = decide(&before_approver(), word, &facts);
            if may {
                assert!(result.is_ok(), "{seconds}");
            } else {
                assert_eq!(no(result), too_old, "{seconds}");
            }
        }
    }
    let moved_clock = Facts { now: now() + SignedDuration::from_hours(24 * 90), ..by(ann()) };
    assert!(decide(&before_approver(), approve(), &moved_clock).is_ok());
    let unsaid = Actor { signed_in_at: None, ..ann() };
    assert_eq!(no(decide(&before_approver(), approve(), &by(unsaid))), too_old);
}

#[test]
fn a_case_is_decided_once_and_only_before_an_approver() {
    for state in every_state() {
        let expected = match state.name() {
            "DECISION" => None,
            "IN_REVIEW" | "ASSURANCE" | "PRECEDENT_ROUTE" | "PAG_ADVICE" | "AGD_ADVICE" => {
                Some("case-not-before-approver")
            }
            "RETURNED_INCOMPLETE" => Some("application-sent-back"),
            "CLARIFICATION" => Some("case-in-clarification"),
            "WITHDRAWN" | "LAPSED" => Some("case-over"),
            _decided => Some("case-already-decided"),
        };
        for word in [approve(), approve_with_conditions(), defer(), refuse()] {
            let result = decide(&state, word, &by(ann()));
            match expected {
                None => assert!(result.is_ok()),
                Some(code) => assert_eq!(no(result), (RefusalKind::WrongState, code), "{}", state.name()),
            }
        }
    }
    assert_eq!(no(decide(&State::Absent, approve(), &by(ann()))), (RefusalKind::NotFound, "case-unknown"));
}

#[test]
fn approving_despite_a_reason_for_refusal_needs_reasons_and_refusing_does_not() {
    use CommercialUse::{Insurance, Marketing, Targeting};
    let with = |reasons: Option<&str>| {
        Command::Decide(Decision::Approve { reasons: reasons.map(str::to_owned), conditions: Vec::new() })
    };
    for (uses, solely, shown) in [
        (&[][..], false, false),
        (&[][..], true, true),
        (&[Insurance][..], false, true),
        (&[Marketing][..], false, true),
        (&[Targeting][..], true, true),
    ] {
        let state = before_approver_with(Sealed::Open(content(uses, solely)));
        for reasons in [None, Some(""), Some(" \n")] {
            let result = decide(&state, with(reasons), &by(ann()));
            if shown {
                let refusal = result.unwrap_err();
                assert_eq!(refusal.kind(), RefusalKind::Unacceptable);
                assert_eq!(refusal.code(), "reasons-needed-despite-v17");
                assert_eq!(refusal.errors()[0].pointer, "/reasons");
            } else {
                assert!(result.is_ok());
            }
        }
        let events = decide(&state, with(Some("A safety study in all but name.")), &by(ann())).unwrap();
        assert!(
            matches!(events[..], [Event::ApplicationApproved(event::ApplicationApproved { despite_v17, .. })] if despite_v17 == shown)
        );
        assert!(decide(&state, refuse(), &by(ann())).is_ok());
    }
}

#[test]
fn reasons_have_at_most_4000_characters_and_a_refusal_has_some() {
    let approve = |reasons: String| approve_because(&reasons);
    let refuse = |reasons: String| {
        let reason = RefusalReason::SecurityNotMet;
        Command::Decide(Decision::Refuse { reason, reasons, against_advice: None })
    };
    for (word, may) in [
        (approve("x".repeat(4000)), true),
        (approve("x".repeat(4001)), false),
        (refuse("x".repeat(4000)), true),
        (refuse("x".repeat(4001)), false),
        (refuse("  ".to_owned()), false),
    ] {
        let result = decide(&before_approver(), word, &by(ann()));
        assert_eq!(result.is_ok(), may);
        if let Err(refusal) = result {
            assert_eq!((refusal.code(), refusal.errors()[0].pointer.as_str()), ("values-unacceptable", "/reasons"));
        }
    }
}

#[test]
fn redacted_content_is_refused_and_never_approved() {
    let state = before_approver_with(Sealed::Redacted("00".to_owned()));
    assert_eq!(no(decide(&state, approve(), &by(ann()))), (RefusalKind::WrongState, "content-redacted"));
    assert!(decide(&state, refuse(), &by(ann())).is_ok());
}

#[test]
fn the_rules_of_the_approval_stop_it_whatever_the_reasons_and_never_a_refusal() {
    let with = |field: &str, value: serde_json::Value| {
        let mut all = serde_json::to_value(content(&[], false)).unwrap();
        all[field] = value;
        if field == "data_sets" {
            all["purpose"]["uses"] = serde_json::json!(["research"]);
        }
        before_approver_with(Sealed::Open(serde_json::from_value(all).unwrap()))
    };
    let data_set =
        |field: &str, value: serde_json::Value| serde_json::json!({"requests": [{"dataset": "hes-apc", field: value}]});
    for (state, rule, pointer) in [
        (with("data_sets", data_set("cldc", serde_json::json!(["s251"]))), "V12", "/legal_basis/section_251"),
        (with("data_sets", data_set("level", serde_json::json!("identifiable"))), "V16", "/ethics"),
        (with("sub_licensing", serde_json::json!({"allowed": true})), "V18", "/sub_licensing/template"),
    ] {
        for word in [approve(), approve_because("All the same."), approve_with_conditions()] {
            let Err(Refusal::RulesNotMet { findings }) = decide(&state, word, &by(ann())) else { panic!("{rule}") };
            assert!(findings.iter().all(|found| found.rule == rule), "{findings:?}");
            let errors = Refusal::RulesNotMet { findings }.errors();
            assert!(errors.iter().any(|error| error.pointer == pointer), "{errors:?}");
        }
        for word in [defer(), refuse()] {
            assert!(decide(&state, word, &by(ann())).is_ok());
        }
    }
}
