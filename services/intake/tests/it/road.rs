//! From an enquiry to a submitted application.

use dars_bus::journal;
use dars_testkit::service::{keyed, matching};
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
    assert_eq!(good.body["errors"], 0, "{}", good.body);
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
    assert_eq!(told, ["application_people", "application_opened", "application_version", "application_submitted"]);
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
