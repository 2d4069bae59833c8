//! How long enquiries take, as everyone may read it: counters that follow each enquiry and name nobody.

use dars_vocabulary::Actor;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, expert, officer, triage};

impl Desk {
    async fn performance(&self, day: Date) -> Value {
        self.ask(&Actor::public(), "performance", &[], Value::Null, None, day).await.unwrap().body
    }

    /// Raised today, routed on one day, answered on another.
    async fn answered(&self, routed: Date, answered: Date) -> String {
        let enquiry = self.raise().await;
        self.on(&triage(), "route-enquiry", &enquiry, json!({"team": "data-applications"}), routed).await.unwrap();
        self.on(&officer(), "answer-enquiry", &enquiry, json!({"text": "Yes."}), answered).await.unwrap();
        enquiry
    }
}

/// The next Monday, and the one after.
const NEXT: Date = date(2026, 11, 30);
const LATER: Date = date(2026, 12, 7);

#[tokio::test]
async fn each_stage_is_counted_in_working_days_once_there_are_enough() {
    let desk = Desk::open().await;
    for _ in 0..4 {
        desk.answered(NEXT, LATER).await;
    }
    let told = desk.performance(LATER).await;
    assert_eq!(told["ended"]["ANSWERED"], "fewer than 5");
    assert_eq!(
        (&told["stages"]["NEW"]["count"], &told["stages"]["NEW"]["days"]),
        (&json!("fewer than 5"), &Value::Null)
    );
    assert_eq!(told["days_to_the_end"], Value::Null);
    desk.answered(NEXT, LATER).await;
    let told = desk.performance(LATER).await;
    assert_eq!(told["ended"]["ANSWERED"], 5);
    let days = |days: f64| json!({"lower_quartile": days, "median": days, "upper_quartile": days});
    let raised = dars_rules::clock::days(TODAY, &[], NEXT).our_days;
    assert_eq!(told["stages"]["NEW"], json!({"count": 5, "days": days(f64::from(raised))}));
    assert_eq!(told["stages"]["WITH_EXPERT"], json!({"count": 5, "days": days(5.0)}));
    assert_eq!(told["stages"]["TRIAGED"], json!({"count": 0, "days": null}));
    assert_eq!(told["days_to_the_end"], days(f64::from(raised) + 5.0));
    assert_eq!(told["under_way"], json!({"NEW": 0, "TRIAGED": 0, "WITH_EXPERT": 0, "AWAITING_ENQUIRER": 0}));
}

#[tokio::test]
async fn a_subtraction_tells_no_small_count_either() {
    let desk = Desk::open().await;
    for _ in 0..6 {
        desk.answered(NEXT, NEXT).await;
    }
    let asked = desk.asked().await;
    let told = desk.performance(NEXT).await;
    assert_eq!(told["under_way"]["AWAITING_ENQUIRER"], "fewer than 5");
    // No total is told, and the six are told until another end is as small.
    assert_eq!(told["ended"]["ANSWERED"], 6);
    desk.on(&officer(), "close-enquiry", &asked, json!({"reason": "settled"}), NEXT).await.unwrap();
    let told = desk.performance(NEXT).await;
    assert_eq!((&told["ended"]["CLOSED"], &told["ended"]["ANSWERED"]), (&json!("fewer than 5"), &json!("withheld")));
    assert!(told["under_way"]["AWAITING_ENQUIRER"] == 0 && !told.to_string().contains("Quill"));
}

#[tokio::test]
async fn an_end_that_is_undone_no_longer_counts_and_the_next_one_does() {
    let desk = Desk::open().await;
    let mut last = String::new();
    for _ in 0..6 {
        last = desk.answered(NEXT, NEXT).await;
    }
    desk.on(&officer(), "reopen-enquiry", &last, json!({"reason": "More was asked."}), LATER).await.unwrap();
    let told = desk.performance(LATER).await;
    assert_eq!((&told["ended"]["ANSWERED"], &told["under_way"]["TRIAGED"]), (&json!(5), &json!("fewer than 5")));
    desk.on(&triage(), "route-enquiry", &last, json!({"team": "data-applications"}), LATER).await.unwrap();
    desk.on(&expert(), "ask-enquirer", &last, json!({"text": "Which?"}), LATER).await.unwrap();
    // A message moves nothing.
    desk.ask(&crate::desk::enquirer(), "add-message", &[("reference", &last)], json!({"text": "All."}), None, LATER)
        .await
        .unwrap();
    desk.on(&officer(), "answer-enquiry", &last, json!({"text": "Yes."}), LATER).await.unwrap();
    assert_eq!(desk.performance(LATER).await["ended"]["ANSWERED"], 6);
    let (rows, spells): (i64, i64) = sqlx::query_as(
        "select (select count(*) from enquiry_counts), (select count(*) from enquiry_spells where total_days is not null)",
    )
    .fetch_one(&desk.pool)
    .await
    .unwrap();
    assert!(rows <= 8 && spells == 6, "{rows} {spells}");
}

#[tokio::test]
async fn what_ended_more_than_twelve_months_ago_no_longer_counts() {
    let desk = Desk::open().await;
    for _ in 0..5 {
        desk.answered(NEXT, NEXT).await;
    }
    // November counts as a whole until November is over.
    for (day, count) in [(date(2027, 11, 30), 5), (date(2027, 12, 1), 0)] {
        assert_eq!(desk.performance(day).await["ended"]["ANSWERED"], count, "{day}");
    }
}

#[tokio::test]
async fn what_waits_goes_on_behind_any_task() {
    use dars_messages::requests::tasks::{Place, Tasks};

    let desk = Desk::open().await;
    for _ in 0..3 {
        desk.raise().await;
    }
    let ask = async |cursor: &str| desk.ask(&triage(), "tasks", &[("cursor", cursor)], Value::Null, None, TODAY).await;
    let all: Tasks = serde_json::from_value(ask("").await.unwrap().body).unwrap();
    assert!(all.items.len() >= 3 && all.items.is_sorted_by_key(Place::of), "{all:?}");
    for (at, task) in all.items.iter().enumerate() {
        let rest: Tasks = serde_json::from_value(ask(&Place::of(task).to_string()).await.unwrap().body).unwrap();
        assert_eq!(rest.items, all.items[at + 1..]);
    }
    assert_eq!(ask("x").await.unwrap_err().status, 400);
}
