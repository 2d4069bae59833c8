//! How long cases take: what everyone may read, and what is forecast to those whose case it is.

use dars_bus::Reply;
use dars_messages::facts::intake::ApplicationWithdrawnV1;
use dars_vocabulary::{Actor, Nic};
use serde_json::{Value, json};

use crate::desk::{
    Desk, FIRST, SECOND, ann, content, lead_told, machine, membership_told, nic, no, northmere, olu, people_told,
    raise, request, road, sam, told, version_of,
};

/// The nth case beside the one of these stories.
fn other(n: u32) -> Nic {
    format!("DARS-NIC-9002{n:02}-K4T7Q").parse().unwrap()
}

impl Desk {
    /// A command about a case, at a time of its own.
    async fn on(&self, time: &str, actor: &Actor, action: &str, nic: &Nic, body: Value) -> Reply {
        let mut connection = self.pool.acquire().await.unwrap();
        let loaded = dars_bus::aggregate::load::<dars_review::handle::Case>(&mut connection, nic.as_str()).await;
        let mut asked = request(actor, action, nic, body, Some(loaded.unwrap().version));
        asked.now = time.parse().unwrap();
        self.serve(asked).await.unwrap()
    }

    async fn performance(&self, time: &str) -> Value {
        let mut asked = request(&Actor::public(), "performance", &nic(), Value::Null, None);
        asked.now = time.parse().unwrap();
        self.serve(asked).await.unwrap().body
    }

    async fn forecast(&self, actor: &Actor) -> Value {
        self.serve(request(actor, "forecast-case", &nic(), Value::Null, None)).await.unwrap().body
    }

    /// Opens a case and takes it to its decision.
    async fn decided(&self, nic: &Nic, event: u128, decision: Value) {
        self.hear(&told(&version_of(nic.clone(), FIRST, Some(content(&[]))), event, "2026-11-02T09:00:00Z"))
            .await
            .unwrap();
        for (actor, action, body) in road() {
            let body = if action == "decide-case" { decision.clone() } else { body };
            self.on("2026-11-20T10:00:00Z", &actor, action, nic, body).await;
        }
    }

    /// Decided cases of this group, of so many days each.
    async fn history(&self, likeness: &str, days: impl IntoIterator<Item = i32>) {
        for (n, days) in days.into_iter().enumerate() {
            sqlx::query(
                "insert into decided_likes (likeness, ended_on, nic, version, our_days, your_days)
                 values ($1, '2026-10-01', $2, '0.1', $3, 2)",
            )
            .bind(likeness)
            .bind(format!("DARS-NIC-{n:06}-A1A1A"))
            .bind(days)
            .execute(&self.pool)
            .await
            .unwrap();
        }
    }
}

#[tokio::test]
async fn each_stage_is_counted_in_working_days_from_the_day_it_began() {
    let desk = Desk::open().await;
    desk.hear(&told(&version_of(nic(), FIRST, Some(content(&[]))), 1, "2026-11-02T09:00:00Z")).await.unwrap();
    let [assign, ready, no_advice, approve] = road();
    // A week in review, of which a day with two commands; then a weekend lies in assurance.
    desk.on("2026-11-04T10:00:00Z", &assign.0, assign.1, &nic(), assign.2).await;
    desk.on("2026-11-09T10:00:00Z", &ready.0, ready.1, &nic(), ready.2).await;
    desk.on("2026-11-16T10:00:00Z", &no_advice.0, no_advice.1, &nic(), no_advice.2).await;
    let told = desk.performance("2026-11-16T12:00:00Z").await;
    assert_eq!(told["under_way"], json!([{"stage": "DECISION", "cases": 1}]));
    assert_eq!(told["stages"]["IN_REVIEW"]["median"], 5.0);
    assert_eq!(told["stages"]["ASSURANCE"]["median"], 5.0);
    assert!(told["stages"].get("DECISION").is_none(), "{told}");
    assert_eq!(told["ended"], json!({}));
    desk.on("2026-11-18T10:00:00Z", &approve.0, approve.1, &nic(), approve.2).await;
    let told = desk.performance("2026-11-18T12:00:00Z").await;
    assert_eq!(told["under_way"], json!([]));
    assert_eq!(told["stages"]["DECISION"]["median"], 2.0);
    assert_eq!(told["ended"], json!({"APPROVED": 1}));
    assert_eq!(told["decided"]["our_days"]["median"], 12.0);
    assert_eq!(told["decided"]["your_days"]["median"], 0.0);
    assert_eq!(told["decided"]["within_target"], 1);
    assert_eq!(told["decided"]["target"]["provisional"], true);
}

