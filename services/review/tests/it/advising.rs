//! The advisory groups: before whom a case must come, what is recorded, and who may not decide after it.

use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::desk::{Desk, FIRST, ann, asking_for, data_set_told, mia, nic, no, olu, sid, signed_in, told, version_of};

const WORDS: &str = "The group finds the harm small.";

fn step(step: &str) -> Value {
    json!({"step": step})
}

fn schedule(group: &str) -> Value {
    json!({"step": "schedule", "group": group, "meets_on": "2026-11-20"})
}

fn outcome(group: &str, outcome: &str) -> Value {
    json!({
        "step": "outcome", "group": group, "outcome": outcome, "met_on": "2026-11-20", "advisers": ["ivy", "ian"],
        "text": WORDS,
    })
}

/// A case in assurance that asks for these data sets; the catalogue is told before or after the application.
async fn in_assurance(datasets: &[&str], catalogue_first: bool) -> Desk {
    let desk = Desk::open().await;
    let catalogue = [data_set_told(30, "gdppr", true), data_set_told(31, "hes-apc", false)];
    let version = told(&version_of(nic(), FIRST, Some(asking_for(datasets))), 1, "2026-11-20T09:00:00Z");
    let mut facts: Vec<_> = catalogue.iter().chain(&catalogue).collect();
    facts.insert(if catalogue_first { facts.len() } else { 0 }, &version);
    for fact in facts {
        desk.hear(fact).await.unwrap();
    }
    desk.walk(&[(olu(), "assign-case", json!({})), (olu(), "assess-case", step("ready"))]).await;
    desk
}

#[tokio::test]
async fn gp_data_goes_before_pag_and_everyone_hears_of_meeting_and_advice_but_not_its_words() {
    for catalogue_first in [true, false] {
        let desk = in_assurance(&["gdppr", "hes-apc"], catalogue_first).await;
        let unneeded = json!({"step": "no_advice_needed", "reason": "Routine."});
        assert_eq!(no(desk.ask_now(&olu(), "assess-case", unneeded).await), (409, "pag-needed".to_owned()));
        assert_eq!(no(desk.ask_now(&olu(), "assess-case", step("to_agd")).await), (409, "pag-needed".to_owned()));
        desk.walk(&[(olu(), "assess-case", step("to_pag")), (sid(), "record-advice", schedule("pag"))]).await;
        desk.sit("PAG-2026-11-20", &["ivy", "ian"]).await;
        desk.walk(&[
            (sid(), "record-advice", outcome("pag", "supportive-with-actions")),
            (olu(), "assess-case", step("to_agd")),
            (sid(), "record-advice", schedule("agd")),
        ])
        .await;
        desk.sit("AGD-2026-11-20", &["ivy", "ian"]).await;
        desk.walk(&[
            (sid(), "record-advice", outcome("agd", "supportive")),
            (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
        ])
        .await;
        let mut facts = desk.told_outside().await;
        // Who may open it is told beside.
        facts.retain(|name| name != "case_papers");
        let expected = [
            "case_moved",
            "advice_scheduled",
            "advice_recorded",
            "case_moved",
            "advice_scheduled",
            "advice_recorded",
            "case_moved",
        ];
        assert_eq!(facts[facts.len() - 7..], expected);
        let scheduled = json!({"nic": nic(), "group": "agd", "meets_on": "2026-11-20"});
        assert_eq!(desk.body_of("advice_scheduled").await, scheduled);
        let recorded = json!({"nic": nic(), "group": "agd", "outcome": "supportive", "met_on": "2026-11-20"});
        assert_eq!(desk.body_of("advice_recorded").await, recorded);
        assert_eq!(desk.tables_with(WORDS).await, ["aggregates", "journal_contents"]);
        let shown = desk.get(&ann()).await.unwrap().body;
        assert_eq!((&shown["state"], &shown["advice"][0]["text"]), (&json!("DECISION"), &json!(WORDS)));
        desk.must_verify().await;
    }
}

#[tokio::test]
async fn who_advised_or_recorded_the_advice_decides_nothing() {
    let desk = in_assurance(&["hes-apc"], true).await;
    desk.walk(&[(olu(), "assess-case", step("to_agd")), (sid(), "record-advice", schedule("agd"))]).await;
    desk.sit("AGD-2026-11-20", &["ivy", "ian"]).await;
    desk.walk(&[
        (sid(), "record-advice", outcome("agd", "not-supportive")),
        (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
    ])
    .await;
    let refuse = json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "None seen."});
    for name in ["ivy", "ian", "sid"] {
        let adviser = signed_in(name, &[StaffRole::Approver]);
        assert_eq!(
            no(desk.ask_now(&adviser, "decide-case", refuse.clone()).await),
            (403, "approver-was-adviser".to_owned())
        );
        assert!(desk.tasks(&adviser).await.is_empty());
    }
    let approve = json!({"outcome": "approve"});
    let without = desk.ask_now(&ann(), "decide-case", approve).await;
    assert_eq!(no(without), (422, "reasons-needed-against-advice".to_owned()));
    let approve = json!({"outcome": "approve", "reasons": "The harm is small."});
    assert_eq!(desk.ask_now(&ann(), "decide-case", approve).await.unwrap().body["state"], "APPROVED");
}

