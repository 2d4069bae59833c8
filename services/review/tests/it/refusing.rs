//! What is refused, how the caller is told, and that it changes nothing.

use dars_vocabulary::{Actor, StaffRole};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::desk::{
    Desk, FIRST, ann, content, machine, membership_told, mia, nic, no, now, olu, raise, request, road, sam, sid,
    signed_in, version_told,
};

fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

fn approve() -> Value {
    json!({"outcome": "approve"})
}

impl Desk {
    /// Asks, is refused, and finds everything as it was.
    async fn refuses(&self, actor: &Actor, action: &str, body: Value) -> (u16, String) {
        let before = (self.case().await.version, self.told_outside().await);
        let answer = no(self.ask_now(actor, action, body).await);
        assert_eq!((self.case().await.version, self.told_outside().await), before);
        answer
    }
}

#[tokio::test]
async fn each_step_is_for_its_role_and_signed_in_people_alone() {
    let desk = Desk::with_case(0).await;
    for (right, action, body) in road() {
        for (actor, expected) in [
            (Actor::public(), refused(401, "sign-in-needed")),
            (machine(olu()), refused(403, "person-needed")),
            (sam(), refused(404, "case-unknown")),
            (signed_in("opal", &[StaffRole::Operator]), refused(404, "case-unknown")),
            (signed_in("tess", &[StaffRole::TriageOfficer]), refused(403, "role-needed")),
        ] {
            assert_eq!(desk.refuses(&actor, action, body.clone()).await, expected, "{action} by {actor:?}");
        }
        desk.ask_now(&right, action, body).await.unwrap();
    }
}

