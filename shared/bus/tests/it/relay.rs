//! Promise 2: the broker may forget everything.

use std::sync::Arc;

use async_nats::jetstream;
use dars_messages::Owner;
use dars_testkit::NatsServer;

use crate::node::{Node, Notebook, references, until};

/// What the stream holds, as event ids in order.
async fn stream_ids(nats: &NatsServer) -> anyhow::Result<Vec<String>> {
    let client = nats.connect_operator(Owner::Intake).await?;
    let stream = jetstream::new(client).get_stream(Owner::Intake.stream()).await?;
    let state = stream.cached_info().state.clone();
    let mut ids = Vec::new();
    for sequence in state.first_sequence..=state.last_sequence {
        if let Ok(message) = stream.get_raw_message(sequence).await {
            ids.push(message.headers.get("ce-id").expect("an id").to_string());
        }
    }
    Ok(ids)
}

/// What the outbox holds, as event ids in order of publication.
async fn outbox_ids(node: &Node) -> Vec<String> {
    sqlx::query_scalar("select event_id::text from outbox order by generation, sequence")
        .fetch_all(&node.pool)
        .await
        .expect("the outbox")
}

#[tokio::test]
async fn what_is_told_is_published_in_order_and_marked() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 50).await?;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?, outbox_ids(&intake).await);
    Ok(())
}

#[tokio::test]
async fn a_crash_between_publish_and_mark_doubles_nothing() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let first = intake.relay();
    intake.tell(1, 20).await?;
    intake.published().await;
    first.cancel();
    // As if the process had died after the broker's answer and before the mark.
    sqlx::query("update outbox set published_at = null, generation = null, sequence = null where id > 10")
        .execute(&intake.pool)
        .await?;
    intake.tell(21, 5).await?;
    intake.relay();
    intake.published().await;
    let ids = stream_ids(&nats).await?;
    assert_eq!(ids.len(), 25);
    assert_eq!(ids, outbox_ids(&intake).await);
    Ok(())
}

#[tokio::test]
async fn a_deleted_store_is_filled_again_in_the_former_order() -> anyhow::Result<()> {
    let mut nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 30).await?;
    intake.published().await;
    let before = stream_ids(&nats).await?;
    nats.kill();
    nats.delete_store()?;
    nats.restart().await?;
    intake.tell(31, 5).await?;
    until("a new generation", async || intake.count("select generation from streams").await == 2).await;
    intake.published().await;
    let after = stream_ids(&nats).await?;
    assert_eq!(after.len(), 35);
    assert_eq!(after[..30], before[..]);
    Ok(())
}

#[tokio::test]
async fn a_store_put_back_to_an_older_copy_gets_its_tail_again() -> anyhow::Result<()> {
    let mut nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 10).await?;
    intake.published().await;
    // A copy that holds: the broker writes lazily, so it is stopped for it.
    nats.kill();
    let copy = nats.copy_store()?;
    nats.restart().await?;
    intake.tell(11, 15).await?;
    intake.published().await;
    let before = stream_ids(&nats).await?;
    nats.kill();
    nats.restore_store(&copy)?;
    nats.restart().await?;
    intake.tell(26, 1).await?;
    until("all is there again", async || stream_ids(&nats).await.is_ok_and(|ids| ids.len() == 26)).await;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?[..25], before[..]);
    assert_eq!(intake.count("select generation from streams").await, 1, "the tail alone was sent again");
    Ok(())
}

#[tokio::test]
async fn a_purged_stream_is_filled_again() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 12).await?;
    intake.published().await;
    let client = nats.connect_operator(Owner::Intake).await?;
    jetstream::new(client).get_stream(Owner::Intake.stream()).await?.purge().await?;
    // The next message is refused nothing: the sequence goes on. The check at the next reconnect or minute finds it;
    // a failed answer finds it at once, so make one.
    sqlx::query("update streams set base_sequence = null").execute(&intake.pool).await?;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?, outbox_ids(&intake).await);
    Ok(())
}

#[tokio::test]
async fn a_strangers_message_on_the_stream_is_swept_away() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 3).await?;
    intake.published().await;
    let client = nats.connect_operator(Owner::Intake).await?;
    jetstream::new(client).publish("dars.intake.enquiry_raised.v1.ENQ-2026-999999", "{}".into()).await?.await?;
    intake.tell(4, 3).await?;
    until("a new generation", async || intake.count("select generation from streams").await == 2).await;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?, outbox_ids(&intake).await);
    Ok(())
}

#[tokio::test]
async fn two_relays_beside_each_other_publish_each_row_once() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let first = intake.relay();
    let _second = intake.relay();
    intake.tell(1, 20).await?;
    first.cancel();
    intake.tell(21, 20).await?;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?, outbox_ids(&intake).await);
    assert_eq!(stream_ids(&nats).await?.len(), 40);
    Ok(())
}

#[tokio::test]
async fn a_twins_message_does_not_let_the_second_of_two_rows_pass_the_first() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    intake.relay();
    intake.tell(1, 1).await?;
    intake.published().await;
    // A twin that holds the lock for a moment sends and marks a row: our relay does not know that the stream went on.
    let twins = dars_bus::ids::fresh();
    let subject = "dars.intake.enquiry_raised.v1.ENQ-2026-000002";
    let headers = dars_bus::event::headers(subject, twins, jiff::Timestamp::UNIX_EPOCH, None, 1).expect("headers");
    let client = nats.connect_operator(Owner::Intake).await?;
    jetstream::new(client).publish_with_headers(subject, headers, "{}".into()).await?.await?;
    sqlx::query(
        "insert into outbox (stream, subject, event_id, trade_time, body, generation, sequence, published_at)
         values ($1, $2, $3, now(), '{}', 1, 2, now())",
    )
    .bind(Owner::Intake.stream())
    .bind(subject)
    .bind(twins)
    .execute(&intake.pool)
    .await?;
    intake.tell_at_once(3, 5).await?;
    intake.published().await;
    assert_eq!(stream_ids(&nats).await?, outbox_ids(&intake).await);
    let by_id: Vec<String> =
        sqlx::query_scalar("select event_id::text from outbox order by id").fetch_all(&intake.pool).await?;
    assert_eq!(stream_ids(&nats).await?, by_id, "each row stands behind the rows that were told before it");
    Ok(())
}

#[tokio::test]
async fn a_hearer_hears_everything_once_though_the_store_was_deleted() -> anyhow::Result<()> {
    let mut nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 20).await?;
    notification.has_heard(20).await;
    nats.kill();
    nats.delete_store()?;
    nats.restart().await?;
    intake.tell(21, 20).await?;
    notification.has_heard(40).await;
    assert_eq!(notification.heard().await, references(40));
    Ok(())
}
