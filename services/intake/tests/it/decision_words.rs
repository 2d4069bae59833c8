//! What its applicant reads of a decision and of advice: twice, in any order, redacted; and what the rules make of it.

use dars_bus::ids;
use dars_messages::{
    Outgoing, Owner,
    facts::review::{
        AdviceRecordedV1, AdviceScheduledV1, ApplicationApprovedV1, ApplicationRefusedV1, DecisionReasonsV1,
        ReviewRedactedV1,
    },
};
use dars_vocabulary::{
    Nic,
    calendar::days_after,
    code::{AdviceOutcome, AdvisoryGroup, RefusalReason},
    content::{Condition, Owing},
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, officer, stranger},
    setting::lead,
};

const WORDS: &str = "The harm is small.";
const CONDITION: &str = "Finish the security plan.";

fn nic(text: &str) -> Nic {
    text.parse().unwrap()
}

fn words(of: &str, text: Option<&str>, conditions: Option<Vec<Condition>>) -> Outgoing {
    let version = "v0.1".parse().unwrap();
    Outgoing::fact(&DecisionReasonsV1 { nic: nic(of), version, text: text.map(str::to_owned), conditions })
}

fn condition() -> Condition {
    let due = Some(date(2027, 3, 1));
    Condition { number: 1, text: CONDITION.to_owned(), due, owing: Owing::Applicant }
}

fn approval(of: &str) -> Outgoing {
    Outgoing::fact(&ApplicationApprovedV1 {
        nic: nic(of),
        version: "v0.1".parse().unwrap(),
        sha256: "0f".repeat(32),
        organisation: "NORTHMERE".parse().unwrap(),
        title: "Stroke outcomes after screening".to_owned(),
        with_conditions: true,
        decided_on: TODAY,
    })
}

#[tokio::test]
async fn the_words_of_an_approval_reach_its_applicant_in_any_order_and_once() {
    for words_first in [true, false] {
        let desk = Desk::for_applications().await;
        let of = desk.submitted().await;
        let mut facts = [words(&of, Some(WORDS), Some(vec![condition()])), approval(&of)];
        if !words_first {
            facts.reverse();
        }
        for fact in facts.iter().chain(&facts) {
            desk.tell(Owner::Review, fact.clone(), TODAY).await;
        }
        let conditions = json!([{"number": 1, "text": CONDITION, "due": "2027-03-01", "owing": "applicant"}]);
        let decision = json!({"version": "v0.1", "reasons": WORDS, "conditions": conditions});
        for actor in [lead(), officer()] {
            let shown = desk.application(&actor, &of, TODAY).await;
            assert_eq!((&shown["state"], &shown["decision"]), (&json!("APPROVED"), &decision));
            assert_eq!(shown["approval"]["conditions"], conditions);
        }
        let hidden = desk.ask(&stranger(), "get-application", &[("nic", &of)], Value::Null, None, TODAY).await;
        assert_eq!(hidden.unwrap_err().status, 404);
        let timeline = desk.ask(&lead(), "timeline", &[("nic", &of)], Value::Null, None, TODAY).await.unwrap().body;
        assert!(!timeline.to_string().contains("decision_reasons"));
        let heard: i64 =
            sqlx::query_scalar("select count(*) from derived_entries").fetch_one(&desk.pool).await.unwrap();
        assert_eq!(heard, 1);
    }
}

#[tokio::test]
async fn the_words_of_a_refusal_reach_its_applicant_and_are_gone_once_redacted() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let said = ids::fresh();
    desk.hear(said, Owner::Review, words(&of, Some(WORDS), Some(vec![])), TODAY).await.unwrap();
    let version = "v0.1".parse().unwrap();
    let refused =
        ApplicationRefusedV1 { nic: nic(&of), version, reason: RefusalReason::NoHealthBenefit, decided_on: TODAY };
    desk.tell(Owner::Review, Outgoing::fact(&refused), TODAY).await;
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["state"], &shown["reason"]), (&json!("REFUSED"), &json!("no-health-benefit")));
    assert_eq!(shown["decision"]["reasons"], WORDS);
    assert!(desk.contains(WORDS).await);
    for _ in 0..2 {
        let redacted = ReviewRedactedV1 { reference: of.clone(), events: vec![said] };
        desk.tell(Owner::Review, Outgoing::fact(&redacted), TODAY).await;
    }
    assert!(!desk.contains(WORDS).await);
    let decision = json!({"version": "v0.1", "reasons": null, "conditions": []});
    assert_eq!(desk.application(&lead(), &of, TODAY).await["decision"], decision);
    // Told again before its hearer knew, it does not come back.
    desk.tell(Owner::Review, words(&of, Some(WORDS), Some(vec![])), TODAY).await;
    assert!(!desk.contains(WORDS).await);
}

