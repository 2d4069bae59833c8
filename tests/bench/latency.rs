//! `latency_idle`, `latency_half_load`: from a commit to the delivery at a subscriber.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use async_nats::jetstream;
use dars_bus::{
    Waker, ids,
    lease::Leases,
    outbox::{self, Waiting},
    relay::Relay,
};
use dars_messages::{Outgoing, OutgoingFamily, Owner, facts::intake::EnquiryMessageAddedV1, topology};
use dars_testkit::{Database, NatsServer, until};
use dars_vocabulary::EnquiryRef;
use futures::StreamExt as _;
use jiff::Timestamp;
use sqlx::{PgPool, postgres::PgPoolOptions};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

use crate::figure::{Sheet, percentile};

type Instants = Arc<Mutex<HashMap<Uuid, Instant>>>;

/// A relay, a writer, a subscriber.
struct Line {
    pool: PgPool,
    waker: Waker,
    committed: Instants,
    delivered: Instants,
}

/// Measures with 20 commits a second, and with half of what 16 writers reach.
pub async fn measure(sheet: &mut Sheet, period: Duration) -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let database = Database::create(Owner::Intake).await?;
    let pool = PgPoolOptions::new().max_connections(20).connect(&database.url).await?;
    dars_bus::MIGRATOR.run(&pool).await?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let waker = Waker::start(pool.clone(), &tasks, stop.clone());
    let relay = Relay {
        owner: Owner::Intake,
        family: OutgoingFamily::Facts,
        stream: Owner::Intake.stream(),
        replicas: 1,
        teams: Vec::new(),
        pool: pool.clone(),
        jetstream: jetstream::new(nats.connect(Owner::Intake).await?),
        leases: Leases::new(database.url.parse()?, tasks.clone(), stop.clone()),
        waker: waker.clone(),
        stop: stop.clone(),
    };
    tasks.spawn(relay.run());
    let line = Line { pool, waker, committed: Instants::default(), delivered: Instants::default() };
    let mut heard =
        nats.connect_operator(Owner::Intake).await?.subscribe(topology::fact_stream_subjects(Owner::Intake)).await?;
    let delivered = line.delivered.clone();
    tasks.spawn(async move {
        while let Some(message) = heard.next().await {
            let now = Instant::now();
            let id = message.headers.as_ref().and_then(|headers| headers.get("ce-id")?.as_str().parse().ok());
            if let (Some(id), Ok(mut delivered)) = (id, delivered.lock()) {
                delivered.insert(id, now);
            }
        }
    });
    line.tell().await?;
    line.all_delivered().await?;
    line.forget();

    line.pace(period, Duration::from_millis(50), 1).await?;
    line.report(sheet, "latency_idle").await?;

    let most = line.pace(period.min(Duration::from_secs(10)), Duration::ZERO, 16).await?;
    line.all_delivered().await?;
    line.forget();
    let between = Duration::from_secs_f64(16.0 * 2.0 / most);
    line.pace(period, between, 16).await?;
    line.report(sheet, "latency_half_load").await?;
    stop.cancel();
    Ok(())
}

impl Line {
    async fn tell(&self) -> anyhow::Result<()> {
        let fact = EnquiryMessageAddedV1 { enquiry: EnquiryRef::allot(2026, 1), number: 1, by_officer: true };
        let event_id = ids::fresh();
        let mut tx = self.pool.begin().await?;
        let waiting = Waiting { event_id, outgoing: Outgoing::fact(&fact), entry: None };
        outbox::append(&mut tx, &[waiting], Timestamp::UNIX_EPOCH, None).await?;
        tx.commit().await?;
        let now = Instant::now();
        self.waker.wake();
        if let Ok(mut committed) = self.committed.lock() {
            committed.insert(event_id, now);
        }
        Ok(())
    }

    /// `writers` write for `period`, each waiting `between` two commits; says how many a second.
    async fn pace(&self, period: Duration, between: Duration, writers: u32) -> anyhow::Result<f64> {
        let begun = Instant::now();
        let each = (0..writers).map(|_| async {
            let mut count = 0_u32;
            while begun.elapsed() < period {
                self.tell().await?;
                count += 1;
                if !between.is_zero() {
                    tokio::time::sleep(between).await;
                }
            }
            anyhow::Ok(count)
        });
        let counts = futures::future::try_join_all(each).await?;
        Ok(f64::from(counts.iter().sum::<u32>()) / begun.elapsed().as_secs_f64())
    }

    async fn all_delivered(&self) -> anyhow::Result<()> {
        until("all was delivered", async || match (self.committed.lock(), self.delivered.lock()) {
            (Ok(committed), Ok(delivered)) => committed.keys().all(|id| delivered.contains_key(id)),
            _ => false,
        })
        .await
    }

    fn forget(&self) {
        for instants in [&self.committed, &self.delivered] {
            if let Ok(mut instants) = instants.lock() {
                instants.clear();
            }
        }
    }

    async fn report(&self, sheet: &mut Sheet, name: &str) -> anyhow::Result<()> {
        self.all_delivered().await?;
        let mut taken: Vec<f64> = match (self.committed.lock(), self.delivered.lock()) {
            (Ok(committed), Ok(delivered)) => committed
                .iter()
                .filter_map(|(id, from)| Some(delivered.get(id)?.saturating_duration_since(*from).as_secs_f64() * 1e3))
                .collect(),
            _ => Vec::new(),
        };
        taken.sort_by(f64::total_cmp);
        sheet.write(&format!("{name} p50"), percentile(&taken, 0.5), "ms", None);
        sheet.write(&format!("{name} p99"), percentile(&taken, 0.99), "ms", None);
        self.forget();
        Ok(())
    }
}
