//! The work on a case beside moving it, from the request to the answer.

use dars_kit::Redact as _;
use dars_review::handle::Redactions;
use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{
    Desk, SECRET, ann, bea, by_records_officer, lead_told, machine, membership_told, mia, nic, no, olu, pat, raise,
    request, sam, sid, signed_in, sue,
};

fn refusal() -> Value {
    json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "Nobody gains."})
}

/// A refused case, and its lead.
async fn refused() -> Desk {
    let desk = Desk::with_case(3).await;
    desk.ask_now(&ann(), "decide-case", refusal()).await.unwrap();
    desk.hear(&lead_told(60, &sam(), None)).await.unwrap();
    desk
}

async fn permitted(desk: &Desk, actor: &Actor) -> Vec<String> {
    let shown = desk.get(actor).await.unwrap().body;
    shown["permitted"].as_array().unwrap().iter().map(|action| action.as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_officer_checks_completeness_assesses_standards_and_asks_specialists() {
    let desk = Desk::with_case(1).await;
    let missing = json!({"complete": false, "missing": ["ethics"], "note": "No letter."});
    desk.ask_now(&olu(), "check-completeness", missing).await.unwrap();
    assert_eq!(no(desk.ask_now(&olu(), "assess-case", json!({"step": "ready"})).await).1, "case-found-incomplete");
    desk.ask_now(&olu(), "check-completeness", json!({"complete": true})).await.unwrap();
    desk.ask_now(&olu(), "assess-case", json!({"step": "ready"})).await.unwrap();
    desk.ask_about(&olu(), "assess-standard", "3", json!({"outcome": "met", "note": "Few years."})).await.unwrap();
    let asked = json!({"of": "security", "question": "Is the cloud safe?"});
    let made = desk.ask_now(&olu(), "request-check", asked).await.unwrap();
    assert_eq!((made.status, &made.body["check"]), (201, &json!(1)));
    let waits = desk.tasks(&sue()).await;
    assert_eq!(
        (waits[0].0.as_str(), waits[0].1.as_str()),
        ("answer-check", "Answer what a case officer asks, check 1")
    );
    let unneeded = json!({"step": "no_advice_needed", "reason": "Routine.", "open_standards": "The rest was met."});
    assert_eq!(no(desk.ask_now(&olu(), "assess-case", unneeded.clone()).await), (409, "checks-open".to_owned()));
    let answer = json!({"outcome": "satisfied-with-conditions", "note": "With a plan."});
    desk.ask_about(&sue(), "answer-check", "1", answer).await.unwrap();
    assert!(desk.tasks(&sue()).await.is_empty());
    desk.ask_about(&sue(), "assess-standard", "2a", json!({"outcome": "not-met", "note": "A plan is due."}))
        .await
        .unwrap();
    let without = json!({"step": "no_advice_needed", "reason": "Routine."});
    let problem = desk.ask_now(&olu(), "assess-case", without).await.unwrap_err();
    assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, "/open_standards"));
    desk.ask_now(&olu(), "assess-case", unneeded).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    let standard = |id: &str| {
        let all = shown["standards"].as_array().unwrap();
        all.iter().find(|one| one["standard"] == id).unwrap()["assessment"].clone()
    };
    assert_eq!((&standard("3")["outcome"], &standard("3")["by"]), (&json!("met"), &json!(olu().id)));
    assert_eq!((&standard("2a")["outcome"], &standard("2a")["standard_version"]), (&json!("not-met"), &json!("v2.0")));
    assert_eq!(standard("5a"), Value::Null);
    assert_eq!(shown["checks"][0]["answer"]["note"], "With a plan.");
    assert_eq!(shown["checks"][0]["state"], "ANSWERED");
    assert_eq!(shown["completeness"]["complete"], true);
    assert_eq!(
        no(desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await).1,
        "reasons-needed-standard-not-met"
    );
    // Nothing of all this is told outside but that the case moved.
    assert_eq!(desk.told_outside().await, ["case_opened", "case_officer", "case_assigned", "case_moved", "case_moved"]);
    desk.must_verify().await;
}

