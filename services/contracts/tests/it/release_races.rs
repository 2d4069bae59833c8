//! Two at once: nothing slips between the gate and the release.

use std::cell::Cell;

use dars_bus::{Meta, aggregate::execute, ids};
use dars_contracts::handle::{Agreement, Release};
use dars_contracts_domain::{agreement, release};
use dars_vocabulary::{Actor, StaffRole, code::SuspensionReason};
use serde_json::json;

use crate::{
    release_world::{agreed, checked, codes, incident_lead, is_sound, make, maker},
    world::{NIC, START, World, noon, person, technical_now},
};

pub fn meta(actor: Actor) -> Meta {
    Meta { actor, now: noon(START), technical_now: technical_now(), request_id: ids::fresh(), traceparent: None }
}

/// Returns once someone waits for a lock in this database; whoever is `done` did not wait.
async fn someone_waits(world: &World, done: &Cell<bool>) {
    loop {
        assert!(!done.get(), "it went ahead without waiting");
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
        .fetch_one(&world.pool)
        .await
        .unwrap();
        if waiting > 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_release_waits_for_a_suspension_that_came_first_and_is_held_by_it() {
    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    let mut tx = world.pool.begin().await.unwrap();
    let suspend = agreement::Command::Suspend { reason: SuspensionReason::Breach, note: None };
    execute::<Agreement>(&mut tx, &meta(incident_lead()), NIC, None, suspend).await.unwrap();

    let done = Cell::new(false);
    let waits = async {
        let made = make(&world, &release, START).await;
        done.set(true);
        made
    };
    let (made, ()) = tokio::join!(waits, async {
        someone_waits(&world, &done).await;
        tx.commit().await.unwrap();
    });
    assert_eq!((made["state"].as_str(), codes(&made)), (Some("HELD"), vec!["suspended"]));
    assert_eq!(world.count("data_released").await, 0);
    is_sound(&world, &release).await;
}

#[tokio::test]
async fn a_suspension_waits_for_a_release_that_came_first() {
    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    let mut tx = world.pool.begin().await.unwrap();
    let made = execute::<Release>(&mut tx, &meta(maker()), &release, None, release::Command::Make).await.unwrap();
    assert_eq!(made.saved.state.name(), "RELEASED");

    let done = Cell::new(false);
    let waits = async {
        world.act(incident_lead(), "suspend-agreement", json!({"reason": "breach"}), START).await.unwrap();
        done.set(true);
    };
    tokio::join!(waits, async {
        someone_waits(&world, &done).await;
        tx.commit().await.unwrap();
    });
    let told = world.outbox().await;
    let at = |name: &str| told.iter().position(|told| told == name).unwrap();
    assert!(at("data_released") < at("agreement_suspended"), "{told:?}");
}

#[tokio::test]
async fn however_they_race_nothing_goes_out_after_a_suspension() {
    let world = agreed().await;
    for _ in 0..10 {
        let release = checked(&world, "hes-apc").await;
        let suspend = json!({"reason": "breach"});
        let (made, suspended) = tokio::join!(
            make(&world, &release, START),
            world.act(incident_lead(), "suspend-agreement", suspend, START)
        );
        suspended.unwrap();
        let told = world.outbox().await;
        let last = |name: &str| told.iter().rposition(|told| told == name);
        let went_out = made["state"] == "RELEASED";
        assert_eq!(went_out, last("data_released") > last("release_held"), "{told:?}");
        assert!(!went_out || last("data_released") < last("agreement_suspended"), "{told:?}");
        for actor in [incident_lead(), person("officer", &[StaffRole::CaseOfficer])] {
            world.act(actor, "reinstate-agreement", json!({"reason": "Mended."}), START).await.unwrap();
        }
    }
}

#[tokio::test]
async fn of_two_releases_at_once_of_what_flows_once_one_goes_out() {
    let world = agreed().await;
    let (first, second) = (checked(&world, "ecds").await, checked(&world, "ecds").await);
    let mut tx = world.pool.begin().await.unwrap();
    execute::<Release>(&mut tx, &meta(maker()), &first, None, release::Command::Make).await.unwrap();
    let done = Cell::new(false);
    let waits = async {
        let made = make(&world, &second, START).await;
        done.set(true);
        made
    };
    let (made, ()) = tokio::join!(waits, async {
        someone_waits(&world, &done).await;
        tx.commit().await.unwrap();
    });
    assert_eq!((made["state"].as_str(), codes(&made)), (Some("HELD"), vec!["already-released"]));
    assert_eq!(world.count("data_released").await, 1);
}