#[tokio::test]
async fn what_ended_more_than_twelve_months_ago_no_longer_counts() {
    let desk = Desk::with_case(4).await;
    assert_eq!(desk.performance("2027-11-20T12:00:00Z").await["ended"], json!({"APPROVED": 1}));
    let later = desk.performance("2027-11-21T12:00:00Z").await;
    assert_eq!((&later["ended"], &later["stages"]), (&json!({}), &json!({})));
}

#[tokio::test]
async fn a_small_number_of_refusals_is_told_as_fewer_than_five() {
    let desk = Desk::open().await;
    let refuse = |reason: &str| json!({"outcome": "refuse", "reason": reason, "reasons": "For the applicant alone."});
    for n in 0..6 {
        desk.decided(&other(n), u128::from(100 + n), refuse("solely-commercial")).await;
    }
    desk.decided(&other(6), 200, refuse("not-feasible")).await;
    let told = desk.performance("2026-11-20T12:00:00Z").await;
    let cases = |reason: &str| {
        let rows = told["refused_because"].as_array().unwrap();
        rows.iter().find(|row| row["reason"] == reason).unwrap()["cases"].clone()
    };
    assert_eq!(told["ended"], json!({"REFUSED": 7}));
    assert_eq!(cases("not-feasible"), "fewer than 5");
    // With the total it would tell the other.
    assert_eq!(cases("solely-commercial"), "withheld");
    assert_eq!(cases("security-not-met"), 0);
    assert!(!told.to_string().contains("For the applicant"), "{told}");
}

#[tokio::test]
async fn so_few_refusals_are_told_by_no_other_figure_either() {
    let desk = Desk::open().await;
    let refuse = json!({"outcome": "refuse", "reason": "not-feasible", "reasons": "For the applicant alone."});
    for n in 0..4 {
        desk.decided(&other(n), u128::from(100 + n), refuse.clone()).await;
    }
    desk.decided(&other(4), 200, json!({"outcome": "approve"})).await;
    let told = desk.performance("2026-11-20T12:00:00Z").await;
    assert_eq!(told["ended"], json!({"APPROVED": 1, "REFUSED": "fewer than 5"}));
    // Approvals are public: with them, how many were decided would tell how many were refused.
    assert_eq!(
        (&told["decided"]["our_days"]["count"], &told["decided"]["within_target"]),
        (&json!("withheld"), &json!("withheld"))
    );
    assert!(told["decided"]["our_days"]["median"].is_number());
}

#[tokio::test]
async fn a_withdrawn_case_has_ended_and_teaches_nothing_about_decisions() {
    let desk = Desk::with_case(1).await;
    let withdrawn = ApplicationWithdrawnV1 { nic: nic(), organisation: northmere() };
    // Delivered twice.
    for event in [30, 31] {
        desk.hear(&told(&withdrawn, event, "2026-11-24T09:00:00Z")).await.unwrap();
    }
    let told = desk.performance("2026-11-24T12:00:00Z").await;
    assert_eq!(told["ended"], json!({"WITHDRAWN": 1}));
    assert_eq!(told["decided"]["our_days"], Value::Null);
    let learnt: i64 = sqlx::query_scalar("select count(*) from decided_likes").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(learnt, 0);
}

#[tokio::test]
async fn the_days_in_which_the_applicant_was_asked_are_theirs() {
    let desk = Desk::with_case(2).await;
    desk.on("2026-11-20T11:00:00Z", &olu(), "raise-clarification", &nic(), raise("Why so many years?")).await;
    let told = desk.performance("2026-11-23T12:00:00Z").await;
    assert_eq!(told["under_way"], json!([{"stage": "CLARIFICATION", "cases": 1}]));
}

