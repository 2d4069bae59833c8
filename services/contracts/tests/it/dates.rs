//! What the dates make true is told once, when its day has come.

use dars_vocabulary::london_midnight;
use jiff::civil::date;
use serde_json::json;

use crate::world::{CONTRACT, CONTRACT_EXPIRING, END, ISSUE_DAY, START, World, officer};

#[tokio::test]
async fn a_signed_agreement_is_in_force_from_its_first_day() {
    let world = World::signed().await;
    assert_eq!(world.next_due().await, Some(london_midnight(START)));
    assert_eq!(world.sweep(START.yesterday().unwrap()).await, 0);
    assert_eq!(world.state().await.name(), "SIGNED");
    // Whoever asks on the day is told so, even before the sweep has come by.
    assert_eq!(world.get(officer(), START).await.unwrap().body["status"], "ACTIVE");
    assert_eq!(world.sweep(START).await, 1);
    assert_eq!(world.sweep(START).await, 0);
    assert_eq!(world.state().await.name(), "ACTIVE");
    assert_eq!(world.count("agreement_activated").await, 1);
    world.is_sound().await;
}

#[tokio::test]
async fn an_agreement_is_expiring_and_expired_once_each() {
    let world = World::signed().await;
    world.sweep(START).await;
    let expiring = date(2026, 12, 2);
    assert_eq!(world.next_due().await, Some(london_midnight(expiring)));
    assert_eq!((world.sweep(expiring).await, world.sweep(expiring).await), (1, 0));
    assert_eq!((world.sweep(END).await, world.count("agreement_expired").await), (0, 0));
    let after = END.tomorrow().unwrap();
    assert_eq!(world.next_due().await, Some(london_midnight(after)));
    assert_eq!((world.sweep(after).await, world.sweep(after).await), (1, 0));
    let overdue = date(2027, 4, 2);
    assert_eq!(world.next_due().await, Some(london_midnight(overdue)));
    assert_eq!((world.sweep(overdue).await, world.sweep(overdue).await), (1, 0));
    assert_eq!(world.next_due().await, Some(london_midnight(CONTRACT_EXPIRING)));
    for name in
        ["agreement_activated", "agreement_expiring", "agreement_expired", "destruction_due", "destruction_overdue"]
    {
        assert_eq!(world.count(name).await, 1, "{name}");
    }
    assert_eq!(world.state().await.name(), "DESTRUCTION_DUE");
    world.is_sound().await;
}

#[tokio::test]
async fn a_clock_that_jumps_over_everything_tells_everything_in_order() {
    let world = World::signed().await;
    assert_eq!(world.sweep(date(2029, 1, 1)).await, 1);
    let told = world.outbox().await;
    assert_eq!(
        told[told.len() - 5..],
        ["agreement_activated", "agreement_expiring", "agreement_expired", "destruction_due", "destruction_overdue"]
    );
    assert_eq!(world.next_due().await, Some(london_midnight(CONTRACT_EXPIRING)));
}

#[tokio::test]
async fn a_framework_contract_is_told_once_it_is_in_force() {
    let world = World::peopled().await;
    let start = date(2026, 2, 20);
    world.record_contract(start, ISSUE_DAY).await.unwrap();
    world.record_contract(start, ISSUE_DAY).await.unwrap();
    assert_eq!(world.outbox().await, Vec::<String>::new());
    assert_eq!(world.next_due().await, Some(london_midnight(start)));
    assert_eq!((world.sweep(start).await, world.sweep(start).await), (1, 0));
    assert_eq!(world.outbox().await, ["framework_contract_activated"]);
    world.is_sound().await;
}

#[tokio::test]
async fn one_that_fails_holds_up_no_other() {
    let world = World::signed().await;
    sqlx::query("insert into next_due (aggregate, reference, due_on) values ('stranger', $1, '2026-03-01')")
        .bind(CONTRACT)
        .execute(&world.pool)
        .await
        .unwrap();
    let meta = dars_bus::Meta {
        actor: dars_vocabulary::Actor::system("contracts"),
        now: crate::world::noon(START),
        technical_now: crate::world::technical_now(),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    assert_eq!(world.parts.sweep.sweep(&meta).await.unwrap_err().code, "internal");
    assert_eq!(world.count("agreement_activated").await, 1);
}

#[tokio::test]
async fn two_hundred_and_fifty_due_contracts_are_all_done_in_one_sweep() {
    let world = World::empty().await;
    for number in 0..250 {
        let body = json!({
            "contract": format!("CON-{:06}-A1B2C", 900_000 + number),
            "organisation": format!("ORG{number:03}"), "start": "2026-02-20", "end": "2029-12-31",
        });
        let actor = dars_vocabulary::Actor::system("contracts");
        world.ask(actor, "fixture-framework-contract", &[], body, None, ISSUE_DAY).await.unwrap();
    }
    assert_eq!(world.sweep(date(2026, 2, 20)).await, 250);
    assert_eq!(world.count("framework_contract_activated").await, 250);
}
