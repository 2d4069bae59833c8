//! A refusal that is looked at again, in both clocks and against the script that counts them by itself; and early views.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use dars_bus::{Request, Told};
use dars_messages::facts::intake::{EarlyViewV1, IntakeRedactedV1};
use dars_testkit::place;
use dars_vocabulary::{StaffRole, code::AdvisoryGroup};
use jiff::{SignedDuration, civil::date};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{
    Desk, FIRST, ann, content, lead_told, nic, no, olu, request, road, sam, signed_in, told, version_told,
};

/// What the script says of the case's journal on a day.
async fn recomputed(desk: &Desk, as_of: &str) -> String {
    let entries: Vec<Vec<u8>> =
        sqlx::query_scalar("select entry from journal where aggregate = 'case' and reference = $1 order by number")
            .bind(nic().as_str())
            .fetch_all(&desk.pool)
            .await
            .unwrap();
    let mut script = Command::new(place::root().join("tests/clocks/recompute"))
        .args(["--as-of", as_of])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = script.stdin.take().unwrap();
    for entry in entries {
        stdin.write_all(&entry).unwrap();
        stdin.write_all(b"\n").unwrap();
    }
    drop(stdin);
    let done = script.wait_with_output().unwrap();
    assert!(done.status.success());
    String::from_utf8(done.stdout).unwrap()
}

fn view(event: u128) -> Told {
    let fact = EarlyViewV1 {
        nic: nic(),
        group: AdvisoryGroup::Agd,
        given_on: date(2026, 11, 18),
        advisers: vec![ann().id],
        text: Some("Ask the wallaby parents.".to_owned()),
    };
    told(&fact, event, "2026-11-18T09:00:00Z")
}

#[tokio::test]
async fn the_script_counts_the_same_days_around_a_refusal_that_was_set_aside() {
    let desk = Desk::with_case(3).await;
    desk.hear(&lead_told(60, &sam(), None)).await.unwrap();
    let bea = signed_in("bea", &[StaffRole::Approver]);
    let refuse = json!({"outcome": "refuse", "reason": "no-health-benefit", "reasons": "None is shown."});
    desk.ask_now(&ann(), "decide-case", refuse).await.unwrap();
    for (day, actor, action, body) in [
        (7, sam(), "request-decision-review", json!({"reason": "It was read wrongly."})),
        (10, bea, "review-decision", json!({"outcome": "set_aside", "reasons": "It was."})),
    ] {
        let version = desk.case().await.version;
        let asked = request(&actor, action, &nic(), body, Some(version));
        desk.serve(Request { now: asked.now + SignedDuration::from_hours(24 * day), ..asked }).await.unwrap();
    }
    let case = desk.case().await;
    assert_eq!(case.state.name(), "DECISION");
    for on in ["2026-12-01", "2026-12-04", "2027-01-11"] {
        let clocks = case.state.clocks(on.parse().unwrap()).unwrap();
        let expected = format!("{} our days, {} your days\n", clocks.our_days, clocks.your_days);
        assert_eq!(recomputed(&desk, on).await, expected, "{on}");
    }
    // A week of working days was nobody's.
    assert_eq!(recomputed(&desk, "2026-12-01").await, "2 our days, 0 your days\n");
    desk.must_verify().await;
}

#[tokio::test]
async fn an_early_view_is_shown_with_the_case_bars_who_gave_it_and_is_forgotten() {
    let desk = Desk::open().await;
    for event in [90, 90] {
        desk.hear(&view(event)).await.unwrap();
    }
    desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
    for (actor, action, body) in road().into_iter().take(3) {
        desk.ask_now(&actor, action, body).await.unwrap();
    }
    assert_eq!(desk.case().await.state.name(), "DECISION");
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(
        (shown["early_views"].as_array().unwrap().len(), &shown["early_views"][0]["text"]),
        (1, &json!("Ask the wallaby parents."))
    );
    let refused = desk.ask_now(&ann(), "decide-case", json!({"outcome": "approve"})).await;
    assert_eq!(no(refused), (403, "approver-was-adviser".to_owned()));
    assert!(desk.tasks(&ann()).await.is_empty());
    let kim = signed_in("kim", &[StaffRole::Approver]);
    assert_eq!(desk.tasks(&kim).await.len(), 1);
    let redacted = IntakeRedactedV1 { reference: nic().to_string(), events: vec![Uuid::from_u128(90)] };
    desk.hear(&told(&redacted, 91, "2026-11-25T09:00:00Z")).await.unwrap();
    assert_eq!(desk.get(&olu()).await.unwrap().body["early_views"][0]["text"], Value::Null);
    desk.ask_now(&kim, "decide-case", json!({"outcome": "approve"})).await.unwrap();
}
