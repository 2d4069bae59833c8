//! What organisations show and their framework contracts, as `intake` and `contracts` tell them: shown to officer and
//! approver, and a condition that V07 needs is asked for while it can be given.

use dars_bus::Told;
use dars_messages::{
    Owner,
    facts::{
        contracts::{FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1},
        intake::OrganisationAssuredV1,
    },
};
use dars_vocabulary::{
    Actor, ApplicationContent, AssuranceParticulars,
    code::{
        AssuranceKind::{self, Dspt, IcoFee},
        AssuranceOutcome::{self, Met, NotMetPlan},
    },
};
use serde_json::{Value, json};

use crate::desk::{Desk, FIRST, ann, bea, content, no, northmere, olu, request, road, told, version_told};

const BEFORE: &str = "2026-11-01T09:00:00Z";
const AFTER: &str = "2026-11-20T09:30:00Z";

fn assured(event: u128, time: &str, kind: AssuranceKind, outcome: AssuranceOutcome, valid_to: &str) -> Told {
    let fact = OrganisationAssuredV1 {
        organisation: northmere(),
        kind,
        outcome,
        valid_to: valid_to.parse().unwrap(),
        plan_approved: outcome == NotMetPlan,
        particulars: AssuranceParticulars { reviewed_on: "2026-10-01".parse().ok(), ..AssuranceParticulars::default() },
    };
    told(&fact, event, time)
}

fn activated(event: u128, end: &str) -> Told {
    let fact = FrameworkContractActivatedV1 {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: northmere(),
        start: "2025-01-01".parse().unwrap(),
        end: end.parse().unwrap(),
    };
    told(&fact, event, BEFORE)
}

fn ended(event: u128, ended_on: &str) -> Told {
    let fact = FrameworkContractEndedV1 {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: northmere(),
        ended_on: ended_on.parse().unwrap(),
        why: FrameworkContractEnd::Terminated,
    };
    told(&fact, event, AFTER)
}

fn with_a_controller() -> ApplicationContent {
    let mut content = content(&[]);
    let parties =
        json!({"controllers": [{"organisation": "NU01", "also_processes": true}], "controller_basis": "sole"});
    content.parties = serde_json::from_value(parties).unwrap();
    content.term =
        serde_json::from_value(json!({"start": "2026-12-01", "end": "2027-11-30", "territory": "england"})).ok();
    content
}

impl Desk {
    /// What the four rules say of the case to whoever asks, as codes.
    async fn of_assurance(&self, actor: &Actor) -> Vec<String> {
        let case = self.get(actor).await.unwrap().body;
        let findings = case["findings"].as_array().unwrap().clone();
        let of_these = findings.iter().filter(|it| ["V02", "V03", "V06", "V07"].iter().any(|rule| it["rule"] == *rule));
        of_these.map(|found| found["code"].as_str().unwrap().to_owned()).collect()
    }

    /// Everything that the rules ask for is told of its organisation, and the case is before an approver.
    async fn with_all_shown() -> Self {
        let desk = Self::open().await;
        desk.hear(&version_told(1, FIRST, with_a_controller())).await.unwrap();
        desk.hear(&assured(11, BEFORE, IcoFee, Met, "2028-06-30")).await.unwrap();
        desk.hear(&assured(12, BEFORE, Dspt, Met, "2028-06-30")).await.unwrap();
        desk.hear(&activated(13, "2028-06-30")).await.unwrap();
        for (actor, action, body) in road().into_iter().take(3) {
            desk.ask_now(&actor, action, body).await.unwrap();
        }
        desk
    }

    async fn rows(&self) -> (i64, i64) {
        sqlx::query_as("select (select count(*) from assurances), (select count(*) from framework_contracts)")
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }
}

#[tokio::test]
async fn officer_and_approver_see_what_will_stop_the_issue_and_what_to_do() {
    let desk = Desk::open().await;
    desk.hear(&version_told(1, FIRST, with_a_controller())).await.unwrap();
    let nothing = ["framework-contract-not-active", "fee-not-valid", "security-not-accepted"];
    for actor in [olu(), ann()] {
        assert_eq!(desk.of_assurance(&actor).await, nothing);
    }
    let case = desk.get(&ann()).await.unwrap().body;
    let found = case["findings"].as_array().unwrap().iter().find(|found| found["rule"] == "V02").unwrap().clone();
    assert_eq!((&found["severity"], &found["stage"]), (&json!("error"), &json!("issue")));
    assert!(found["message"].as_str().unwrap().contains("ask for one now"), "{found}");
    // Each as it comes, also after the case was opened.
    desk.hear(&activated(13, "2027-06-30")).await.unwrap();
    assert_eq!(
        desk.of_assurance(&ann()).await,
        ["framework-contract-ends-before-end", "fee-not-valid", "security-not-accepted"]
    );
    desk.hear(&assured(11, BEFORE, IcoFee, Met, "2028-06-30")).await.unwrap();
    desk.hear(&assured(12, BEFORE, Dspt, Met, "2026-12-31")).await.unwrap();
    assert_eq!(desk.of_assurance(&olu()).await, ["framework-contract-ends-before-end", "security-lapses-soon"]);
}

