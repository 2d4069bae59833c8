//! From an enquiry to a submitted application.

use dars_bus::journal;
use dars_testkit::service::{keyed, matching, person};
use serde_json::json;

use crate::setting::{Setting, lead, triage};

#[tokio::test]
async fn an_enquiry_is_raised_routed_and_converted() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let enquiry = setting.raise().await;
    let routed = setting
        .intake
        .ask_with(
            &triage(),
            "route-enquiry",
            &[("reference", &enquiry)],
            json!({"team": "data-applications"}),
            &matching(Some(1)),
        )
        .await
        .unwrap();
    assert_eq!((routed.etag, &routed.body["state"]), (Some(2), &json!("WITH_EXPERT")));
    setting
        .intake
        .ask(&triage(), "add-message", &[("reference", &enquiry)], json!({"text": "Which years?"}))
        .await
        .unwrap();
    let shown = setting.intake.ask(&triage(), "get-enquiry", &[("reference", &enquiry)], json!(null)).await.unwrap();
    assert_eq!(shown.body["messages"][0]["text"], "Which years?");
    let converted = setting
        .intake
        .ask_with(
            &triage(),
            "convert-enquiry",
            &[("reference", &enquiry)],
            json!({"organisation": "NORTHMERE", "lead": "applicant-lead"}),
            &matching(Some(3)),
        )
        .await
        .unwrap();
    assert!(converted.body["nic"].as_str().unwrap().starts_with("DARS-NIC-100001-"));
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn a_draft_is_checked_saved_and_submitted() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let (nic, etag) = setting.draft().await;
    let empty = setting.intake.ask(&lead(), "check-application", &[("nic", &nic)], json!(null)).await.unwrap();
    assert!(empty.body["errors"].as_u64().unwrap() > 5);
    let refused = setting
        .intake
        .ask_with(&lead(), "submit-application", &[("nic", &nic)], json!({}), &matching(Some(etag)))
        .await
        .unwrap_err();
    assert_eq!((refused.status, refused.code.as_str()), (422, "rules-not-met"));
    assert!(refused.errors.len() > 5);

    let (nic, etag) = setting.complete().await;
    let good = setting.intake.ask(&lead(), "check-application", &[("nic", &nic)], json!(null)).await.unwrap();
    let stops_now = |found: &serde_json::Value| found["severity"] == "error" && found["stage"] == "submit";
    assert!(!good.body["findings"].as_array().unwrap().iter().any(stops_now), "{}", good.body);
    let submit = matching(Some(etag));
    let done =
        setting.intake.ask_with(&lead(), "submit-application", &[("nic", &nic)], json!({}), &submit).await.unwrap();
    assert_eq!(done.body["version"], "v0.1");
    let shown = setting.intake.ask(&lead(), "get-application", &[("nic", &nic)], json!(null)).await.unwrap();
    assert_eq!((&shown.body["state"], &shown.body["pen_holder"]), (&json!("SUBMITTED"), &json!("body")));
    assert_eq!(shown.body["content"]["title"], "Stroke outcomes after screening");
    setting.intake.is_quiet().await?;
    let mut connection = setting.intake.started.context.pool.acquire().await?;
    assert_eq!(journal::verify(&mut connection).await?.broken, Vec::<String>::new());
    // The whole version goes to the services that work on it, just before the public fact.
    let told: Vec<String> =
        sqlx::query_scalar("select split_part(subject, '.', 3) from outbox where subject like '%' || $1 order by id")
            .bind(&nic)
            .fetch_all(&mut *connection)
            .await?;
    // The page of its privacy notice is named when it is saved, and again with the submission.
    let (named, submitted) = ("privacy_notice_named", ["application_version", "application_submitted"]);
    assert_eq!(
        told,
        [["application_people", "application_opened"].as_slice(), &[named], &submitted, &[named]].concat()
    );
    Ok(())
}

#[tokio::test]
async fn a_stale_save_is_told_so_and_loses_nothing() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let (nic, etag) = setting.draft().await;
    setting.save(&nic, "outputs", etag, json!({"expected": "One"})).await;
    let params = [("nic", nic.as_str()), ("section", "outputs")];
    let stale = setting
        .intake
        .ask_with(&lead(), "save-section", &params, json!({"expected": "Two"}), &matching(Some(etag)))
        .await
        .unwrap_err();
    assert_eq!(stale.status, 412);
    let shown = setting.intake.ask(&lead(), "get-application", &[("nic", &nic)], json!(null)).await.unwrap();
    assert_eq!(shown.body["content"]["outputs"]["expected"], "One");
    Ok(())
}

#[tokio::test]
async fn a_repeated_message_is_written_once() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let enquiry = setting.raise().await;
    let params = [("reference", enquiry.as_str())];
    for _ in 0..3 {
        let reply = setting
            .intake
            .ask_with(&triage(), "add-message", &params, json!({"text": "Hello"}), &keyed("one"))
            .await
            .unwrap();
        assert_eq!(reply.body["number"], 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_question_its_reply_and_the_end_of_an_enquiry_leave_for_the_broker() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let enquirer = person("edith", &[]);
    let body =
        json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "other", "purpose_text": "Help."});
    let raised = setting.intake.ask(&enquirer, "raise-enquiry", &[], body).await;
    let enquiry = raised.unwrap().body["reference"].as_str().unwrap().to_owned();
    let params = [("reference", enquiry.as_str())];
    for (actor, action, body, version, state) in [
        (&triage(), "triage-enquiry", json!({}), Some(1), "TRIAGED"),
        (
            &triage(),
            "route-enquiry",
            json!({"team": "public-help", "reason": "They ask for help."}),
            Some(2),
            "WITH_EXPERT",
        ),
        (&triage(), "ask-enquirer", json!({"text": "Which?"}), Some(3), "AWAITING_ENQUIRER"),
        (&enquirer, "add-message", json!({"text": "All."}), None, "WITH_EXPERT"),
        (&enquirer, "close-enquiry", json!({"reason": "settled"}), Some(5), "CLOSED"),
        (&triage(), "reopen-enquiry", json!({"reason": "More came."}), Some(6), "TRIAGED"),
    ] {
        let done = setting.intake.ask_with(actor, action, &params, body, &matching(version)).await.unwrap();
        assert_eq!(done.body["state"], state, "{action}");
    }
    setting.intake.is_quiet().await
}
