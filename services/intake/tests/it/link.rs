//! The enquirer's secret link.

use dars_bus::{
    Problem, Reply,
    rpc::{EnquirerProof, With},
};
use dars_kit::{Settings, links::LinkKeys};
use dars_testkit::service::{keyed, matching};
use serde_json::{Value, json};

use crate::setting::{Setting, triage};

pub const KEYS: &str = "service.links.keys = \"a-key-of-thirty-two-characters-00\"\n";

pub fn keys() -> LinkKeys {
    LinkKeys::of(&Settings::of("", KEYS).unwrap()).unwrap()
}

fn link(enquiry: &str, generation: u32) -> EnquirerProof {
    EnquirerProof::Link(keys().link(&enquiry.parse().unwrap(), generation).unwrap())
}

async fn by(
    setting: &Setting,
    proof: EnquirerProof,
    action: &str,
    on: &str,
    body: Value,
    with: &With,
) -> Result<Reply, Problem> {
    setting.intake.ask_showing(proof, action, &[("reference", on)], body, with).await
}

async fn get(setting: &Setting, proof: EnquirerProof, on: &str) -> Result<Reply, Problem> {
    by(setting, proof, "get-enquiry", on, json!(null), &With::default()).await
}

async fn officer(setting: &Setting, action: &str, on: &str, body: Value, version: i64) -> Reply {
    setting.intake.ask_with(&triage(), action, &[("reference", on)], body, &matching(Some(version))).await.unwrap()
}

async fn run(setting: &Setting, statement: &'static str) {
    sqlx::query(statement).execute(&setting.intake.started.context.pool).await.unwrap();
}

#[tokio::test]
async fn whoever_holds_the_link_reads_replies_closes_and_reopens_without_a_sign_in() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let enquiry = setting.raise().await;
    officer(
        &setting,
        "route-enquiry",
        &enquiry,
        json!({"team": "public-help", "reason": "They ask for themselves."}),
        1,
    )
    .await;
    officer(&setting, "ask-enquirer", &enquiry, json!({"text": "Which years?"}), 2).await;
    let shown = get(&setting, link(&enquiry, 1), &enquiry).await.unwrap();
    assert_eq!(
        (&shown.body["state"], &shown.body["messages"][0]["text"]),
        (&json!("AWAITING_ENQUIRER"), &json!("Which years?"))
    );

    for _ in 0..2 {
        let said = json!({"text": "All of them."});
        let reply = by(&setting, link(&enquiry, 1), "add-message", &enquiry, said, &keyed("once")).await.unwrap();
        assert_eq!((&reply.body["state"], &reply.body["number"]), (&json!("WITH_EXPERT"), &json!(2)));
    }
    let shown = get(&setting, link(&enquiry, 1), &enquiry).await.unwrap();
    assert_eq!(shown.body["messages"][1]["by_officer"], false);
    let (settled, read) = (json!({"reason": "settled"}), matching(shown.etag));
    let closed = by(&setting, link(&enquiry, 1), "close-enquiry", &enquiry, settled, &read).await.unwrap();
    assert_eq!(closed.body["state"], "CLOSED");
    let again = json!({"reason": "More came up."});
    let reopened =
        by(&setting, link(&enquiry, 1), "reopen-enquiry", &enquiry, again, &matching(closed.etag)).await.unwrap();
    assert_eq!(reopened.body["state"], "TRIAGED");
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn a_wrong_token_is_told_the_same_as_of_an_enquiry_that_there_is_not() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let (one, other) = (setting.raise().await, setting.raise().await);
    let session = EnquirerProof::Session(keys().link(&one.parse()?, 1).unwrap());
    let nothing = get(&setting, link("ENQ-2025-999999", 1), "ENQ-2025-999999").await.unwrap_err();
    assert_eq!((nothing.status, nothing.code.as_str()), (404, "enquiry-unknown"));
    for proof in [link(&other, 1), link(&one, 2), EnquirerProof::Link(String::new()), session] {
        for (action, body) in [
            ("get-enquiry", json!(null)),
            ("add-message", json!({"text": "Let me in."})),
            ("close-enquiry", json!({"reason": "settled"})),
            ("reopen-enquiry", json!({"reason": "Please."})),
            ("open-enquiry-link", json!(null)),
        ] {
            let refused = by(&setting, proof.clone(), action, &one, body, &matching(Some(1))).await.unwrap_err();
            assert_eq!(serde_json::to_value(&refused)?, serde_json::to_value(&nothing)?, "{action} {proof:?}");
        }
    }
    for action in ["triage-enquiry", "answer-enquiry", "convert-enquiry"] {
        let body = json!({"text": "x", "organisation": "NORTHMERE", "lead": "x"});
        let refused = by(&setting, link(&one, 1), action, &one, body, &matching(Some(1))).await.unwrap_err();
        assert!([400, 401].contains(&refused.status), "{action} {}", refused.code);
    }
    assert_eq!(setting.count("select count(*) from aggregates where aggregate = 'enquiry' and version > 1").await, 0);
    Ok(())
}

