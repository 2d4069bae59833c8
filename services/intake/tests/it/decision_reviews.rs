//! What intake makes of decisions that are looked at again, of advice put right and of early views: twice, late, in any
//! order.

use dars_messages::{
    Outgoing, Owner,
    facts::review::{
        AdviceCorrectedV1, AdviceRecordedV1, ApplicationApprovedV1, ApplicationRefusedV1, CaseMovedV1, CaseStage,
        DecisionReviewRequestedV1, DecisionReviewedV1, ReviewOutcome,
    },
};
use dars_testkit::service::person;
use dars_vocabulary::{
    Nic, OrganisationId, StaffRole,
    calendar::days_after,
    code::{AdviceOutcome, AdvisoryGroup, RefusalReason},
};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, no, officer},
    setting::lead,
};

fn nic(text: &str) -> Nic {
    text.parse().unwrap()
}

fn refused(of: &str, version: &str) -> Outgoing {
    let (version, reason) = (version.parse().unwrap(), RefusalReason::NoHealthBenefit);
    Outgoing::fact(&ApplicationRefusedV1 { nic: nic(of), version, reason, decided_on: TODAY })
}

fn approved(of: &str, version: &str) -> Outgoing {
    Outgoing::fact(&ApplicationApprovedV1 {
        nic: nic(of),
        version: version.parse().unwrap(),
        sha256: "0f".repeat(32),
        organisation: "NORTHMERE".parse::<OrganisationId>().unwrap(),
        title: "Stroke outcomes".to_owned(),
        with_conditions: false,
        decided_on: TODAY,
    })
}

fn asked(of: &str, version: &str, requested_on: Date) -> Outgoing {
    Outgoing::fact(&DecisionReviewRequestedV1 { nic: nic(of), version: version.parse().unwrap(), requested_on })
}

fn reviewed(of: &str, version: &str, outcome: ReviewOutcome, reviewed_on: Date) -> Outgoing {
    let version = version.parse().unwrap();
    Outgoing::fact(&DecisionReviewedV1 { nic: nic(of), version, outcome, reviewed_on })
}

fn moved(of: &str, stage: CaseStage) -> Outgoing {
    Outgoing::fact(&CaseMovedV1 { nic: nic(of), stage })
}

impl Desk {
    async fn twice(&self, facts: Vec<Outgoing>, day: Date) {
        for fact in facts {
            for _ in 0..2 {
                self.tell(Owner::Review, fact.clone(), day).await;
            }
        }
    }

    async fn steps(&self, of: &str) -> Vec<String> {
        let told = self.ask(&lead(), "timeline", &[("nic", of)], Value::Null, None, TODAY).await.unwrap().body;
        told["steps"]
            .as_array()
            .unwrap()
            .iter()
            .map(|step| step["what"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

#[tokio::test]
async fn a_refusal_that_is_set_aside_is_decided_again_and_its_applicant_sees_each_step() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    desk.twice(vec![refused(&of, "v0.1"), asked(&of, "v0.1", days_after(TODAY, 7))], TODAY).await;
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["state"], &shown["pen_holder"]), (&json!("REFUSED"), &json!("body")));
    assert_eq!(
        shown["decision_reviews"],
        json!([{"version": "v0.1", "requested_on": "2026-11-27", "outcome": null, "reviewed_on": null}])
    );
    let day = days_after(TODAY, 10);
    desk.twice(vec![reviewed(&of, "v0.1", ReviewOutcome::SetAside, day), moved(&of, CaseStage::Decision)], day).await;
    let shown = desk.application(&lead(), &of, days_after(TODAY, 11)).await;
    assert_eq!((&shown["state"], &shown["decision_reviews"][0]["outcome"]), (&json!("DECISION"), &json!("set_aside")));
    // The week before anyone asked is nobody's.
    assert_eq!(shown["clocks"], json!({"our_days": 2, "your_days": 0}));
    let steps = desk.steps(&of).await;
    for step in ["decision_review_requested", "decision_reviewed"] {
        assert!(steps.iter().any(|told| told == step), "{steps:?}");
    }
    desk.twice(vec![approved(&of, "v0.1")], day).await;
    assert_eq!(desk.application(&lead(), &of, day).await["state"], "APPROVED");
}

#[tokio::test]
async fn a_review_that_is_heard_the_wrong_way_round_ends_as_the_right_one() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let upheld = reviewed(&of, "v0.1", ReviewOutcome::Upheld, days_after(TODAY, 3));
    desk.twice(vec![refused(&of, "v0.1"), upheld, asked(&of, "v0.1", days_after(TODAY, 1))], TODAY).await;
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!((&shown["state"], &shown["pen_holder"]), (&json!("REFUSED"), &json!("nobody")));
    assert_eq!(
        shown["decision_reviews"],
        json!([{
            "version": "v0.1", "requested_on": "2026-11-21", "outcome": "upheld", "reviewed_on": "2026-11-23",
        }])
    );
}

