//! An entry's versions, each published by itself; their status and their releases.

use dars_messages::facts::contracts::{
    AgreementClosedV1, AgreementReinstatedV1, AgreementSupersededV1, AgreementSuspendedV1, AgreementTerminatedV1,
};
use dars_vocabulary::{
    Actor, DocumentVersion, StaffRole,
    code::{SuspensionReason, TerminationReason},
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::world::{
    AMENDED, APPLICANT, NIC, SECOND, START, TODAY, World, activated, amended, amended_activated, nic, person,
    publisher, refused, released, version,
};

const FIRST: DocumentVersion = DocumentVersion::FIRST_ISSUE;

async fn amended_pending() -> World {
    let world = World::published().await;
    world.hears(&amended(), AMENDED).await;
    world.hears(&amended_activated(), AMENDED).await;
    world
}

async fn status(world: &World, day: jiff::civil::Date) -> Value {
    world.get(Actor::public(), day).await.unwrap().body["status"].clone()
}

#[tokio::test]
async fn a_new_version_waits_for_the_publisher_while_the_old_one_stays_public() {
    let world = amended_pending().await;
    for actor in [Actor::public(), person("stranger", &[]), person("officer", &[StaffRole::CaseOfficer])] {
        let unseen = refused(world.get_version(actor.clone(), "v1.1", AMENDED).await);
        assert_eq!(unseen, (404, "not-found".to_owned()));
        let entry = world.get(actor, AMENDED).await.unwrap().body;
        assert_eq!((&entry["version"], &entry["status"]), (&json!("v1.0"), &json!("SUPERSEDED")));
        assert!(!entry.to_string().contains("v1.1"), "what waits is told to nobody");
    }
    let preview = world.get_version(publisher(), "v1.1", AMENDED).await.unwrap();
    assert_eq!((&preview.body["state"], &preview.body["version"]), (&json!("PENDING"), &json!("v1.1")));
    assert_eq!(world.list(publisher(), "list-pending").await[0]["version"], "v1.1");

    let body = json!({"version": "v1.1", "no_personal_names": true});
    let publish = world.ask(publisher(), "publish-entry", &[("nic", NIC)], body, preview.etag, AMENDED).await.unwrap();
    assert_eq!(publish.body["version"], "v1.1");
    let entry = world.get(Actor::public(), AMENDED).await.unwrap().body;
    assert_eq!((&entry["version"], &entry["status"]), (&json!("v1.1"), &json!("ACTIVE")));
    let versions: Vec<_> = entry["versions"].as_array().unwrap().iter().map(|line| line["version"].clone()).collect();
    assert_eq!(versions, ["v1.1", "v1.0"], "the newest first");
    let old = world.get_version(Actor::public(), "v1.0", AMENDED).await.unwrap().body;
    assert_eq!((&old["status"], &old["published_on"]), (&json!("SUPERSEDED"), &json!(TODAY)));
    assert_eq!(world.outbox().await, ["entry_pending", "entry_published", "entry_pending", "entry_published"]);
    world.is_sound().await;
}

#[tokio::test]
async fn every_order_of_the_facts_of_two_versions_comes_to_the_same() {
    let mut ends = Vec::new();
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 0, 4, 2, 1], [2, 4, 0, 3, 1]] {
        let world = World::empty().await;
        for which in order {
            match which {
                0 => world.hears(&version(), START).await,
                1 => world.hears(&activated(), START).await,
                2 => world.hears(&amended(), AMENDED).await,
                3 => world.hears(&amended_activated(), AMENDED).await,
                _ => {
                    let superseded = AgreementSupersededV1 { nic: nic(), version: FIRST, by: SECOND };
                    world.hears(&superseded, AMENDED).await
                }
            };
        }
        world.is_sound().await;
        assert_eq!(world.outbox().await, ["entry_pending", "entry_pending"], "{order:?}");
        assert_eq!((world.stage(FIRST).await, world.stage(SECOND).await), ("PENDING", "PENDING"));
        ends.push(world.list(publisher(), "list-pending").await.as_array().unwrap().len());
    }
    assert!(ends.iter().all(|waiting| *waiting == 2));
}

