//! What cannot have its effect, and what waits behind it.

use std::sync::Arc;

use dars_bus::{
    dead_letters, ids,
    outbox::{self, Waiting},
};
use dars_messages::Owner;
use dars_testkit::NatsServer;
use jiff::Timestamp;

use crate::node::{Node, Notebook, raised, references, until};

async fn pair(nats: &NatsServer) -> anyhow::Result<(Node, Node)> {
    let intake = Node::start(Owner::Intake, nats).await?;
    let notification = Node::start(Owner::Notification, nats).await?;
    intake.relay();
    Ok((intake, notification))
}

async fn tell_again(intake: &Node, number: u32) -> anyhow::Result<()> {
    let mut tx = intake.pool.begin().await?;
    let waiting = Waiting { event_id: ids::fresh(), outgoing: raised(number), entry: None };
    outbox::append(&mut tx, &[waiting], Timestamp::UNIX_EPOCH, None).await?;
    tx.commit().await?;
    intake.waker.wake();
    Ok(())
}

const BY: dead_letters::By<'static> = dead_letters::By { actor: uuid::Uuid::nil(), reason: "tested" };

#[tokio::test]
async fn a_rejected_message_parks_its_reference_and_nothing_else() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let (intake, notification) = pair(&nats).await?;
    let notebook = Arc::new(Notebook::default());
    notebook.reject.lock().unwrap().extend(references(2).into_iter().skip(1));
    notification.reader(Owner::Intake, notebook.clone());
    intake.tell(1, 3).await?;
    tell_again(&intake, 2).await?;
    tell_again(&intake, 2).await?;
    intake.tell(4, 1).await?;
    notification.has_heard(3).await;
    until("two are parked", async || {
        notification.count("select count(*) from dead_letters where state = 'parked'").await == 2
    })
    .await;
    let mut connection = notification.pool.acquire().await?;
    let listed = dead_letters::list(&mut connection, 10).await?;
    assert_eq!(listed.iter().map(|row| row.state.as_str()).collect::<Vec<_>>(), ["open", "parked", "parked"]);
    assert_eq!(listed[0].code, "not-today");

    // A parked one waits for its head.
    let parked = dead_letters::retry(&notification.pool, &*notebook, listed[1].id, BY).await.unwrap_err();
    assert_eq!((parked.status, parked.code.as_str()), (409, "parked"));
    // The head fails again and stays.
    let failing = dead_letters::retry(&notification.pool, &*notebook, listed[0].id, BY).await.unwrap_err();
    assert_eq!(failing.code, "still-failing");
    // Mended: the head and those behind it, in order.
    notebook.reject.lock().unwrap().clear();
    assert_eq!(dead_letters::retry(&notification.pool, &*notebook, listed[0].id, BY).await.unwrap(), 3);
    assert_eq!(notification.heard().await.len(), 6);
    assert!(dead_letters::list(&mut connection, 10).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_discarded_head_lets_the_next_one_become_the_head() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let (intake, notification) = pair(&nats).await?;
    let notebook = Arc::new(Notebook::default());
    notebook.reject.lock().unwrap().extend(references(1));
    notification.reader(Owner::Intake, notebook.clone());
    intake.tell(1, 1).await?;
    until("it is dead", async || notification.count("select count(*) from dead_letters").await == 1).await;
    tell_again(&intake, 1).await?;
    until("one is parked", async || notification.count("select count(*) from dead_letters").await == 2).await;
    let mut connection = notification.pool.acquire().await?;
    let head = dead_letters::list(&mut connection, 10).await?[0].id;
    let body = dead_letters::reveal(&mut connection, head, BY).await.unwrap();
    assert_eq!(body["enquiry"], references(1)[0]);
    dead_letters::discard(&mut connection, head, BY).await.unwrap();
    let left = dead_letters::list(&mut connection, 10).await?;
    assert_eq!((left.len(), left[0].state.as_str()), (1, "open"));
    assert_eq!(notification.count("select count(*) from dead_letter_access").await, 2);
    Ok(())
}

#[tokio::test]
async fn a_message_that_fails_five_times_becomes_a_dead_letter() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let (intake, notification) = pair(&nats).await?;
    let notebook = Arc::new(Notebook::default());
    notebook.fail.lock().unwrap().extend(references(1));
    notification.reader(Owner::Intake, notebook.clone());
    intake.tell(1, 2).await?;
    notification.has_heard(1).await;
    let mut connection = notification.pool.acquire().await?;
    let listed = dead_letters::list(&mut connection, 10).await?;
    assert_eq!(listed.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(), ["failed-five-times"]);
    Ok(())
}

/// Reads what it hears, and that is all.
struct Strict;

#[async_trait::async_trait]
impl dars_bus::Hear for Strict {
    async fn hear(&self, _tx: &mut sqlx::PgConnection, told: &dars_bus::Told) -> Result<(), dars_bus::HearError> {
        told.read::<dars_messages::facts::intake::EnquiryRaisedV1>().map(|_| ())
    }
}

#[tokio::test]
async fn a_poison_body_is_a_dead_letter_at_once() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let (intake, notification) = pair(&nats).await?;
    let mut poison = raised(1);
    poison.body = serde_json::json!({"enquiry": 5});
    let mut tx = intake.pool.begin().await?;
    let waiting = Waiting { event_id: ids::fresh(), outgoing: poison, entry: None };
    outbox::append(&mut tx, &[waiting], Timestamp::UNIX_EPOCH, None).await?;
    tx.commit().await?;
    notification.reader(Owner::Intake, Arc::new(Strict));
    until("it is dead", async || notification.count("select count(*) from dead_letters").await == 1).await;
    let mut connection = notification.pool.acquire().await?;
    assert_eq!(dead_letters::list(&mut connection, 10).await?[0].code, "unreadable");
    Ok(())
}
