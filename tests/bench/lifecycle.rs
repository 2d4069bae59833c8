//! `lifecycle`: the thin road, from enquiry to published entry, per second, 16 at a time; the application is the first
//! story's.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use dars_stack::{Stack, api::Api, fixtures};
use dars_tests::form;
use dars_vocabulary::{content::SectionName, london_date};
use serde_json::{Value, json};

use crate::figure::Sheet;

/// How many days an agreement lasts: longer than the ladder is.
const TERM: i64 = 700;

/// Drives whole roads for `period`.
pub async fn measure(sheet: &mut Sheet, stack: &Stack, period: Duration) -> anyhow::Result<()> {
    let today = london_date(fixtures::Fixtures::read()?.calendar.anchor);
    let mut sections = vec![(SectionName::Title, json!({"title": "Stroke outcomes after screening"}))];
    sections.extend(form::sections(&fixtures::story("F01")?, today, TERM)?);
    let begun = Instant::now();
    let done = AtomicU32::new(0);
    let each = (0..16).map(|_| async {
        let api = stack.api()?;
        while begun.elapsed() < period {
            travel(&api, &sections).await?;
            done.fetch_add(1, Ordering::Relaxed);
        }
        anyhow::Ok(())
    });
    futures::future::try_join_all(each).await?;
    let value = f64::from(done.into_inner()) / begun.elapsed().as_secs_f64();
    sheet.write("lifecycle", value, "roads/s", None);
    Ok(())
}

/// Waits until `path` answers with what `ready` asks for.
async fn when(
    api: &Api,
    by: &str,
    path: &str,
    ready: impl Fn(&Value) -> bool,
) -> anyhow::Result<(Value, Option<String>)> {
    let begun = Instant::now();
    loop {
        let answer = api.get(path).by(by).send().await?;
        if answer.status == 200 && ready(&answer.body) {
            return Ok((answer.body, answer.etag));
        }
        anyhow::ensure!(begun.elapsed() < Duration::from_mins(1), "{path} never came to be: {}", answer.body);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn travel(api: &Api, sections: &[(SectionName, Value)]) -> anyhow::Result<()> {
    let raised = api
        .post(
            "/enquiries",
            json!({"name": "An enquirer", "email": "enquirer@bench.example", "topic": "new-data-request",
                "purpose_text": "A question for the bench."}),
        )
        .done()
        .await?;
    let enquiry = raised.text("/reference");
    let body = json!({"team": "data-applications"});
    let routed = api.post(&format!("/enquiries/{enquiry}/route"), body).by("triage-officer").reading(raised.etag);
    let body = json!({"organisation": "NORTHMERE", "lead": "applicant-lead", "preliminary": "accepted",
        "feasible": {"holds": true}, "right_service": {"holds": true}});
    let path = format!("/enquiries/{enquiry}/convert");
    let converted = api.post(&path, body).by("case-officer").reading(routed.done().await?.etag).done().await?;
    let nic = converted.text("/nic");
    let mut etag = converted.etag;
    for (section, body) in sections {
        let path = format!("/applications/{nic}/sections/{}", section.code());
        etag = api.put(&path, body.clone()).by("applicant-lead").reading(etag).done().await?.etag;
    }
    let path = format!("/applications/{nic}/submit");
    api.post(&path, json!({})).by("applicant-lead").reading(etag).done().await?;
    let case = format!("/cases/{nic}");
    let (_, mut etag) = when(api, "case-officer", &case, |_| true).await?;
    for (verb, by, body) in [
        ("assign", "case-officer", json!({})),
        ("assess", "case-officer", json!({"step": "ready"})),
        ("checks", "case-officer", json!({ "of": "ons", "question": "Did the statistics office approve this use?" })),
    ] {
        etag = api.post(&format!("{case}/{verb}"), body).by(by).reading(etag).done().await?.etag;
    }
    let approved = json!({ "outcome": "satisfied", "note": "It did." });
    api.post(&format!("{case}/checks/1/answer"), approved).by("ig-adviser").done().await?;
    let (_, mut etag) = when(api, "case-officer", &case, |_| true).await?;
    for (verb, by, body) in [
        (
            "assess",
            "case-officer",
            json!({"step": "no_advice_needed", "reason": "A known pattern.", "open_standards": "None was written down one by one."}),
        ),
        ("decision", "approver", json!({"outcome": "approve"})),
    ] {
        etag = api.post(&format!("{case}/{verb}"), body).by(by).reading(etag).done().await?.etag;
    }
    let agreement = format!("/agreements/{nic}");
    let (_, etag) = when(api, "case-officer", &agreement, |_| true).await?;
    let issued = api.post(&format!("{agreement}/issue"), json!({})).by("case-officer").reading(etag).done().await?;
    let sha256 = issued.text("/sha256");
    for (by, side, organisation) in [("signatory", "organisation", "NORTHMERE"), ("body-signatory", "body", "BODY01")] {
        let body = json!({"sha256": sha256, "side": side, "organisation": organisation});
        api.post(&format!("{agreement}/signatures"), body).by(by).done().await?;
    }
    let pending = "/register/pending";
    let mine = |entry: &Value| entry.get("nic").and_then(Value::as_str) == Some(&nic);
    let listed = |body: &Value| body.get("items").and_then(Value::as_array).is_some_and(|items| items.iter().any(mine));
    let (body, _) = when(api, "register-publisher", pending, listed).await?;
    let entries = body.get("items").and_then(Value::as_array).context("entries")?;
    let version = entries.iter().find(|entry| mine(entry)).and_then(|entry| entry.get("etag")).cloned();
    let etag = version.map(|version| format!("\"{}\"", version.to_string().trim_matches('"')));
    let path = format!("/register/agreements/{nic}/publish");
    api.post(&path, json!({"no_personal_names": true})).by("register-publisher").reading(etag).done().await?;
    Ok(())
}