#[tokio::test]
async fn a_case_is_handed_over_one_by_one_or_all_at_once() {
    let desk = Desk::with_case(1).await;
    let over = json!({"to": "pat", "reason": "She goes on leave."});
    assert_eq!(no(desk.ask_now(&olu(), "hand-over-case", over.clone()).await).1, "role-needed");
    desk.ask_now(&mia(), "hand-over-case", over.clone()).await.unwrap();
    assert_eq!(desk.get(&olu()).await.unwrap().body["officer"], json!(pat().id));
    assert_eq!(desk.told_outside().await.last().unwrap(), "case_assigned");
    // Pat has this one and another; all go back to Olu.
    let other: dars_vocabulary::Nic = dars_vocabulary::Nic::allot(900_777, 1);
    let fact = crate::desk::version_of(other.clone(), crate::desk::FIRST, Some(crate::desk::content(&[])));
    desk.hear(&crate::desk::told(&fact, 77, "2026-11-20T09:00:00Z")).await.unwrap();
    desk.serve(request(&pat(), "assign-case", &other, json!({}), Some(1))).await.unwrap();
    let all = |actor: &Actor, officer: Uuid, body: Value| {
        let mut asked = request(actor, "hand-over-all", &nic(), body, None);
        asked.envelope.params = [("officer".to_owned(), officer.to_string())].into();
        asked.envelope.path = format!("POST /officers/{officer}/hand-over-all");
        asked
    };
    let back = json!({"to": "olu", "reason": "She is back."});
    for (actor, code) in
        [(olu(), "role-needed"), (machine(mia()), "person-needed"), (Actor::public(), "sign-in-needed")]
    {
        assert_eq!(no(desk.serve(all(&actor, pat().id.0, back.clone())).await).1, code);
    }
    let mut asked = all(&mia(), pat().id.0, back.clone());
    asked.idempotency_key = Some("one".to_owned());
    let done = desk.serve(asked.clone()).await.unwrap().body;
    assert_eq!(done["handed_over"].as_array().unwrap().len(), 2);
    assert_eq!((&done["refused"], &done["more"]), (&json!([]), &json!(false)));
    // The same key gets the same answer; another finds nothing left.
    assert_eq!(desk.serve(asked).await.unwrap().body, done);
    let again = desk.serve(all(&mia(), pat().id.0, back)).await.unwrap().body;
    assert_eq!(again, json!({"handed_over": [], "refused": [], "more": false}));
    let themself = json!({"to": "olu", "reason": "Hm."});
    assert_eq!(no(desk.serve(all(&mia(), olu().id.0, themself)).await).0, 422);
    for body in [json!({"to": "pat", "reason": " "}), json!({"to": " ", "reason": "x"})] {
        assert_eq!(no(desk.serve(all(&mia(), olu().id.0, body)).await).0, 422);
    }
    assert_eq!(desk.get(&olu()).await.unwrap().body["officer"], json!(olu().id));
    desk.must_verify().await;
}

#[tokio::test]
async fn a_case_that_cannot_be_handed_over_keeps_none_of_the_others() {
    let desk = Desk::with_case(1).await;
    let other = dars_vocabulary::Nic::allot(900_778, 1);
    let mut fact = crate::desk::version_of(other.clone(), crate::desk::FIRST, Some(crate::desk::content(&[])));
    fact.organisation = "RX1".parse().unwrap();
    desk.hear(&crate::desk::told(&fact, 78, "2026-11-20T09:00:00Z")).await.unwrap();
    desk.serve(request(&olu(), "assign-case", &other, json!({}), Some(1))).await.unwrap();
    // A team manager who is an officer too, and a member of one applicant, takes all for themself.
    let both = signed_in("max", &[StaffRole::TeamManager, StaffRole::CaseOfficer]);
    desk.hear(&membership_told(61, &both, None)).await.unwrap();
    let mut asked = request(&both, "hand-over-all", &nic(), json!({"to": "max", "reason": "I take them."}), None);
    asked.envelope.params = [("officer".to_owned(), olu().id.to_string())].into();
    let done = desk.serve(asked).await.unwrap().body;
    assert_eq!(done["handed_over"], json!([other]));
    assert_eq!((&done["refused"][0]["nic"], &done["refused"][0]["code"]), (&json!(nic()), &json!("own-organisation")));
    assert_eq!(done["more"], false);
    assert_eq!(desk.get(&olu()).await.unwrap().body["officer"], json!(olu().id));
}