#[tokio::test]
async fn a_program_that_opens_every_link_of_a_mail_uses_nothing_up() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let enquiry = setting.raise().await;
    let mut sessions = Vec::new();
    for _ in 0..3 {
        let opened = by(&setting, link(&enquiry, 1), "open-enquiry-link", &enquiry, json!(null), &With::default())
            .await
            .unwrap();
        assert_eq!(opened.body["seconds"], 8 * 3600);
        sessions.push(opened.body["session"].as_str().unwrap().to_owned());
    }
    for session in sessions {
        let session = EnquirerProof::Session(session);
        assert_eq!(get(&setting, session.clone(), &enquiry).await.unwrap().status, 200);
        let opened = by(&setting, session, "open-enquiry-link", &enquiry, json!(null), &With::default()).await;
        assert_eq!(opened.unwrap_err().status, 404, "a session makes no further one");
    }
    Ok(())
}

#[tokio::test]
async fn a_link_ends_thirty_days_after_the_end_and_another_can_be_asked_for() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let enquiry = setting.raise().await;
    officer(&setting, "answer-enquiry", &enquiry, json!({"text": "Here."}), 1).await;
    assert!(get(&setting, link(&enquiry, 1), &enquiry).await.is_ok());
    run(&setting, "update enquiry_links set closed_on = closed_on - 30").await;
    assert!(get(&setting, link(&enquiry, 1), &enquiry).await.is_ok());
    run(&setting, "update enquiry_links set closed_on = closed_on - 1").await;
    assert_eq!(get(&setting, link(&enquiry, 1), &enquiry).await.unwrap_err().status, 404);

    let ask = async |email: &str, on: &str| {
        let (public, params) = (dars_vocabulary::Actor::public(), [("reference", on)]);
        let asked = setting.intake.ask(&public, "renew-enquiry-link", &params, json!({"email": email}));
        asked.await.map(|reply| (reply.status, reply.body))
    };
    let right = ask("EDITH@quill.example", &enquiry).await.unwrap();
    assert_eq!(right.0, 202);
    for (email, on) in [("eve@quill.example", enquiry.as_str()), ("edith@quill.example", "ENQ-2025-999999")] {
        assert_eq!(ask(email, on).await.unwrap(), right, "{email} {on}");
    }
    // Whoever asks again and again gets one.
    assert_eq!(ask("edith@quill.example", &enquiry).await.unwrap(), right);
    assert_eq!(setting.count("select count(*) from outbox where subject like '%enquiry_link_renewed%'").await, 1);
    assert!(get(&setting, link(&enquiry, 2), &enquiry).await.is_ok());
    assert_eq!(get(&setting, link(&enquiry, 1), &enquiry).await.unwrap_err().status, 404, "the older one is over");
    assert_eq!(ask("no address", &enquiry).await.unwrap_err().code, "values-unacceptable");
    setting.intake.is_quiet().await
}

