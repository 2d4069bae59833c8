//! Review on the bus: intake's relay tells, review's reader hears, review's relay tells on.

use std::{sync::Arc, time::Duration};

use dars_bus::{Waker, lease::Leases, outbox, relay::Relay};
use dars_kit::{Settings, lifecycle::Lifecycle, run::Started};
use dars_messages::{
    Outgoing, OutgoingFamily, Owner,
    facts::{contracts::FrameworkContractActivatedV1, intake::OrganisationAssuredV1},
    topology,
};
use dars_testkit::{Database, NatsServer, nats::password, service::until};
use dars_vocabulary::{
    AssuranceParticulars,
    code::{AssuranceKind, AssuranceOutcome},
};
use futures::StreamExt as _;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::desk::{FIRST, SECRET, content, nic, northmere, version_of};

/// Another service's outbox and relay, without the rest of it.
async fn start(owner: Owner, database: &Database, server: &NatsServer, life: &Lifecycle) -> (PgPool, Waker) {
    let pool = PgPool::connect(&database.url).await.unwrap();
    dars_bus::MIGRATOR.run(&pool).await.unwrap();
    let waker = Waker::start(pool.clone(), &life.tasks, life.stop.clone());
    let relay = Relay {
        owner,
        family: OutgoingFamily::Facts,
        stream: owner.stream(),
        replicas: 1,
        teams: Vec::new(),
        pool: pool.clone(),
        jetstream: async_nats::jetstream::new(server.connect(owner).await.unwrap()),
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

async fn tell(pool: &PgPool, waker: &Waker, event: u128, outgoing: Outgoing) {
    let waiting = outbox::Waiting { event_id: Uuid::from_u128(event), outgoing, entry: None };
    let mut tx = pool.begin().await.unwrap();
    outbox::append(&mut tx, &[waiting], "2026-11-20T09:00:00Z".parse().unwrap(), None).await.unwrap();
    tx.commit().await.unwrap();
    waker.wake();
}

async fn end(life: Lifecycle) {
    life.stop.cancel();
    life.tasks.close();
    tokio::time::timeout(Duration::from_secs(30), life.tasks.wait()).await.unwrap();
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
    let (intake, waker) = start(Owner::Intake, &intakes, &server, &life).await;
    let ear = server.connect_operator(Owner::Review).await.unwrap();
    let mut heard = ear.subscribe(topology::fact_stream_subjects(Owner::Review)).await.unwrap();
    ear.flush().await.unwrap();
    Started::start(&dars_review::service(), settings(&reviews, &server), &life).await.unwrap();

    tell(&intake, &waker, 1, Outgoing::fact(&version_of(nic(), FIRST, Some(content(&[]))))).await;

    let opened = tokio::time::timeout(Duration::from_secs(30), heard.next()).await.unwrap().unwrap();
    assert_eq!(opened.subject.as_str(), format!("dars.review.case_opened.v1.{}", nic()));
    assert!(!String::from_utf8_lossy(&opened.payload).contains(SECRET));
    let mut review = PgPool::connect(&reviews.url).await.unwrap().acquire().await.unwrap();
    assert_eq!(count(&mut review, "select count(*) from cases").await, 1);
    assert_eq!(count(&mut review, "select count(*) from inbox").await, 1);
    assert_eq!(count(&mut review, "select count(*) from dead_letters").await, 0);
    end(life).await;
}

/// What is known of assurances and framework contracts, and what the migration that began to hear of them says last.
const KNOWN: &str = "select (select count(*) from assurances) + (select count(*) from framework_contracts)";
const MIGRATION: &str = include_str!("../../migrations/20261124000150_assurances_and_framework_contracts.sql");

#[tokio::test]
async fn a_review_that_had_read_past_assurances_finds_them_again_and_opens_no_case_twice() {
    let server = NatsServer::start(Vec::new()).await.unwrap();
    let (intakes, reviews) =
        (Database::create(Owner::Intake).await.unwrap(), Database::create(Owner::Review).await.unwrap());
    let contracted = Database::create(Owner::Contracts).await.unwrap();
    let others = Lifecycle::default();
    let (intake, waker) = start(Owner::Intake, &intakes, &server, &others).await;
    let (contracts, contracts_waker) = start(Owner::Contracts, &contracted, &server, &others).await;
    let covered = FrameworkContractActivatedV1 {
        contract: "CON-900201-B3N6W".parse().unwrap(),
        organisation: northmere(),
        start: "2025-01-01".parse().unwrap(),
        end: "2028-06-30".parse().unwrap(),
    };
    let assured = OrganisationAssuredV1 {
        organisation: northmere(),
        kind: AssuranceKind::Dspt,
        outcome: AssuranceOutcome::Met,
        valid_to: "2028-06-30".parse().unwrap(),
        plan_approved: false,
        particulars: AssuranceParticulars::default(),
    };
    let life = Lifecycle::default();
    Started::start(&dars_review::service(), settings(&reviews, &server), &life).await.unwrap();
    tell(&intake, &waker, 1, Outgoing::fact(&assured)).await;
    tell(&intake, &waker, 2, Outgoing::fact(&version_of(nic(), FIRST, Some(content(&[]))))).await;
    tell(&contracts, &contracts_waker, 3, Outgoing::fact(&covered)).await;
    let pool = PgPool::connect(&reviews.url).await.unwrap();
    let mut review = pool.acquire().await.unwrap();
    until("all is heard", async || count(&mut review, "select count(*) from inbox").await == 3).await.unwrap();
    assert_eq!(count(&mut review, KNOWN).await, 2);
    end(life).await;

    // As it was before it heard of assurances: it had read on, and kept nothing.
    for sql in ["delete from assurances", "delete from inbox where event_id = '00000000-0000-0000-0000-000000000001'"] {
        sqlx::query(sql).execute(&mut *review).await.unwrap();
    }
    let again = MIGRATION.lines().find(|line| line.starts_with("update positions")).unwrap();
    sqlx::query(again).execute(&mut *review).await.unwrap();
    let life = Lifecycle::default();
    Started::start(&dars_review::service(), settings(&reviews, &server), &life).await.unwrap();
    until("it is found again", async || count(&mut review, KNOWN).await == 2).await.unwrap();
    until("it has read on", async || {
        let sql = "select sequence from positions where durable = 'review-intake'";
        count(&mut review, sql).await >= 2
    })
    .await
    .unwrap();
    assert_eq!(count(&mut review, "select count(*) from outbox where subject like '%case_opened%'").await, 1);
    assert_eq!(count(&mut review, "select count(*) from dead_letters").await, 0);
    end(life).await;
    end(others).await;
}