#[tokio::test]
async fn notes_are_for_staff_and_leave_nothing_outside() {
    let desk = Desk::with_case(1).await;
    let told = desk.told_outside().await;
    for (actor, text) in [(olu(), "They called."), (sue(), "I saw the plan."), (ann(), "To be read again.")] {
        let made = desk.serve(request(&actor, "add-note", &nic(), json!({"text": text}), None)).await.unwrap();
        assert_eq!(made.status, 201);
    }
    assert_eq!(desk.told_outside().await, told);
    let list = |actor: &Actor, params: &[(&str, &str)]| {
        let mut asked = request(actor, "list-notes", &nic(), Value::Null, None);
        asked.envelope.params.extend(params.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        asked
    };
    let first = desk.serve(list(&sid(), &[("limit", "2")])).await.unwrap().body;
    assert_eq!(first["items"][1]["text"], "I saw the plan.");
    let rest = desk.serve(list(&sid(), &[("cursor", first["next"].as_str().unwrap())])).await.unwrap().body;
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["by"]), (1, &json!(ann().id)));
    for (actor, expected) in [
        (sam(), (404, "case-unknown")),
        (signed_in("opal", &[StaffRole::Operator]), (404, "case-unknown")),
        (Actor::public(), (401, "sign-in-needed")),
    ] {
        assert_eq!(no(desk.serve(list(&actor, &[])).await), (expected.0, expected.1.to_owned()));
        let add = request(&actor, "add-note", &nic(), json!({"text": "Hm."}), None);
        assert_eq!(no(desk.serve(add).await), (expected.0, expected.1.to_owned()));
    }
    for text in [String::new(), "x".repeat(4001)] {
        assert_eq!(no(desk.serve(request(&olu(), "add-note", &nic(), json!({"text": text}), None)).await).0, 422);
    }
    assert_eq!(no(desk.serve(list(&olu(), &[("cursor", "x")])).await).0, 400);
    desk.must_verify().await;
}

#[tokio::test]
async fn a_refusal_is_looked_at_again_by_another_approver_and_decided_anew() {
    let desk = refused().await;
    let ask =
        |actor: &Actor| request(actor, "request-decision-review", &nic(), json!({"reason": "Wrong version."}), None);
    let eli = signed_in("eli", &[]);
    for (actor, expected) in [
        (eli, (404, "case-unknown")),
        (olu(), (403, "role-needed")),
        (machine(sam()), (403, "person-needed")),
        (Actor::public(), (401, "sign-in-needed")),
    ] {
        assert_eq!(no(desk.serve(ask(&actor)).await), (expected.0, expected.1.to_owned()));
    }
    let asked = desk.serve(ask(&sam())).await.unwrap();
    assert_eq!(asked.body, json!({"nic": nic(), "requested_on": "2026-11-20"}));
    assert_eq!(no(desk.serve(ask(&sam())).await), (409, "review-already-asked".to_owned()));
    // It waits for every approver but the one who decided.
    assert!(desk.tasks(&ann()).await.is_empty());
    assert_eq!(desk.tasks(&bea()).await[0].0, "review-decision");
    assert!(permitted(&desk, &bea()).await.contains(&"review-decision".to_owned()));
    assert!(!permitted(&desk, &ann()).await.contains(&"review-decision".to_owned()));
    let aside = json!({"outcome": "set_aside", "reasons": "It was."});
    assert_eq!(no(desk.ask_now(&ann(), "review-decision", aside.clone()).await), (403, "approver-decided".to_owned()));
    desk.ask_now(&bea(), "review-decision", aside).await.unwrap();
    let told = desk.told_outside().await;
    assert_eq!(told[told.len() - 3..], ["decision_review_requested", "decision_reviewed", "case_moved"]);
    assert_eq!(desk.body_of("decision_reviewed").await["outcome"], "set_aside");
    assert_eq!(desk.body_of("case_moved").await["stage"], "DECISION");
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(
        (&shown["state"], &shown["decision_reviews"][0]["outcome"]["upheld"]),
        (&json!("DECISION"), &json!(false))
    );
    // The one who was overruled neither sees nor does it.
    assert!(desk.tasks(&ann()).await.is_empty());
    assert_eq!(no(desk.ask_now(&ann(), "decide-case", refusal()).await), (403, "approver-decided".to_owned()));
    assert_eq!(desk.tasks(&bea()).await[0].0, "decide-case");
    desk.ask_now(&bea(), "decide-case", json!({"outcome": "approve"})).await.unwrap();
    desk.must_verify().await;
}

