//! Review on the bus: intake's relay tells, review's reader hears, review's relay tells on.

use std::{sync::Arc, time::Duration};

use dars_bus::{Waker, lease::Leases, outbox, relay::Relay};
use dars_kit::{Settings, lifecycle::Lifecycle, run::Started};
use dars_messages::{Outgoing, OutgoingFamily, Owner, topology};
use dars_testkit::{Database, NatsServer, nats::password};
use futures::StreamExt as _;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::desk::{FIRST, SECRET, content, nic, version_of};

/// Intake's outbox and relay, without the rest of it.
async fn start_intake(database: &Database, server: &NatsServer, life: &Lifecycle) -> (PgPool, Waker) {
    let pool = PgPool::connect(&database.url).await.unwrap();
    dars_bus::MIGRATOR.run(&pool).await.unwrap();
    let waker = Waker::start(pool.clone(), &life.tasks, life.stop.clone());
    let relay = Relay {
        owner: Owner::Intake,
        family: OutgoingFamily::Facts,
        stream: Owner::Intake.stream(),
        replicas: 1,
        teams: Vec::new(),
        pool: pool.clone(),
        jetstream: async_nats::jetstream::new(server.connect(Owner::Intake).await.unwrap()),
        leases: Leases::new(database.url.parse().unwrap(), life.tasks.clone(), life.stop.clone()),
        waker: waker.clone(),
        stop: life.stop.clone(),
    };
    life.tasks.spawn(relay.run());
    (pool, waker)
}

fn settings(database: &Database, server: &NatsServer) -> Arc<Settings> {
    let mut settings = Settings::load(dars_review::service().defaults).unwrap();
    settings.database.url.clone_from(&database.url);
    settings.nats.url = server.url();
    settings.nats.user = Owner::Review.name().to_owned();
    settings.nats.password = password(Owner::Review.name());
    settings.health.port = 0;
    Arc::new(settings)
}

async fn count(connection: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(connection).await.unwrap()
}

#[tokio::test]
async fn a_version_told_on_the_bus_comes_back_as_an_opened_case() {
    let server = NatsServer::start(Vec::new()).await.unwrap();
    let (intakes, reviews) =
        (Database::create(Owner::Intake).await.unwrap(), Database::create(Owner::Review).await.unwrap());
    let life = Lifecycle::default();
    let (intake, waker) = start_intake(&intakes, &server, &life).await;
    let ear = server.connect_operator(Owner::Review).await.unwrap();
    let mut heard = ear.subscribe(topology::fact_stream_subjects(Owner::Review)).await.unwrap();
    ear.flush().await.unwrap();
    Started::start(&dars_review::service(), settings(&reviews, &server), &life).await.unwrap();

    let outgoing = Outgoing::fact(&version_of(nic(), FIRST, Some(content(&[]))));
    let version = outbox::Waiting { event_id: Uuid::from_u128(1), outgoing, entry: None };
    let mut tx = intake.begin().await.unwrap();
    let at = "2026-11-20T09:00:00Z".parse().unwrap();
    outbox::append(&mut tx, &[version], at, None).await.unwrap();
    tx.commit().await.unwrap();
    waker.wake();

    let opened = tokio::time::timeout(Duration::from_secs(30), heard.next()).await.unwrap().unwrap();
    assert_eq!(opened.subject.as_str(), format!("dars.review.case_opened.v1.{}", nic()));
    assert!(!String::from_utf8_lossy(&opened.payload).contains(SECRET));
    let mut review = PgPool::connect(&reviews.url).await.unwrap().acquire().await.unwrap();
    assert_eq!(count(&mut review, "select count(*) from cases").await, 1);
    assert_eq!(count(&mut review, "select count(*) from inbox").await, 1);
    assert_eq!(count(&mut review, "select count(*) from dead_letters").await, 0);
    life.stop.cancel();
    life.tasks.close();
    tokio::time::timeout(Duration::from_secs(30), life.tasks.wait()).await.unwrap();
}
