//! Another service's outbox and relay, without the rest of it: what it tells comes over the real broker.

use dars_bus::{
    Waker, ids,
    lease::Leases,
    outbox::{self, Waiting},
    relay::Relay,
    technical,
};
use dars_kit::lifecycle::Lifecycle;
use dars_messages::{Outgoing, OutgoingFamily, Owner};
use sqlx::PgPool;

use crate::{Database, NatsServer};

/// Tells as one owner; stopped with this.
#[derive(Debug)]
pub struct Teller {
    pool: PgPool,
    waker: Waker,
    life: Lifecycle,
    // Dropped last: it drops the database.
    _database: Database,
}

impl Drop for Teller {
    fn drop(&mut self) {
        self.life.stop.cancel();
    }
}

impl Teller {
    /// An owner with nothing told yet.
    pub async fn start(owner: Owner, nats: &NatsServer) -> anyhow::Result<Self> {
        let database = Database::create(owner).await?;
        let pool = PgPool::connect(&database.url).await?;
        dars_bus::MIGRATOR.run(&pool).await?;
        let life = Lifecycle::default();
        let waker = Waker::start(pool.clone(), &life.tasks, life.stop.clone());
        let relay = Relay {
            owner,
            family: OutgoingFamily::Facts,
            stream: owner.stream(),
            replicas: 1,
            teams: Vec::new(),
            pool: pool.clone(),
            jetstream: async_nats::jetstream::new(nats.connect(owner).await?),
            leases: Leases::new(database.url.parse()?, life.tasks.clone(), life.stop.clone()),
            waker: waker.clone(),
            stop: life.stop.clone(),
        };
        life.tasks.spawn(relay.run());
        Ok(Self { pool, waker, life, _database: database })
    }

    /// Tells it now, as a new event.
    pub async fn tell(&self, outgoing: Outgoing) -> anyhow::Result<()> {
        let mut tx = self.pool.begin().await?;
        let waiting = Waiting { event_id: ids::fresh(), outgoing, entry: None };
        outbox::append(&mut tx, &[waiting], technical::now(), None).await?;
        tx.commit().await?;
        self.waker.wake();
        Ok(())
    }

    /// Tells each twice, in this order: a restored owner tells again what it told.
    pub async fn twice(&self, facts: impl IntoIterator<Item = Outgoing>) -> anyhow::Result<()> {
        for fact in facts {
            self.tell(fact.clone()).await?;
            self.tell(fact).await?;
        }
        Ok(())
    }
}
