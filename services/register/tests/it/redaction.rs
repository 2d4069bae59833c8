//! What contracts redacts is nowhere here any more, and the chains still hold.

use dars_messages::facts::contracts::{AgreementVersionV1, ContractsRedactedV1};
use dars_vocabulary::{Actor, DocumentVersion};
use serde_json::json;

use crate::world::{NIC, SECRET, START, TODAY, World, activated, publisher, refused, version};

#[tokio::test]
async fn a_redacted_version_is_emptied_here_and_no_longer_shown() {
    for activated_first in [false, true] {
        let world = World::empty().await;
        if activated_first {
            world.hears(&activated(), START).await;
        }
        let source = world.hears(&version(), START).await;
        world.hears(&activated(), START).await;
        world.publish(publisher(), world.etag().await, true).await.unwrap();
        assert!(world.contains(SECRET).await, "the search would find it");

        world.hears(&ContractsRedactedV1 { reference: NIC.to_owned(), events: vec![source] }, TODAY).await;
        assert!(!world.contains(SECRET).await);
        world.is_sound().await;
        assert_eq!(world.stage(DocumentVersion::FIRST_ISSUE).await, "PUBLISHED");
        assert_eq!(refused(world.get(Actor::public(), TODAY).await), (404, "not-found".to_owned()));
        assert_eq!(world.list(Actor::public(), "list-entries").await, json!([]));
        assert_eq!(world.outbox().await, ["entry_pending", "entry_published", "redacted"], "once");
    }
}

#[tokio::test]
async fn a_redaction_of_something_else_changes_nothing() {
    let world = World::published().await;
    let events = vec![dars_bus::ids::fresh()];
    world.hears(&ContractsRedactedV1 { reference: NIC.to_owned(), events }, TODAY).await;
    assert!(world.contains(SECRET).await);
    assert_eq!(world.outbox().await, ["entry_pending", "entry_published"]);
}

#[tokio::test]
async fn a_version_that_was_redacted_before_it_came_is_not_published() {
    let world = World::empty().await;
    world.hears(&AgreementVersionV1 { document: None, ..version() }, START).await;
    world.hears(&activated(), START).await;
    let refusal = refused(world.publish(publisher(), world.etag().await, true).await);
    assert_eq!(refusal, (409, "content-redacted".to_owned()));
    let listed = world.list(publisher(), "list-pending").await;
    assert_eq!((&listed[0]["entry"], &listed[0]["findings"]), (&json!(null), &json!([])));
    world.is_sound().await;
}