#[tokio::test]
async fn what_a_group_came_to_is_shown_as_it_was_put_right() {
    let desk = Desk::for_applications().await;
    let of = desk.submitted().await;
    let (group, was_met_on) = (AdvisoryGroup::Agd, TODAY);
    let said =
        Outgoing::fact(&AdviceRecordedV1 { nic: nic(&of), group, outcome: AdviceOutcome::Supportive, met_on: TODAY });
    let right = Outgoing::fact(&AdviceCorrectedV1 {
        nic: nic(&of),
        group,
        was_met_on,
        outcome: AdviceOutcome::NotSupportive,
        met_on: TODAY,
    });
    desk.twice(vec![said.clone(), right, said], TODAY).await;
    let shown = desk.application(&lead(), &of, TODAY).await;
    assert_eq!(shown["advice"].as_array().unwrap().len(), 1, "{}", shown["advice"]);
    assert_eq!(shown["advice"][0]["outcome"], json!(AdviceOutcome::NotSupportive));
}

#[tokio::test]
async fn an_early_view_is_recorded_shown_told_and_forgotten() {
    let desk = Desk::for_applications().await;
    let of = desk.converted("open").await;
    let secretary = person("secretary", &[StaffRole::Secretariat]);
    let view = || json!({"group": "agd", "given_on": "2026-11-19", "advisers": ["adviser"], "text": "Ask the wallaby parents."});
    let unasked = desk.at(&secretary, "record-early-view", &of, view(), TODAY).await;
    assert_eq!(no(unasked), (409, "early-view-not-wanted".to_owned()));
    let wanted = json!({"early_advice": [{"group": "agd", "why": "Genes."}]});
    desk.at(&officer(), "note-preliminary", &of, wanted, TODAY).await.unwrap();
    for (actor, status, code) in [(officer(), 403, "role-needed"), (lead(), 403, "role-needed")] {
        let answer = desk.at(&actor, "record-early-view", &of, view(), TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()));
    }
    let mut unnamed = view();
    unnamed["advisers"] = json!([" "]);
    let unnamed = desk.at(&secretary, "record-early-view", &of, unnamed, TODAY).await;
    assert_eq!(no(unnamed), (422, "adviser-missing".to_owned()));
    let permitted = desk.application(&secretary, &of, TODAY).await["permitted"].clone();
    assert!(permitted.as_array().unwrap().contains(&json!("record-early-view")), "{permitted}");
    desk.at(&secretary, "record-early-view", &of, view(), TODAY).await.unwrap();
    assert!(desk.tasks(&secretary, TODAY).await.is_empty());
    let theirs = desk.application(&lead(), &of, TODAY).await["early_views"].clone();
    assert_eq!(theirs, json!([{"group": "agd", "given_on": "2026-11-19", "text": "Ask the wallaby parents."}]));
    let staffs = desk.application(&officer(), &of, TODAY).await["early_views"].clone();
    assert_eq!(staffs[0]["advisers"].as_array().unwrap().len(), 1);
    let told = desk.told(&of).await;
    assert_eq!(told[told.len() - 2..], ["early_view", "early_view_given"]);
    assert_eq!(desk.body("early_view", &of).await["advisers"].as_array().unwrap().len(), 2);
    assert_eq!(desk.body("early_view_given", &of).await, json!({"nic": of, "group": "agd", "given_on": "2026-11-19"}));
    desk.redact("application", &of, "early_view_recorded").await;
    assert!(!desk.contains("wallaby").await);
    assert_eq!(desk.application(&lead(), &of, TODAY).await["early_views"][0]["text"], Value::Null);
}
