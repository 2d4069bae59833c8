//! What intake makes of others' facts: twice, late, out of order, poisoned.

use dars_messages::{
    Outgoing, Owner,
    facts::review::{
        ApplicationApprovedV1, CaseMovedV1, CaseOpenedV1, CaseStage, ClarificationRaisedV1, ClarificationTextV1,
    },
};
use dars_testkit::{
    Teller,
    service::{keyed, matching, until},
};
use dars_vocabulary::{Nic, code::ClarificationSeverity, content::SectionName};
use jiff::civil::date;
use serde_json::json;

use crate::setting::{Setting, lead};

pub async fn submitted(setting: &Setting) -> Nic {
    let (nic, etag) = setting.complete().await;
    let submit = matching(Some(etag));
    setting
        .intake
        .ask_with(&lead(), "submit-application", &[("nic", &nic)], json!({}), &submit)
        .await
        .expect("submitted");
    nic.parse().expect("a NIC")
}

#[tokio::test]
async fn a_case_told_twice_and_out_of_order_moves_the_application_forward_only() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let review = Teller::start(Owner::Review, &setting.nats).await?;
    let nic = submitted(&setting).await;
    let version = "v0.1".parse()?;
    for stage in [CaseStage::Decision, CaseStage::Assurance] {
        review.tell(Outgoing::fact(&CaseMovedV1 { nic: nic.clone(), stage })).await?;
    }
    for _ in 0..2 {
        review.tell(Outgoing::fact(&CaseOpenedV1 { nic: nic.clone(), version })).await?;
    }
    let approved = ApplicationApprovedV1 {
        nic: nic.clone(),
        version,
        sha256: "0".repeat(64),
        organisation: "NORTHMERE".parse()?,
        title: "Stroke outcomes after screening".to_owned(),
        decided_on: date(2026, 11, 22),
        with_conditions: false,
    };
    for _ in 0..2 {
        review.tell(Outgoing::fact(&approved)).await?;
    }
    until("all was heard", async || setting.count("select count(*) from inbox").await == 6).await?;
    let shown = setting.intake.ask(&lead(), "get-application", &[("nic", nic.as_str())], json!(null)).await.unwrap();
    assert_eq!(shown.body["state"], "APPROVED");
    assert_eq!(setting.count("select chain_length from aggregates where aggregate = 'application'").await, 6);
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn a_question_told_twice_is_asked_once_and_its_answer_and_a_withdrawal_leave_for_the_broker() -> anyhow::Result<()>
{
    let setting = Setting::start().await?;
    let review = Teller::start(Owner::Review, &setting.nats).await?;
    let nic = submitted(&setting).await;
    let text = Some("Why ten years?".to_owned());
    let worded = ClarificationTextV1 { nic: nic.clone(), clarification: 1, round: 1, text };
    let raised = ClarificationRaisedV1 {
        nic: nic.clone(),
        clarification: 1,
        round: 1,
        section: SectionName::DataSets,
        standard: None,
        severity: ClarificationSeverity::Blocking,
        due: date(2126, 12, 18),
        lapses_on: date(2127, 2, 18),
    };
    for _ in 0..2 {
        review.tell(Outgoing::fact(&raised)).await?;
        review.tell(Outgoing::fact(&worded)).await?;
        review.tell(Outgoing::fact(&CaseMovedV1 { nic: nic.clone(), stage: CaseStage::Clarification })).await?;
    }
    until("all was heard", async || setting.count("select count(*) from inbox").await == 6).await?;
    let params = [("nic", nic.as_str()), ("id", "1")];
    for _ in 0..2 {
        let body = json!({"text": "Strokes are rare."});
        let answered =
            setting.intake.ask_with(&lead(), "answer-clarification", &params, body, &keyed("one")).await.unwrap();
        assert_eq!(answered.status, 201);
    }
    let shown = setting.intake.ask(&lead(), "get-application", &params, json!(null)).await.unwrap();
    assert_eq!(shown.body["clarifications"].as_array().map(Vec::len), Some(1));
    assert_eq!(shown.body["clarifications"][0]["rounds"][0]["answer"], "Strokes are rare.");
    let withdraw = matching(shown.etag);
    setting.intake.ask_with(&lead(), "withdraw-application", &params, json!({}), &withdraw).await.unwrap();
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn a_poisoned_fact_is_a_dead_letter_and_the_next_reference_goes_on() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let review = Teller::start(Owner::Review, &setting.nats).await?;
    let nic = submitted(&setting).await;
    let other: Nic = "DARS-NIC-900999-A1B2C".parse()?;
    let mut poison = Outgoing::fact(&CaseOpenedV1 { nic: other, version: "v0.1".parse()? });
    poison.body = json!({"nic": 7});
    review.tell(poison).await?;
    review.tell(Outgoing::fact(&CaseOpenedV1 { nic, version: "v0.1".parse()? })).await?;
    until("both were handled", async || setting.count("select count(*) from inbox").await == 2).await?;
    assert_eq!(setting.count("select count(*) from dead_letters where code = 'unreadable'").await, 1);
    assert_eq!(setting.count("select count(*) from aggregates where state ->> 'state' = 'IN_REVIEW'").await, 1);
    Ok(())
}