#[tokio::test]
async fn no_table_and_no_message_ever_holds_a_link_or_a_session() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let enquiry = setting.raise().await;
    let opened =
        by(&setting, link(&enquiry, 1), "open-enquiry-link", &enquiry, json!(null), &With::default()).await.unwrap();
    let session = opened.body["session"].as_str().unwrap().to_owned();
    by(
        &setting,
        EnquirerProof::Session(session.clone()),
        "add-message",
        &enquiry,
        json!({"text": "Hello."}),
        &keyed("k"),
    )
    .await
    .unwrap();
    setting.intake.is_quiet().await?;
    let pool = &setting.intake.started.context.pool;
    let tables: Vec<String> =
        sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public'")
            .fetch_all(pool)
            .await?;
    let token = keys().link(&enquiry.parse()?, 1).unwrap();
    let secrets = [token, session.split_once('.').unwrap().1.to_owned(), keys().reply(&enquiry.parse()?).unwrap()];
    for table in tables {
        // Bytes as the text they are, where they are text.
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select row_to_json(t)::text from {table} t")))
                .fetch_all(pool)
                .await?;
        let bytes: Vec<String> = rows.iter().map(|row| row.replace("\\\\x", "")).collect();
        for secret in &secrets {
            let hex = dars_bus::chain::hex(secret.as_bytes());
            assert!(!rows.iter().any(|row| row.contains(secret)), "{table}");
            assert!(!bytes.iter().any(|row| row.contains(&hex)), "{table}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn without_a_key_no_link_opens_anything() -> anyhow::Result<()> {
    let setting = Setting::start().await?;
    let enquiry = setting.raise().await;
    assert_eq!(get(&setting, link(&enquiry, 1), &enquiry).await.unwrap_err().status, 404);
    Ok(())
}

#[tokio::test]
async fn who_is_not_signed_in_says_by_the_link_how_they_found_it_once_for_their_group() -> anyhow::Result<()> {
    let setting = Setting::start_with(KEYS).await?;
    let body = json!({"name": "Edith Quill", "email": "edith@quill.example", "topic": "other",
        "purpose_text": "Which statistics are there?"});
    let raised = setting.intake.ask(&dars_vocabulary::Actor::public(), "raise-enquiry", &[], body).await;
    let enquiry = raised.unwrap().body["reference"].as_str().unwrap().to_owned();
    let said = |ease| json!({"ease": ease, "clarity": 5, "comment": "Be quicker.", "sector": "charities"});
    let give = async |body, key: &str| {
        by(&setting, link(&enquiry, 1), "give-enquiry-feedback", &enquiry, body, &keyed(key)).await
    };
    assert_eq!(give(said(4), "early").await.unwrap_err().code, "feedback-not-asked");
    officer(&setting, "answer-enquiry", &enquiry, json!({"text": "See the list."}), 1).await;
    let shown = get(&setting, link(&enquiry, 1), &enquiry).await.unwrap();
    assert!(shown.body["feedback_until"].is_string(), "{}", shown.body);
    assert_eq!(give(said(0), "wrong").await.unwrap_err().errors[0].pointer, "/ease");
    assert_eq!(give(said(4), "once").await.unwrap().status, 201);
    assert_eq!(give(said(4), "once").await.unwrap().status, 201, "sent twice, counted once");
    assert_eq!(give(said(2), "again").await.unwrap_err().code, "feedback-given-already");
    let shown = get(&setting, link(&enquiry, 1), &enquiry).await.unwrap();
    assert!(shown.body["feedback_until"].is_null());
    let stranger = EnquirerProof::Link("another-token-that-opens-nothing-at-all-000".to_owned());
    let refused = by(&setting, stranger, "give-enquiry-feedback", &enquiry, said(1), &keyed("x")).await.unwrap_err();
    assert_eq!(refused.status, 404);
    let marks: (String, i16, i16) = sqlx::query_as("select sector, ease, clarity from feedback_marks")
        .fetch_one(&setting.intake.started.context.pool)
        .await?;
    assert_eq!(marks, ("charities".to_owned(), 4, 5));
    Ok(())
}
