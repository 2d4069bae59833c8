//! What another owner redacts is nowhere here any more, and the chains still hold.

use dars_messages::facts::intake::IntakeRedactedV1;
use dars_vocabulary::Actor;
use serde_json::Value;

use crate::world::{APPROVAL_DAY, ISSUE_DAY, NIC, SECRET, START, World, approval, officer, refused, version};

fn redacted(events: Vec<uuid::Uuid>) -> IntakeRedactedV1 {
    IntakeRedactedV1 { reference: NIC.to_owned(), events }
}

#[tokio::test]
async fn a_copy_that_waits_for_its_approval_is_emptied_and_stays_empty() {
    let world = World::empty().await;
    let submitted = crate::world::told(&version(), APPROVAL_DAY);
    world.hear(&submitted).await.unwrap();
    assert!(world.contains(SECRET).await, "the search would find it");
    world.hears(&redacted(vec![submitted.event_id]), ISSUE_DAY).await;
    assert!(!world.contains(SECRET).await);
    world.hear(&submitted).await.unwrap();
    assert!(!world.contains(SECRET).await, "a repeat brought it back");
    world.hears(&approval(), ISSUE_DAY).await;
    assert_eq!(world.state().await.draft().unwrap().approved.content.open(), None);
}

#[tokio::test]
async fn what_was_drafted_and_issued_from_it_is_emptied_and_our_hearers_are_told() {
    let world = World::peopled().await;
    world.record_contract("2025-01-01".parse().unwrap(), ISSUE_DAY).await.unwrap();
    let source = world.hears(&version(), APPROVAL_DAY).await;
    world.hears(&crate::world::decision(), APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    world.issue(officer(), world.version_of().await).await.unwrap();
    assert!(world.contains(SECRET).await, "the search would find it");

    world.hears(&redacted(vec![source]), START).await;
    assert!(!world.contains(SECRET).await);
    world.is_sound().await;
    assert_eq!(world.state().await.name(), "ISSUED_FOR_SIGNATURE");
    assert_eq!(world.get(officer(), START).await.unwrap().body["document"], Value::Null);

    // The second of the two entries was told to the register, which must empty it too.
    let version_event: uuid::Uuid =
        sqlx::query_scalar("select event_id from outbox where split_part(subject, '.', 3) = 'agreement_version'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    let told: Vec<Vec<u8>> =
        sqlx::query_scalar("select body from outbox where split_part(subject, '.', 3) = 'redacted' order by id")
            .fetch_all(&world.pool)
            .await
            .unwrap();
    assert_eq!(told.len(), 2, "once each, though it was heard twice");
    assert_eq!(dars_messages::facts::redacted_events(&told[1]), Some(vec![version_event]));
}

#[tokio::test]
async fn a_draft_without_content_is_not_issued() {
    let world = World::drafted().await;
    let source: uuid::Uuid =
        sqlx::query_scalar("select source_event from application_versions").fetch_one(&world.pool).await.unwrap();
    world.hears(&redacted(vec![source]), ISSUE_DAY).await;
    let etag = world.version_of().await;
    assert_eq!(refused(world.issue(officer(), etag).await), (409, "content-redacted".to_owned()));
}

#[tokio::test]
async fn the_command_line_redacts_what_is_there_and_refuses_other_kinds() {
    let world = World::drafted().await;
    let meta = dars_bus::Meta {
        actor: Actor::system("contracts"),
        now: crate::world::noon(ISSUE_DAY),
        technical_now: crate::world::technical_now(),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    let mut tx = world.pool.begin().await.unwrap();
    let redact = &world.parts.redact;
    assert_eq!(redact.redact(&mut tx, &meta, "enquiry", NIC, 1, "test").await.unwrap_err().status, 404);
    let done = redact.redact(&mut tx, &meta, "agreement", NIC, 1, "test").await.unwrap();
    assert_eq!(done.contents, 3);
    tx.commit().await.unwrap();
    assert!(!world.contains(SECRET).await);
    world.is_sound().await;
}