#[tokio::test]
async fn who_no_longer_leads_asks_for_no_review() {
    let desk = refused().await;
    let ask = || request(&sam(), "request-decision-review", &nic(), json!({"reason": "Wrong."}), None);
    // As a collaborator alone; then as a lead until yesterday.
    desk.hear(&membership_told(62, &sam(), None)).await.unwrap();
    assert_eq!(no(desk.serve(ask()).await), (404, "case-unknown".to_owned()));
    desk.hear(&lead_told(63, &sam(), Some("2026-11-19".parse().unwrap()))).await.unwrap();
    assert_eq!(no(desk.serve(ask()).await), (404, "case-unknown".to_owned()));
    desk.hear(&lead_told(64, &sam(), Some("2026-11-20".parse().unwrap()))).await.unwrap();
    desk.serve(ask()).await.unwrap();
}

#[tokio::test]
async fn what_was_recorded_wrongly_is_put_right_and_the_original_stays() {
    let desk = Desk::with_case(1).await;
    desk.ask_about(&olu(), "assess-standard", "3", json!({"outcome": "met", "note": "A first look."})).await.unwrap();
    let again = desk.ask_about(&olu(), "assess-standard", "3", json!({"outcome": "not-met", "note": "Hm."})).await;
    assert_eq!(no(again), (409, "standard-already-assessed".to_owned()));
    let standard =
        json!({"what": "standard", "standard": "3", "outcome": "not-met", "note": "Ten years.", "reason": "Misread."});
    desk.ask_now(&olu(), "correct-case", standard).await.unwrap();
    desk.ask_now(&olu(), "raise-clarification", raise("Why?")).await.unwrap();
    let question = json!({"what": "clarification", "number": 1, "reason": "It was answered in the form."});
    assert_eq!(desk.ask_now(&olu(), "correct-case", question).await.unwrap().body["state"], "IN_REVIEW");
    let told = desk.told_outside().await;
    assert_eq!(told[told.len() - 2..], ["clarification_resolved", "case_moved"]);
    let back = json!({"reasons": [{"section": "purpose", "text": "It is empty."}]});
    desk.ask_now(&olu(), "return-application", back).await.unwrap();
    let return_ = json!({"what": "return", "reason": "It was not empty."});
    assert_eq!(desk.ask_now(&olu(), "correct-case", return_).await.unwrap().body["state"], "IN_REVIEW");
    assert_eq!(desk.body_of("case_moved").await["stage"], "IN_REVIEW");
    let shown = desk.get(&olu()).await.unwrap().body;
    let kinds: Vec<&Value> = shown["corrections"].as_array().unwrap().iter().map(|made| &made["what"]).collect();
    assert_eq!(kinds, [&json!("standard"), &json!("clarification"), &json!("return")]);
    assert_eq!(shown["clarifications"][0]["state"], "WITHDRAWN");
    assert_eq!(shown["returns"][0]["withdrawn"], true);
    // What was first said is still in the journal.
    assert!(desk.tables_with("A first look.").await.contains(&"journal_contents"));
    desk.must_verify().await;
}