#[tokio::test]
async fn advice_is_recorded_by_the_secretariat_as_it_read_the_case() {
    let desk = in_assurance(&["hes-apc"], true).await;
    desk.walk(&[(olu(), "assess-case", step("to_pag"))]).await;
    let roles: [(Actor, &str); 3] = [(olu(), "role-needed"), (mia(), "role-needed"), (ann(), "role-needed")];
    for (actor, code) in roles {
        assert_eq!(no(desk.ask_now(&actor, "record-advice", schedule("pag")).await), (403, code.to_owned()));
    }
    assert_eq!(no(desk.ask_now(&sid(), "record-advice", schedule("agd")).await).1, "case-not-before-group");
    assert_eq!(no(desk.ask_now(&sid(), "record-advice", outcome("pag", "supportive")).await).1, "advice-not-scheduled");
    desk.walk(&[(sid(), "record-advice", schedule("pag"))]).await;
    let mut nameless = outcome("pag", "supportive");
    nameless["advisers"] = json!(["ivy", " "]);
    let problem = desk.ask_now(&sid(), "record-advice", nameless).await.unwrap_err();
    assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (422, "/advisers/1"));
    let mut wrong = outcome("pag", "supportive");
    wrong["outcome"] = json!("perhaps");
    assert_eq!(no(desk.ask_now(&sid(), "record-advice", wrong).await).0, 422);
    for if_match in [None, Some(1)] {
        let asked = crate::desk::request(&sid(), "record-advice", &nic(), schedule("pag"), if_match);
        assert!(matches!(no(desk.serve(asked).await).0, 428 | 412));
    }
}

/// What the migration does for what was approved before.
const MIGRATION: &str = include_str!("../../migrations/20261125000400_approvals_against_advice.sql");

#[tokio::test]
async fn from_whose_advice_a_decision_departs_is_read_with_it() {
    let approve = || json!({"outcome": "approve", "reasons": "The harm is small."});
    let with_conditions = json!({"outcome": "approve", "conditions": [{"text": "Set up a lay panel."}]});
    let refuse = |because: Value| {
        json!({
            "outcome": "refuse", "reason": "no-health-benefit", "reasons": "None seen.", "against_advice": because,
        })
    };
    let departs = || json!({"groups": ["agd"]});
    let why = "It did not see the contract.";
    for (said, word, expected) in [
        ("not-supportive", approve(), departs()),
        ("unable-to-advise", approve(), departs()),
        ("supportive-with-actions", approve(), departs()),
        ("supportive-with-actions", with_conditions, Value::Null),
        ("supportive", approve(), Value::Null),
        ("supportive", refuse(json!(why)), json!({"groups": ["agd"], "reason": why})),
        ("not-supportive", refuse(Value::Null), Value::Null),
    ] {
        let desk = in_assurance(&["hes-apc"], true).await;
        desk.walk(&[(olu(), "assess-case", step("to_agd")), (sid(), "record-advice", schedule("agd"))]).await;
        desk.sit("AGD-2026-11-20", &["ivy", "ian"]).await;
        desk.walk(&[
            (sid(), "record-advice", outcome("agd", said)),
            (olu(), "assess-case", json!({"step": "advised", "open_standards": "All were met in the version before."})),
            (ann(), "decide-case", word.clone()),
        ])
        .await;
        let decided = desk.get(&olu()).await.unwrap().body["decision"].clone();
        assert_eq!(decided["against_advice"], expected, "{said}: {word}");
        // Whoever decided departs from it, and nobody outside is told why.
        assert!(!desk.body_of("decision_reasons").await.to_string().contains(why));
        desk.must_verify().await;
        // As it was kept before.
        let forget = "update aggregates set state = state #- '{approval,against_advice}' where aggregate = 'case'";
        sqlx::query(forget).execute(&desk.pool).await.unwrap();
        sqlx::raw_sql(MIGRATION).execute(&desk.pool).await.unwrap();
        assert_eq!(desk.get(&olu()).await.unwrap().body["decision"], decided);
        desk.must_verify().await;
    }
}