#[tokio::test]
async fn words_that_were_redacted_before_they_came_leave_none_of_an_earlier_deferral() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    desk.tell(Owner::Review, words(&of, Some("Two things are unclear."), Some(vec![])), TODAY).await;
    desk.tell(Owner::Review, words(&of, None, None), days_after(TODAY, 3)).await;
    desk.tell(Owner::Review, approval(&of), days_after(TODAY, 3)).await;
    let shown = desk.application(&lead(), &of, days_after(TODAY, 3)).await;
    assert_eq!(shown["decision"], json!({"version": "v0.1", "reasons": null, "conditions": []}));
}

#[tokio::test]
async fn a_condition_with_a_date_stands_for_an_improvement_plan_even_when_its_words_are_gone() {
    let desk = Desk::for_applications().await;
    let plan = json!({"organisation": "NORTHMERE", "kind": "dspt", "reference": "2025/26", "outcome": "not-met-plan",
        "valid_to": "2028-06-30", "plan_approved": true});
    desk.fixture("fixture-assurance", plan).await;
    let of = desk.submitted().await;
    desk.tell(Owner::Review, approval(&of), TODAY).await;
    assert!(lacks_a_condition(&desk, &of).await);
    let said = ids::fresh();
    desk.hear(said, Owner::Review, words(&of, None, Some(vec![condition()])), TODAY).await.unwrap();
    assert!(!lacks_a_condition(&desk, &of).await);
    let redacted = ReviewRedactedV1 { reference: of.clone(), events: vec![said] };
    desk.tell(Owner::Review, Outgoing::fact(&redacted), TODAY).await;
    assert!(!desk.contains(CONDITION).await && !lacks_a_condition(&desk, &of).await);
}

async fn lacks_a_condition(desk: &Desk, of: &str) -> bool {
    let checked = desk.ask(&lead(), "check-application", &[("nic", of)], Value::Null, None, TODAY).await.unwrap().body;
    let findings = checked["findings"].as_array().unwrap();
    findings.iter().any(|finding| finding["code"] == "improvement-condition-missing")
}

#[tokio::test]
async fn when_a_group_meets_and_what_it_came_to_is_shown_in_any_order_and_once() {
    let meets_on = date(2026, 12, 3);
    let scheduled = |of: &str| Outgoing::fact(&AdviceScheduledV1 { nic: nic(of), group: AdvisoryGroup::Pag, meets_on });
    let recorded = |of: &str| {
        let (group, outcome) = (AdvisoryGroup::Pag, AdviceOutcome::SupportiveWithActions);
        Outgoing::fact(&AdviceRecordedV1 { nic: nic(of), group, outcome, met_on: meets_on })
    };
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    for _ in 0..2 {
        desk.tell(Owner::Review, scheduled(&of), TODAY).await;
    }
    let shown = desk.application(&lead(), &of, TODAY).await;
    let meeting = json!({"group": "pag", "meets_on": "2026-12-03"});
    assert_eq!((&shown["meeting"], &shown["advice"]), (&meeting, &json!([])));
    for fact in [recorded(&of), recorded(&of), scheduled(&of)] {
        desk.tell(Owner::Review, fact, meets_on).await;
    }
    let shown = desk.application(&lead(), &of, meets_on).await;
    let advice = json!([{"group": "pag", "outcome": "supportive-with-actions", "met_on": "2026-12-03"}]);
    assert_eq!((&shown["meeting"], &shown["advice"]), (&Value::Null, &advice));
    desk.tell(Owner::Review, approval(&of), meets_on).await;
    assert_eq!(desk.application(&lead(), &of, meets_on).await["advice"], advice);
}