#[tokio::test]
async fn a_later_version_is_counted_by_itself() {
    let desk = Desk::with_case(4).await;
    desk.hear(&told(&version_of(nic(), SECOND, Some(content(&[]))), 2, "2026-11-27T09:00:00Z")).await.unwrap();
    let told = desk.performance("2026-11-30T12:00:00Z").await;
    assert_eq!(told["ended"], json!({"APPROVED": 1}));
    assert_eq!(told["under_way"], json!([{"stage": "IN_REVIEW", "cases": 1}]));
}

#[tokio::test]
async fn a_decision_is_forecast_from_the_closest_group_that_is_large_enough() {
    let desk = Desk::with_case(1).await;
    assert_eq!(desk.forecast(&olu()).await["forecast"], Value::Null);
    desk.history("all", (1..=100).map(|_| 60)).await;
    desk.history("other-access", (1..=20).map(|_| 38)).await;
    desk.history("other-access.aggregate", (1..=19).map(|_| 5)).await;
    let told = desk.forecast(&olu()).await;
    assert_eq!(told["forecast"]["cases_like"], "other-access");
    assert_eq!(told["forecast"]["decision"]["from_cases"], 20);
    // Forty working days behind Friday 20 November 2026, over Christmas.
    assert_eq!(told["forecast"]["decision"]["likely"], "2027-01-20");
    assert_eq!(told["clocks"]["our_days"], 0);
}

#[tokio::test]
async fn a_forecast_is_for_staff_and_for_those_of_the_applicant_organisation_who_may_know_of_the_case() {
    let desk = Desk::with_case(1).await;
    let ask = |actor: Actor| {
        let asked = request(&actor, "forecast-case", &nic(), Value::Null, None);
        desk.serve(asked)
    };
    assert_eq!(no(ask(Actor::public()).await).0, 401);
    assert_eq!(no(ask(machine(olu())).await).0, 403);
    assert_eq!(no(ask(sam()).await).0, 404);
    // Whoever only collaborates was invited into something, and not into this.
    desk.hear(&membership_told(40, &sam(), None)).await.unwrap();
    assert_eq!(no(ask(sam()).await).0, 404);
    desk.hear(&people_told(41, "2026-11-19T10:00:00Z", &[&sam()])).await.unwrap();
    assert_eq!(desk.forecast(&sam()).await["state"], "IN_REVIEW");
    // Nobody learns from the answer whether there is a case.
    let unknown = request(&sam(), "forecast-case", &other(1), Value::Null, None);
    assert_eq!(no(desk.serve(unknown).await).0, 404);
    // Whoever is taken off it again no longer sees it; an older word told late brings nobody back.
    desk.hear(&people_told(42, "2026-11-19T12:00:00Z", &[])).await.unwrap();
    for event in [43, 44] {
        desk.hear(&people_told(event, "2026-11-19T10:00:00Z", &[&sam()])).await.unwrap();
        assert_eq!(no(ask(sam()).await).0, 404);
    }
    // A lead of the organisation sees all it asks for.
    desk.hear(&lead_told(45, &sam(), None)).await.unwrap();
    assert_eq!(desk.forecast(&sam()).await["state"], "IN_REVIEW");
    // Who is named and whose role ended sees nothing.
    desk.hear(&people_told(46, "2026-11-19T13:00:00Z", &[&sam()])).await.unwrap();
    desk.hear(&membership_told(47, &sam(), Some("2026-11-19".parse().unwrap()))).await.unwrap();
    assert_eq!(no(ask(sam()).await).0, 404);
}

#[tokio::test]
async fn once_it_has_ended_nothing_is_forecast() {
    let desk = Desk::with_case(4).await;
    desk.history("all", (1..=100).map(|_| 60)).await;
    assert_eq!(desk.forecast(&ann()).await["forecast"], Value::Null);
}
