//! `POST /signpost`: where to go, for anyone, and nothing of it is kept.

use dars_bus::{Problem, Reply};
use dars_intake::cli::{load, packed};
use dars_vocabulary::Actor;
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, no};

async fn ask(desk: &Desk, body: Value) -> Result<Reply, Problem> {
    desk.ask(&Actor::public(), "signpost", &[], body, None, TODAY).await
}

/// How many rows there are in all tables.
async fn rows(desk: &Desk) -> i64 {
    let tables: Vec<String> =
        sqlx::query_scalar("select table_name::text from information_schema.tables where table_schema = 'public'")
            .fetch_all(&desk.pool)
            .await
            .unwrap();
    let mut sum = 0;
    for table in tables {
        let query = sqlx::AssertSqlSafe(format!("select count(*) from {table}"));
        sum += sqlx::query_scalar::<_, i64>(query).fetch_one(&desk.pool).await.unwrap();
    }
    sum
}

#[tokio::test]
async fn whoever_needs_counts_is_shown_the_statistics_and_how_to_go_on_anyway() {
    let desk = Desk::open().await;
    load(&desk.context, &packed().unwrap()).await.unwrap();
    let before = rows(&desk).await;
    // F11: weekly waits in A&E, by trust.
    let answer = ask(&desk, json!({"who": "organisation", "level": "aggregate", "data_sets": ["ecds"]})).await.unwrap();
    let body = answer.body;
    assert_eq!((answer.status, &body["to"], &body["line"]), (200, &json!("published-statistics"), &json!(5)));
    assert_eq!(body["published"][0]["data_set"], "ecds");
    assert!(body["links"][0]["title"].as_str().unwrap().contains("waiting times"));
    assert_eq!(body["enquire"]["despite"]["to"], "published-statistics");
    assert_eq!(body["enquire"]["path"], "/enquiries");
    assert_eq!(rows(&desk).await, before);
}

#[tokio::test]
async fn whoever_asks_for_data_sets_is_told_which_services_fit_best_first() {
    let desk = Desk::open().await;
    load(&desk.context, &packed().unwrap()).await.unwrap();
    let mut body = json!({"who": "organisation", "organisation_type": "academic", "level": "pseudonymised",
        "data_sets": ["hes-apc", "hes-cc"], "frequency": "system-access", "users": 2, "months": 24});
    let answer = ask(&desk, body.clone()).await.unwrap().body;
    assert_eq!((&answer["to"], &answer["by"]["day"]), (&json!("data-applications"), &json!("2026-12-04")));
    let first = &answer["services"]["fits"][0];
    assert_eq!((&first["service"], &first["reasons"][0]["code"]), (&json!("sde"), &json!("data-stays")));
    // £1,431 + £694 + £434 + 2 × £488 + 2 × 24 × £472.
    assert_eq!(first["cost"]["low_pence"], json!((1431 + 694 + 434 + 2 * 488 + 2 * 24 * 472) * 100));
    body["data_sets"] = json!(["hes-apc", "tea"]);
    let answer = ask(&desk, body.clone()).await.unwrap().body;
    assert_eq!(answer["services"]["remarks"][0]["code"], "data-set-unknown");
    // Nobody is matched who asks for themselves.
    body["who"] = json!("public");
    assert!(ask(&desk, body).await.unwrap().body.get("services").is_none());
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_named() {
    let desk = Desk::open().await;
    let before = rows(&desk).await;
    for (body, expected) in [
        (json!({}), (400, "malformed")),
        (json!([]), (400, "malformed")),
        (Value::Null, (400, "malformed")),
        (json!({"who": "organisation", "purpose_text": "Please help."}), (400, "malformed")),
        (json!({"who": "guild"}), (422, "value-not-acceptable")),
        (json!({"who": "organisation", "months": 0}), (422, "values-unacceptable")),
        (json!({"who": "organisation", "data_sets": vec!["ecds"; 51]}), (422, "values-unacceptable")),
    ] {
        let (status, code) = no(ask(&desk, body).await);
        assert_eq!((status, code.as_str()), expected);
    }
    let wrong = ask(&desk, json!({"who": "organisation", "users": 0})).await.unwrap_err();
    assert_eq!(wrong.errors[0].pointer, "/users");
    assert_eq!(rows(&desk).await, before);
}