#[tokio::test]
async fn steps_out_of_order_are_in_the_wrong_state() {
    let steps = road();
    let expected = [
        [None, Some("case-not-assigned"), Some("case-not-assigned"), Some("case-not-before-approver")],
        [None, None, Some("case-not-in-assurance"), Some("case-not-before-approver")],
        [None, Some("case-already-assessed"), None, Some("case-not-before-approver")],
        [None, Some("case-already-assessed"), Some("case-already-assessed"), None],
        [Some("case-already-decided"); 4],
    ];
    let desk = Desk::with_case(0).await;
    for (done, row) in expected.into_iter().enumerate() {
        for ((actor, action, body), code) in steps.clone().into_iter().zip(row) {
            if let Some(code) = code {
                assert_eq!(desk.refuses(&actor, action, body).await, refused(409, code), "{action} after {done}");
            }
        }
        if let Some((actor, action, body)) = steps.get(done) {
            desk.ask_now(actor, action, body.clone()).await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_officer_takes_a_free_case_for_themself_alone() {
    let desk = Desk::with_case(0).await;
    let to_ann = json!({"officer": "ann"});
    assert_eq!(desk.refuses(&olu(), "assign-case", to_ann).await, refused(403, "team-manager-needed"));
    desk.ask_now(&olu(), "assign-case", json!({})).await.unwrap();
    let pat = signed_in("pat", &[StaffRole::CaseOfficer]);
    assert_eq!(desk.refuses(&pat, "assign-case", json!({})).await, refused(409, "case-already-assigned"));
    let ready = json!({"step": "ready"});
    assert_eq!(desk.refuses(&pat, "assess-case", ready).await, refused(403, "not-the-case-officer"));
}

#[tokio::test]
async fn an_approver_who_was_case_officer_may_not_decide() {
    let desk = Desk::with_case(3).await;
    let both = signed_in("olu", &[StaffRole::CaseOfficer, StaffRole::Approver]);
    assert_eq!(desk.refuses(&both, "decide-case", approve()).await, refused(403, "approver-was-case-officer"));
    // Handing the case over does not wash it off.
    desk.ask_now(&mia(), "assign-case", json!({"officer": "pat"})).await.unwrap();
    assert_eq!(desk.refuses(&both, "decide-case", approve()).await, refused(403, "approver-was-case-officer"));
}

#[tokio::test]
async fn a_decision_needs_a_sign_in_younger_than_five_minutes() {
    let desk = Desk::with_case(3).await;
    for signed_in_at in [None, Some(now() - SignedDuration::from_mins(5))] {
        let ann = Actor { signed_in_at, ..ann() };
        assert_eq!(desk.refuses(&ann, "decide-case", approve()).await, refused(401, "sign-in-too-old"));
    }
    let just = Actor { signed_in_at: Some(now() - SignedDuration::from_secs(299)), ..ann() };
    assert_eq!(desk.ask_now(&just, "decide-case", approve()).await.unwrap().status, 200);
}

#[tokio::test]
async fn nobody_reviews_the_request_of_their_own_organisation() {
    let desk = Desk::with_case(0).await;
    desk.hear(&membership_told(10, &olu(), None)).await.unwrap();
    assert_eq!(desk.refuses(&olu(), "assign-case", json!({})).await, refused(403, "own-organisation"));
    // The membership ended yesterday.
    desk.hear(&membership_told(11, &olu(), Some("2026-11-19".parse().unwrap()))).await.unwrap();
    for (actor, action, body) in road().into_iter().take(3) {
        desk.ask_now(&actor, action, body).await.unwrap();
    }
    // Its last day is today.
    desk.hear(&membership_told(12, &ann(), Some("2026-11-20".parse().unwrap()))).await.unwrap();
    assert_eq!(desk.refuses(&ann(), "decide-case", approve()).await, refused(403, "own-organisation"));
}

#[tokio::test]
async fn what_v17_finds_is_approved_with_reasons_alone() {
    let desk = Desk::open().await;
    desk.hear(&version_told(1, FIRST, content(&["targeting"]))).await.unwrap();
    for (actor, action, body) in road().into_iter().take(3) {
        desk.ask_now(&actor, action, body).await.unwrap();
    }
    let shown = desk.get(&ann()).await.unwrap().body;
    assert!(shown["findings"].as_array().unwrap().iter().any(|found| found["rule"] == "V17"));
    assert_eq!(desk.refuses(&ann(), "decide-case", approve()).await, refused(422, "reasons-needed-despite-v17"));
    let with_reasons = json!({"outcome": "approve", "reasons": "It is for a hospital."});
    assert_eq!(desk.ask_now(&ann(), "decide-case", with_reasons).await.unwrap().body["state"], "APPROVED");
}

#[tokio::test]
async fn a_version_that_was_not_read_is_not_written() {
    let desk = Desk::with_case(1).await;
    for (actor, action, body) in road() {
        let ask = |if_match| desk.serve(request(&actor, action, &nic(), body.clone(), if_match));
        assert_eq!(no(ask(None).await), refused(428, "if-match-missing"));
        assert_eq!(no(ask(Some(1)).await), refused(412, "changed-meanwhile"));
    }
    assert_eq!(desk.case().await.version, 2);
}

#[tokio::test]
async fn a_new_step_too_is_taken_on_what_was_read_by_a_person_of_the_staff() {
    let desk = Desk::with_case(1).await;
    let back = json!({"reasons": [{"section": "purpose", "text": "Say who benefits."}]});
    let meeting = json!({"step": "schedule", "group": "pag", "meets_on": "2026-11-26"});
    for (right, action, body) in [
        (olu(), "return-application", back),
        (olu(), "raise-clarification", raise("Why?")),
        (sid(), "record-advice", meeting),
    ] {
        for (if_match, status) in [(None, 428), (Some(1), 412)] {
            let asked = desk.serve(request(&right, action, &nic(), body.clone(), if_match)).await;
            assert_eq!(no(asked).0, status, "{action}");
        }
        for (actor, expected) in [
            (Actor::public(), refused(401, "sign-in-needed")),
            (machine(right), refused(403, "person-needed")),
            (sam(), refused(404, "case-unknown")),
            (signed_in("opal", &[StaffRole::Operator]), refused(404, "case-unknown")),
            (signed_in("tess", &[StaffRole::TriageOfficer]), refused(403, "role-needed")),
        ] {
            assert_eq!(desk.refuses(&actor, action, body.clone()).await, expected, "{action} by {actor:?}");
        }
        let odd = desk.refuses(&olu(), action, json!({"colour": "red"})).await;
        assert_eq!(odd.0, 400);
    }
}

#[tokio::test]
async fn who_may_not_know_of_a_case_learns_nothing_from_the_version_they_name() {
    let desk = Desk::with_case(0).await;
    let other = "DARS-NIC-900102-A1B2C".parse().unwrap();
    for nic in [nic(), other] {
        for version in [0, 1, 2] {
            let asked = request(&sam(), "assign-case", &nic, json!({}), Some(version));
            assert_eq!(no(desk.serve(asked).await), refused(404, "case-unknown"));
        }
    }
}

#[tokio::test]
async fn a_body_that_is_not_as_it_must_be_is_named_by_field() {
    let desk = Desk::with_case(2).await;
    for (actor, action, body, status, pointer, code) in [
        (mia(), "assign-case", json!({"officer": "pat", "why": 1}), 400, "/why", "unknown-field"),
        (mia(), "assign-case", json!({"officer": 7}), 400, "/officer", "wrong-type"),
        (mia(), "assign-case", json!({"officer": " "}), 422, "/officer", "officer-missing"),
        (olu(), "assess-case", json!({}), 400, "", "field-missing"),
        (olu(), "assess-case", json!({"step": "done"}), 422, "/step", "value-not-acceptable"),
        (olu(), "assess-case", json!({"step": "ready", "reason": "Because."}), 422, "/reason", "reason-not-kept"),
        (
            olu(),
            "assess-case",
            json!({"step": "quick_check", "open_standards": "So."}),
            422,
            "/open_standards",
            "reason-not-kept",
        ),
        (olu(), "assess-case", json!({"step": "no_advice_needed"}), 422, "/reason", "missing"),
        (
            olu(),
            "assess-case",
            json!({"step": "no_advice_needed", "reason": "x".repeat(4001)}),
            422,
            "/reason",
            "too-long",
        ),
        (ann(), "decide-case", json!({"outcome": "later"}), 422, "/outcome", "value-not-acceptable"),
    ] {
        let problem = desk.ask_now(&actor, action, body.clone()).await.unwrap_err();
        let named = problem.errors.first().map(|error| (error.pointer.as_str(), error.code.as_str()));
        assert_eq!((problem.status, named), (status, Some((pointer, code))), "{action} {body}");
    }
    assert_eq!(desk.case().await.version, 3);
}