#[tokio::test]
async fn a_suspension_is_shown_without_its_reason_and_goes_when_access_is_given_back() {
    let world = World::published().await;
    let suspended = AgreementSuspendedV1 {
        nic: nic(),
        version: FIRST,
        organisation: APPLICANT.parse().unwrap(),
        reason: SuspensionReason::Breach,
    };
    world.hears(&suspended, AMENDED).await;
    let entry = world.get(Actor::public(), AMENDED).await.unwrap().body;
    assert_eq!(entry["status"], "SUSPENDED");
    assert!(!entry.to_string().contains("breach") && !world.contains("breach").await, "never why");
    let later = AMENDED.tomorrow().unwrap();
    let reinstated = AgreementReinstatedV1 { nic: nic(), version: FIRST, organisation: APPLICANT.parse().unwrap() };
    world.hears(&reinstated, later).await;
    assert_eq!(status(&world, later).await, "ACTIVE");
    world.hears(&suspended, AMENDED).await;
    assert_eq!(status(&world, later).await, "ACTIVE", "an older word, told again");
    world.is_sound().await;
}

#[tokio::test]
async fn an_agreement_that_is_ended_early_and_closed_says_so() {
    let world = World::published().await;
    let ended_on = date(2026, 7, 1);
    let terminated = AgreementTerminatedV1 {
        nic: nic(),
        version: FIRST,
        organisation: APPLICANT.parse().unwrap(),
        reason: TerminationReason::PurposeEnded,
        ended_on,
    };
    let closed = AgreementClosedV1 { nic: nic(), version: FIRST, closed_on: date(2026, 8, 3) };
    world.hears(&closed, date(2026, 8, 3)).await;
    world.hears(&terminated, ended_on).await;
    let entry = world.get(Actor::public(), date(2026, 7, 2)).await.unwrap().body;
    assert_eq!((&entry["status"], &entry["ended_on"]), (&json!("TERMINATED"), &json!(ended_on)));
    assert_eq!(status(&world, date(2026, 8, 3)).await, "CLOSED");
    assert_eq!(world.outbox().await, ["entry_pending", "entry_published", "entry_ended"]);
    world.is_sound().await;
}

#[tokio::test]
async fn releases_are_listed_by_month_once_their_version_is_published() {
    let world = World::pending().await;
    world.hears(&released(1, date(2026, 11, 22)), date(2026, 11, 22)).await;
    assert_eq!(refused(world.get(Actor::public(), TODAY).await).0, 404);
    world.publish(publisher(), world.etag().await, true).await.unwrap();
    let entry = world.get(Actor::public(), TODAY).await.unwrap().body;
    let expected = json!([{
        "dataset": "hes-apc", "name": "Hospital Episode Statistics Admitted Patient Care",
        "kind": {"code": "file", "label": "file"}, "month": "Nov-26", "opt_outs_applied": false, "files": 2,
    }]);
    assert_eq!(entry["releases"], expected);
    assert_eq!(world.get_version(Actor::public(), "v1.0", TODAY).await.unwrap().body["releases"], expected);
}

#[tokio::test]
async fn what_waits_goes_on_behind_its_last_item() {
    let world = World::pending().await;
    world.hears(&amended(), AMENDED).await;
    world.hears(&amended_activated(), AMENDED).await;
    let page = async |params: &[(&str, &str)]| {
        world.ask(publisher(), "list-pending", params, Value::Null, None, AMENDED).await.unwrap().body
    };
    let first = page(&[("limit", "1")]).await;
    assert_eq!((&first["items"][0]["version"], &first["next"]), (&json!("v1.0"), &json!(format!("{NIC}-v1.0"))));
    let second = page(&[("limit", "1"), ("cursor", first["next"].as_str().unwrap())]).await;
    assert_eq!(second["items"][0]["version"], "v1.1");
    assert_eq!(page(&[("cursor", "nonsense")]).await["items"], json!([]));
}

#[tokio::test]
async fn a_version_that_is_none_is_not_found() {
    let world = World::published().await;
    for unknown in ["v9.9", "1.0", "", "v1.0'--"] {
        assert_eq!(refused(world.get_version(publisher(), unknown, TODAY).await).0, 404, "{unknown}");
    }
}
