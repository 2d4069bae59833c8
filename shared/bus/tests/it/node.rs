//! A service in a test: a database, a connection to the broker, a relay, readers.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use async_nats::jetstream;
use async_trait::async_trait;
use dars_bus::{
    Hear, HearError, Meta, Told, Waker, ids,
    lease::Leases,
    outbox::{self, Waiting},
    reader::Reader,
    relay::Relay,
    technical,
};
use dars_messages::{Outgoing, OutgoingFamily, Owner, facts::intake::EnquiryRaisedV1};
use dars_testkit::{Database, NatsServer};
use dars_vocabulary::{Actor, EnquiryRef, code::EnquiryTopic};
use jiff::{Timestamp, civil::date};
use sqlx::{
    PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// A service that lives as long as this does.
pub struct Node {
    pub owner: Owner,
    pub database: Database,
    pub pool: PgPool,
    pub client: async_nats::Client,
    pub waker: Waker,
    pub tasks: TaskTracker,
    pub stop: CancellationToken,
}

impl Drop for Node {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Node {
    pub async fn start(owner: Owner, nats: &NatsServer) -> anyhow::Result<Self> {
        if std::env::var("RUST_LOG").is_ok() {
            let filter = tracing_subscriber::EnvFilter::from_default_env();
            let _ = tracing_subscriber::fmt().with_env_filter(filter).with_test_writer().try_init();
        }
        let database = Database::create(owner).await?;
        let pool = PgPoolOptions::new().max_connections(8).connect(&database.url).await?;
        dars_bus::MIGRATOR.run(&pool).await?;
        let client = nats.options(owner).connect(nats.url()).await?;
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let waker = Waker::start(pool.clone(), &tasks, stop.clone());
        Ok(Self { owner, database, pool, client, waker, tasks, stop })
    }

    fn leases(&self, stop: &CancellationToken) -> Leases {
        let options: PgConnectOptions = self.database.url.parse().expect("a URL of ours");
        Leases::new(options, self.tasks.clone(), stop.clone())
    }

    fn jetstream(&self) -> jetstream::Context {
        jetstream::context::ContextBuilder::new()
            .timeout(Duration::from_secs(2))
            .ack_timeout(Duration::from_secs(2))
            .build(self.client.clone())
    }

    /// A relay of this node's facts; ends with the returned token.
    pub fn relay(&self) -> CancellationToken {
        self.relay_of(OutgoingFamily::Facts)
    }

    pub fn relay_of(&self, family: OutgoingFamily) -> CancellationToken {
        let stop = self.stop.child_token();
        let stream = dars_messages::topology::stream_of(self.owner, family).expect("a stream");
        let relay = Relay {
            owner: self.owner,
            family,
            stream,
            replicas: 1,
            teams: Vec::new(),
            pool: self.pool.clone(),
            jetstream: self.jetstream(),
            leases: self.leases(&stop),
            waker: self.waker.clone(),
            stop: stop.clone(),
        };
        self.tasks.spawn(relay.run());
        stop
    }

    /// A reader of `owner`'s facts; ends with the returned token.
    pub fn reader(&self, owner: Owner, hear: Arc<dyn Hear>) -> CancellationToken {
        self.reader_of(owner, OutgoingFamily::Facts, hear)
    }

    pub fn reader_of(&self, owner: Owner, family: OutgoingFamily, hear: Arc<dyn Hear>) -> CancellationToken {
        let stop = self.stop.child_token();
        let reader = Reader {
            hearer: self.owner,
            owner,
            family,
            pool: self.pool.clone(),
            jetstream: self.jetstream(),
            leases: self.leases(&stop),
            waker: self.waker.clone(),
            hear,
            stop: stop.clone(),
        };
        self.tasks.spawn(reader.run());
        stop
    }

    /// Tells of enquiries, `count` of them from `first`, one transaction each.
    pub async fn tell(&self, first: u32, count: u32) -> anyhow::Result<()> {
        for number in first..first + count {
            let mut tx = self.pool.begin().await?;
            let waiting = Waiting { event_id: ids::fresh(), outgoing: raised(number), entry: None };
            outbox::append(&mut tx, &[waiting], Timestamp::UNIX_EPOCH, None).await?;
            tx.commit().await?;
            self.waker.wake();
        }
        Ok(())
    }

    /// Tells of enquiries in one transaction.
    pub async fn tell_at_once(&self, first: u32, count: u32) -> anyhow::Result<()> {
        let mut tx = self.pool.begin().await?;
        for number in first..first + count {
            let waiting = Waiting { event_id: ids::fresh(), outgoing: raised(number), entry: None };
            outbox::append(&mut tx, &[waiting], Timestamp::UNIX_EPOCH, None).await?;
        }
        tx.commit().await?;
        self.waker.wake();
        Ok(())
    }

    pub async fn count(&self, query: &'static str) -> i64 {
        sqlx::query_scalar(query).fetch_one(&self.pool).await.expect("a count")
    }

    /// Waits until the outbox is empty.
    pub async fn published(&self) {
        until("the outbox is empty", async || {
            self.count("select count(*) from outbox where published_at is null").await == 0
                && self
                    .count(
                        "select count(*) from outbox o join streams s using (stream)
                         where o.generation < s.generation and o.generation > 0 and o.body is not null",
                    )
                    .await
                    == 0
                && self.count("select count(*) from streams where base_sequence is null").await == 0
        })
        .await;
    }
}

pub fn raised(number: u32) -> Outgoing {
    Outgoing::fact(&EnquiryRaisedV1 {
        enquiry: EnquiryRef::allot(2026, number),
        topic: EnquiryTopic::Other,
        answer_due: date(2026, 12, 1),
    })
}

pub fn meta() -> Meta {
    Meta {
        actor: Actor::system("test"),
        now: Timestamp::UNIX_EPOCH,
        technical_now: technical::now(),
        request_id: ids::fresh(),
        traceparent: None,
    }
}

/// Waits for a condition, not for a time; says which when it never comes.
pub async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) {
    let begun = tokio::time::Instant::now();
    while !condition().await {
        assert!(begun.elapsed() < Duration::from_mins(1), "it never came to be: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Writes down what it hears in its own database, in the batch's transaction; may be told to fail.
#[derive(Default)]
pub struct Notebook {
    /// References that are rejected.
    pub reject: Mutex<Vec<String>>,
    /// References that fail without our knowing why.
    pub fail: Mutex<Vec<String>>,
    /// How often each reference was tried.
    pub tried: Mutex<BTreeMap<String, u32>>,
    pub calls: AtomicU32,
}

#[async_trait]
impl Hear for Notebook {
    async fn hear(&self, tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        *self.tried.lock().expect("tried").entry(told.reference.clone()).or_default() += 1;
        if self.reject.lock().expect("reject").contains(&told.reference) {
            return Err(HearError::Reject { code: "not-today".to_owned() });
        }
        if self.fail.lock().expect("fail").contains(&told.reference) {
            return Err(HearError::Failed("for a reason".into()));
        }
        sqlx::query("create table if not exists heard (place bigserial, event_id uuid, reference text)")
            .execute(&mut *tx)
            .await?;
        sqlx::query("insert into heard (event_id, reference) values ($1, $2)")
            .bind(told.event_id)
            .bind(&told.reference)
            .execute(tx)
            .await?;
        Ok(())
    }
}

impl Node {
    /// What the notebook of this node holds, in order.
    pub async fn heard(&self) -> Vec<String> {
        sqlx::query_scalar("select reference from heard order by place").fetch_all(&self.pool).await.unwrap_or_default()
    }

    pub async fn has_heard(&self, count: usize) {
        until("all was heard", async || self.heard().await.len() >= count).await;
    }
}

/// The references of enquiries `1..=last`.
pub fn references(last: u32) -> Vec<String> {
    (1..=last).map(|number| EnquiryRef::allot(2026, number).to_string()).collect()
}