#[tokio::test]
async fn advice_is_put_right_by_the_secretariat_and_told_anew() {
    let desk = Desk::with_case(2).await;
    let said = json!({
        "step": "outcome", "group": "agd", "outcome": "supportive", "met_on": "2026-11-20", "advisers": ["ivy"],
        "text": "Fine.",
    });
    desk.walk(&[
        (olu(), "assess-case", json!({"step": "to_agd"})),
        (sid(), "record-advice", json!({"step": "schedule", "group": "agd", "meets_on": "2026-11-20"})),
    ])
    .await;
    desk.sit("AGD-2026-11-20", &["ivy", "jo"]).await;
    desk.walk(&[(sid(), "record-advice", said)]).await;
    let right = json!({
        "what": "advice", "number": 1, "outcome": "not-supportive", "met_on": "2026-11-20", "advisers": ["jo"],
        "reason": "Another case's.",
    });
    assert_eq!(no(desk.ask_now(&olu(), "correct-case", right.clone()).await).1, "role-needed");
    desk.ask_now(&sid(), "correct-case", right).await.unwrap();
    let told = desk.body_of("advice_corrected").await;
    assert_eq!(
        told,
        json!({"nic": nic(), "group": "agd", "was_met_on": "2026-11-20", "outcome": "not-supportive", "met_on": "2026-11-20"})
    );
    assert_eq!(desk.get(&olu()).await.unwrap().body["advice"][0]["outcome"], "not-supportive");
}

#[tokio::test]
async fn a_new_command_is_given_on_what_was_read_by_people_of_its_role_alone() {
    let desk = Desk::with_case(1).await;
    let bodies = [
        (mia(), "hand-over-case", json!({"to": "pat", "reason": "x"})),
        (olu(), "check-completeness", json!({"complete": true})),
        (olu(), "request-check", json!({"of": "finance", "question": "x"})),
        (olu(), "correct-case", json!({"what": "check", "number": 1, "reason": "x"})),
        (bea(), "review-decision", json!({"outcome": "uphold", "reasons": "x"})),
    ];
    for (right, action, body) in bodies {
        assert_eq!(no(desk.serve(request(&right, action, &nic(), body.clone(), None)).await).0, 428, "{action}");
        for (actor, expected) in [
            (Actor::public(), (401, "sign-in-needed")),
            (machine(right), (403, "person-needed")),
            (sam(), (404, "case-unknown")),
            (signed_in("opal", &[StaffRole::Operator]), (404, "case-unknown")),
            (signed_in("tess", &[StaffRole::TriageOfficer]), (403, "role-needed")),
        ] {
            let before = desk.case().await.version;
            let answer = no(desk.ask_now(&actor, action, body.clone()).await);
            assert_eq!(answer, (expected.0, expected.1.to_owned()), "{action} by {actor:?}");
            assert_eq!(desk.case().await.version, before);
        }
        assert_eq!(no(desk.ask_now(&olu(), action, json!({"colour": "red"})).await).0, 400, "{action}");
    }
    for id in ["4", "x", "2A", "%"] {
        let met = json!({"outcome": "met", "note": "x"});
        assert_eq!(no(desk.ask_about(&olu(), "assess-standard", id, met).await), (404, "standard-unknown".to_owned()));
    }
    let answer = json!({"outcome": "satisfied", "note": "x"});
    assert_eq!(no(desk.ask_about(&sue(), "answer-check", "7", answer).await), (404, "check-unknown".to_owned()));
}