#[tokio::test]
async fn told_twice_they_are_known_once_and_an_older_word_that_comes_late_changes_nothing() {
    let desk = Desk::with_all_shown().await;
    assert_eq!(desk.of_assurance(&ann()).await, [""; 0]);
    let lapsed = assured(21, AFTER, Dspt, Met, "2026-11-19");
    for _ in 0..2 {
        desk.hear(&lapsed).await.unwrap();
        desk.hear(&activated(13, "2028-06-30")).await.unwrap();
        assert_eq!(
            (desk.of_assurance(&ann()).await, desk.rows().await),
            (vec!["security-not-accepted".to_owned()], (2, 1))
        );
    }
    // What was said before it, again after it.
    desk.hear(&assured(12, BEFORE, Dspt, Met, "2028-06-30")).await.unwrap();
    assert_eq!(desk.of_assurance(&ann()).await, ["security-not-accepted"]);
}

#[tokio::test]
async fn a_framework_contract_that_is_over_is_over_in_whichever_order_that_is_told() {
    for end_first in [false, true] {
        let desk = Desk::with_all_shown().await;
        let mut facts = vec![activated(31, "2029-06-30"), ended(32, "2026-11-19"), ended(32, "2026-11-19")];
        if end_first {
            facts.reverse();
        }
        for fact in facts {
            desk.hear(&fact).await.unwrap();
        }
        assert_eq!(desk.of_assurance(&ann()).await, ["framework-contract-not-active"], "{end_first}");
        assert_eq!(desk.rows().await, (2, 1));
    }
}

#[tokio::test]
async fn security_that_lapses_before_the_decision_is_shown_on_its_day() {
    let desk = Desk::with_all_shown().await;
    desk.hear(&assured(21, AFTER, Dspt, Met, "2027-03-01")).await.unwrap();
    assert_eq!(desk.of_assurance(&ann()).await, [""; 0]);
    for (at, expected) in [
        ("2027-03-01T12:00:00Z", "security-lapses-soon"),
        ("2027-03-01T23:59:00Z", "security-lapses-soon"),
        ("2027-03-02T00:00:00Z", "security-not-accepted"),
    ] {
        let mut asked = request(&ann(), "get-case", &crate::desk::nic(), Value::Null, None);
        (asked.now, asked.technical_now) = (at.parse().unwrap(), at.parse().unwrap());
        let case = desk.serve(asked).await.unwrap().body;
        let found = case["findings"].as_array().unwrap().clone();
        let of_security = found.iter().filter(|it| it["rule"] == "V06").map(|it| it["code"].clone());
        assert_eq!(of_security.collect::<Vec<_>>(), [expected], "{at}");
    }
}

#[tokio::test]
async fn a_plan_is_approved_with_a_dated_condition_so_that_its_agreement_can_be_issued() {
    let desk = Desk::with_all_shown().await;
    desk.hear(&assured(21, AFTER, Dspt, NotMetPlan, "2028-06-30")).await.unwrap();
    assert_eq!(desk.of_assurance(&ann()).await, ["improvement-condition-missing"]);
    let before = (desk.case().await.version, desk.told_outside().await);
    let undated = json!([{"text": "Finish the plan."}]);
    let ours = json!([{"text": "Finish the plan.", "due": "2027-03-01", "owing": "body"}]);
    for conditions in [json!([]), undated, ours] {
        let body = json!({"outcome": "approve", "reasons": "All the same.", "conditions": conditions});
        let problem = desk.ask_now(&ann(), "decide-case", body).await.unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (422, "condition-needed"));
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors.len()), ("/conditions", 1));
        assert!(problem.errors[0].detail.contains("NU01"), "{:?}", problem.errors);
    }
    assert_eq!((desk.case().await.version, desk.told_outside().await), before);
    // The approver may still decide: with the condition.
    let permitted = desk.get(&ann()).await.unwrap().body["permitted"].clone();
    assert!(permitted.as_array().unwrap().contains(&json!("decide-case")), "{permitted}");
    let body = json!({"outcome": "approve", "conditions": [{"text": "Finish the plan.", "due": "2027-03-01"}]});
    assert_eq!(no(desk.ask_now(&olu(), "decide-case", body.clone()).await).0, 403);
    assert_eq!(desk.ask_now(&ann(), "decide-case", body).await.unwrap().body["state"], "APPROVED_WITH_CONDITIONS");
    assert_eq!(desk.body_of("decision_made").await["conditions"][0]["due"], "2027-03-01");
    assert_eq!(desk.of_assurance(&bea()).await, [""; 0]);
    desk.must_verify().await;
}

#[tokio::test]
async fn what_contracts_tells_beside_is_no_fact_for_review() {
    let desk = Desk::open().await;
    let stranger = Told { name: "agreement_issued".to_owned(), ..activated(1, "2028-06-30") };
    assert_eq!(stranger.owner, Owner::Contracts);
    assert!(desk.hear(&stranger).await.is_err());
    let poison = Told { body: b"{}".to_vec().into(), ..activated(2, "2028-06-30") };
    assert!(desk.hear(&poison).await.is_err());
    assert_eq!(desk.rows().await, (0, 0));
}
