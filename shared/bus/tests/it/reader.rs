//! Promise 3: a message acts once, in order per reference.

use std::sync::Arc;

use async_nats::jetstream::{self, consumer::PullConsumer};
use dars_messages::{Owner, topology};
use dars_testkit::NatsServer;
use futures::StreamExt as _;

use crate::node::{Node, Notebook, references, until};

#[tokio::test]
async fn every_fact_is_heard_once_and_in_order() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 600).await?;
    notification.has_heard(600).await;
    assert_eq!(notification.heard().await, references(600));
    assert_eq!(notification.count("select count(*) from inbox").await, 600);
    Ok(())
}

#[tokio::test]
async fn a_reader_that_was_replaced_goes_on_where_it_stood() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    let first = notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 10).await?;
    notification.has_heard(10).await;
    first.cancel();
    intake.tell(11, 10).await?;
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    notification.has_heard(20).await;
    assert_eq!(notification.heard().await, references(20));
    Ok(())
}

#[tokio::test]
async fn a_position_put_back_by_a_restored_database_acts_on_nothing_twice() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    let first = notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 10).await?;
    notification.has_heard(10).await;
    first.cancel();
    sqlx::query("update positions set sequence = 3").execute(&notification.pool).await?;
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(11, 5).await?;
    notification.has_heard(15).await;
    assert_eq!(notification.heard().await, references(15));
    Ok(())
}

#[tokio::test]
async fn what_was_purged_before_it_was_read_is_not_overtaken() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    intake.tell(1, 5).await?;
    intake.published().await;
    let operator = jetstream::new(nats.connect_operator(Owner::Intake).await?);
    operator.get_stream(Owner::Intake.stream()).await?.purge().await?;
    intake.tell(6, 5).await?;
    intake.published().await;
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    notification.has_heard(10).await;
    assert_eq!(notification.heard().await, references(10));
    Ok(())
}

#[tokio::test]
async fn what_a_frozen_reader_is_handed_when_it_wakes_is_not_skipped() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 1).await?;
    notification.has_heard(1).await;
    // As one that lost its lock fetches once more, before it notices.
    let operator = jetstream::new(nats.connect_operator(Owner::Intake).await?);
    let stream = operator.get_stream(Owner::Intake.stream()).await?;
    let durable = topology::durable(Owner::Notification, Owner::Intake);
    let consumer: PullConsumer = stream.get_consumer(&durable).await.map_err(|error| anyhow::anyhow!(error))?;
    let mut woken = consumer.batch().max_messages(1).messages().await?;
    intake.tell(2, 9).await?;
    assert!(woken.next().await.is_some(), "it was handed nothing");
    notification.has_heard(10).await;
    assert_eq!(notification.heard().await, references(10));
    Ok(())
}

#[tokio::test]
async fn cut_database_connections_lose_and_double_nothing() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    intake.relay();
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    for round in 0..3 {
        intake.tell(round * 10 + 1, 10).await?;
        notification.database.cut_connections().await?;
    }
    notification.has_heard(30).await;
    assert_eq!(notification.heard().await, references(30));
    Ok(())
}

#[tokio::test]
async fn a_message_that_is_not_its_owners_is_dropped() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let intake = Node::start(Owner::Intake, &nats).await?;
    let notification = Node::start(Owner::Notification, &nats).await?;
    let relay = intake.relay();
    notification.reader(Owner::Intake, Arc::new(Notebook::default()));
    intake.tell(1, 2).await?;
    notification.has_heard(2).await;
    relay.cancel();
    // What a reply or deliver subject can put there: another's headers, or none.
    let stream = jetstream::new(nats.connect_operator(Owner::Intake).await?);
    let subject = "dars.intake.enquiry_raised.v1.ENQ-2026-000777";
    stream.publish(subject, "{}".into()).await?.await?;
    let mut headers = async_nats::HeaderMap::new();
    for (name, value) in [
        ("ce-id", "0190a000-0000-7000-8000-000000000001"),
        ("ce-source", "/dars/review"),
        ("ce-type", "dars.intake.enquiry_raised.v1"),
        ("ce-subject", "ENQ-2026-000777"),
        ("ce-time", "2026-01-01T00:00:00Z"),
    ] {
        headers.insert(name, value);
    }
    stream.publish_with_headers(subject, headers, "{}".into()).await?.await?;
    until("both were passed over", async || notification.count("select sequence from positions").await == 4).await;
    assert_eq!(notification.heard().await, references(2));
    assert_eq!(notification.count("select count(*) from dead_letters").await, 0);
    Ok(())
}