#[tokio::test]
async fn every_word_of_the_work_can_be_forgotten() {
    let desk = refused().await;
    let ask = json!({"reason": "Word of the lead."});
    desk.serve(request(&sam(), "request-decision-review", &nic(), ask, None)).await.unwrap();
    desk.ask_now(&bea(), "review-decision", json!({"outcome": "set_aside", "reasons": "Word of review."}))
        .await
        .unwrap();
    desk.ask_now(&mia(), "hand-over-case", json!({"to": "pat", "reason": "Word of hand-over."})).await.unwrap();
    desk.hear(&crate::desk::version_told(80, crate::desk::SECOND, crate::desk::content(&[]))).await.unwrap();
    desk.ask_now(&pat(), "check-completeness", json!({"complete": true, "note": "Word of check."})).await.unwrap();
    desk.ask_about(&pat(), "assess-standard", "3", json!({"outcome": "met", "note": "Word of standard."}))
        .await
        .unwrap();
    desk.ask_now(&pat(), "request-check", json!({"of": "security", "question": "Word of question."})).await.unwrap();
    desk.ask_about(&sue(), "answer-check", "1", json!({"outcome": "satisfied", "note": "Word of answer."}))
        .await
        .unwrap();
    desk.serve(request(&sue(), "add-note", &nic(), json!({"text": "Word of note."}), None)).await.unwrap();
    let right = json!({"what": "standard", "standard": "3", "outcome": "not-met", "note": "Word of right.", "reason": "Word of why."});
    desk.ask_now(&pat(), "correct-case", right).await.unwrap();
    desk.ask_now(&pat(), "assess-case", json!({"step": "ready"})).await.unwrap();
    let unneeded = json!({"step": "no_advice_needed", "reason": "Word of none.", "open_standards": "Word of open."});
    desk.ask_now(&pat(), "assess-case", unneeded).await.unwrap();
    assert!(desk.tables_with("Word of ").await.contains(&"case_notes"));
    for number in 1..=desk.case().await.chain_length {
        let mut tx = desk.pool.begin().await.unwrap();
        // Entries without content refuse, and are left.
        let done = Redactions.redact(&mut tx, &by_records_officer(), "case", nic().as_str(), number, "asked-for").await;
        if done.is_ok() {
            tx.commit().await.unwrap();
        }
    }
    assert!(desk.tables_with("Word of ").await.is_empty() && desk.tables_with(SECRET).await.is_empty());
    // Nor is its title found any more.
    assert!(desk.tables_with("Stroke outcomes").await.is_empty());
    desk.must_verify().await;
}

#[tokio::test]
async fn standards_and_phrases_are_listed_for_staff_and_a_question_quotes_one() {
    let desk = Desk::with_case(1).await;
    let list = |actor: &Actor, action: &str| request(actor, action, &nic(), Value::Null, None);
    let standards = desk.serve(list(&olu(), "list-standards")).await.unwrap().body;
    assert_eq!(standards["items"].as_array().unwrap().len(), 19);
    assert_eq!(
        standards["items"][3],
        json!({"id": "2a", "version": "v2.0", "topic": "Security and data protection registration", "specialist": "security"})
    );
    let phrases = desk.serve(list(&olu(), "list-phrases")).await.unwrap().body;
    assert_eq!(phrases["items"][0]["id"], "party-not-listed");
    for action in ["list-standards", "list-phrases"] {
        assert_eq!(no(desk.serve(list(&sam(), action)).await), (403, "staff-needed".to_owned()));
        assert_eq!(no(desk.serve(list(&Actor::public(), action)).await).0, 401);
    }
    let quoting = |text: &str| json!({"section": "data-sets", "standard": "1", "severity": "blocking", "text": text, "phrase": "years-not-justified"});
    let open = desk.ask_now(&olu(), "raise-clarification", quoting("Why {years}?")).await.unwrap_err();
    assert_eq!((open.errors[0].pointer.as_str(), open.errors[0].code.as_str()), ("/text", "place-left-open"));
    desk.ask_now(&olu(), "raise-clarification", quoting("Why ten years?")).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(shown["clarifications"][0]["phrase"], json!({"id": "years-not-justified", "version": 1}));
    assert_eq!(shown["clarifications"][0]["standard_version"], "v2.1");
}
