//! Running a service: settings, telemetry, migrations, the bus, requests, sweeps, and an orderly end.

use std::sync::Arc;

use anyhow::Context as _;
use async_nats::jetstream;
use async_trait::async_trait;
use clap::Parser as _;
use dars_bus::{
    Meta, Waker,
    assertion::Verifier,
    ids, journal,
    lease::{self, Leases},
    reader::Reader,
    relay::Relay,
    rpc::Server,
    status, technical,
};
use dars_messages::OutgoingFamily;
use dars_vocabulary::{Actor, ActorKind, PersonId};
use sqlx::{
    PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};

use crate::{
    cli::{Cli, JournalVerb, Verb},
    clock::TradeClock,
    config::Settings,
    health::{self, Ready},
    lifecycle::Lifecycle,
    nats,
    operations::Operations,
    service::{Context, Service},
    sweep, telemetry,
};

/// Runs a service's binary: parses its command line and does what it says.
pub fn run(service: &Service) -> anyhow::Result<()> {
    run_verb(service, Cli::parse().verb)
}

/// Does what one of the subcommands says that every service has; for a binary that has others beside them.
pub fn run_verb(service: &Service, verb: Verb) -> anyhow::Result<()> {
    let settings = Arc::new(Settings::load(service.defaults).context("the settings cannot be used")?);
    if matches!(verb, Verb::Healthcheck) {
        return crate::health::ask(&settings.health);
    }
    let guard = telemetry::start(service.owner.name(), &settings.telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let done = runtime.block_on(async {
        match verb {
            Verb::Serve => serve(service, settings).await,
            Verb::Migrate => migrate_only(service, &settings).await,
            Verb::Healthcheck => Ok(()),
            Verb::Journal { verb } => journal(service, settings, verb).await,
        }
    });
    guard.flush();
    done
}

/// Does an operators' subcommand of one service's own, with its database and clock and without serving anything.
pub fn operate(service: &Service, work: impl AsyncFnOnce(&Context) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let settings = Arc::new(Settings::load(service.defaults).context("the settings cannot be used")?);
    let guard = telemetry::start(service.owner.name(), &settings.telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let done = runtime.block_on(async {
        let life = Lifecycle::default();
        let context = beside(service, settings, &life)?;
        let done = work(&context).await;
        life.stop.cancel();
        done
    });
    guard.flush();
    done
}

/// What a service's parts are given when they work beside the one that serves.
fn beside(service: &Service, settings: Arc<Settings>, life: &Lifecycle) -> anyhow::Result<Context> {
    let (_, pool) = connect(&settings)?;
    let waker = Waker::start(pool.clone(), &life.tasks, life.stop.clone());
    let clock = if settings.local.enabled && !settings.local.clock_file.is_empty() {
        TradeClock::watching(settings.local.clock_file.clone().into(), &life.tasks, life.stop.clone())
    } else {
        TradeClock::real()
    };
    Ok(Context { pool, waker, clock, settings, owner: service.owner })
}

fn connect(settings: &Settings) -> anyhow::Result<(PgConnectOptions, PgPool)> {
    let options: PgConnectOptions = settings.database.url.parse().context("database.url cannot be read")?;
    // A frozen process must not keep its twin from the rows that it was writing.
    let options = options.options([("idle_in_transaction_session_timeout", "10s")]);
    let pool = PgPoolOptions::new()
        .max_connections(settings.database.max_connections)
        .acquire_timeout(std::time::Duration::from_secs(3))
        .connect_lazy_with(options.clone());
    Ok((options, pool))
}

/// Brings the tables up to date: the bus' own, then the service's.
pub async fn migrate(service: &Service, pool: &PgPool) -> anyhow::Result<()> {
    for migrator in [&dars_bus::MIGRATOR, service.migrator] {
        let mut own =
            sqlx::migrate::Migrator { migrations: migrator.migrations.clone(), ..sqlx::migrate::Migrator::DEFAULT };
        // Both sets stand in one table; each must not mind the other's rows.
        own.set_ignore_missing(true);
        own.run(pool).await.context("a migration failed")?;
    }
    Ok(())
}

async fn migrate_only(service: &Service, settings: &Settings) -> anyhow::Result<()> {
    let (_, pool) = connect(settings)?;
    migrate(service, &pool).await?;
    tracing::info!("the tables are up to date");
    Ok(())
}

async fn serve(service: &Service, settings: Arc<Settings>) -> anyhow::Result<()> {
    let life = Lifecycle::default();
    let started = Started::start(service, settings, &life).await?;
    tracing::info!(port = started.health_port, "{} is up", service.owner);
    if !life.run().await? {
        anyhow::bail!("stopped hard: something in flight did not end in time");
    }
    started.client.flush().await.ok();
    Ok(())
}

/// A service that runs in this process.
#[derive(Debug)]
pub struct Started {
    /// What its parts were given.
    pub context: Context,
    /// The port of its probes.
    pub health_port: u16,
    /// Its connection to the broker.
    pub client: async_nats::Client,
}

impl Started {
    /// Starts a service: migrates, connects, relays, reads, sweeps, answers.
    pub async fn start(service: &Service, settings: Arc<Settings>, life: &Lifecycle) -> anyhow::Result<Self> {
        let (options, pool) = connect(&settings)?;
        migrate(service, &pool).await?;
        lease::refuse_pooler(&options).await?;
        let waker = Waker::start(pool.clone(), &life.tasks, life.stop.clone());
        let clock = if settings.local.enabled && !settings.local.clock_file.is_empty() {
            TradeClock::watching(settings.local.clock_file.clone().into(), &life.tasks, life.stop.clone())
        } else {
            TradeClock::real()
        };
        let client = nats::connect(service.owner.name(), &settings.nats).await?;
        let context = Context { pool: pool.clone(), waker, clock, settings: settings.clone(), owner: service.owner };
        let parts = (service.parts)(&context);
        let leases = Leases::new(options, life.tasks.clone(), life.stop.clone());
        let bus = Bus { context: &context, client: &client, leases: &leases, life };
        bus.relays();
        bus.readers(&parts);
        life.tasks.spawn(sweep::run(context.clone(), parts.sweep.clone(), leases.clone(), life.stop.clone()));
        let keys = settings.public_keys();
        let trade = context.clock.clone();
        Server {
            service: service.owner,
            client: client.clone(),
            verifier: Verifier::new(keys.iter().map(String::as_str)).context("assertion.public_keys")?,
            serve: Arc::new(Operations {
                context: context.clone(),
                own: parts.serve,
                hear: parts.hear,
                sweep: parts.sweep,
            }),
            clock: Arc::new(move || trade.now()),
            at_once: settings.rpc.at_once,
            tasks: life.tasks.clone(),
            stop: life.stop.clone(),
        }
        .start()
        .await
        .map_err(|error| anyhow::anyhow!(error))?;
        let ready = Arc::new(CanWork { pool, client: client.clone() });
        let health_port = health::serve(&settings.health, ready, health::recorder(), life).await?;
        Ok(Self { context, health_port, client })
    }
}

/// What relays and readers share.
struct Bus<'a> {
    context: &'a Context,
    client: &'a async_nats::Client,
    leases: &'a Leases,
    life: &'a Lifecycle,
}

impl Bus<'_> {
    fn jetstream(&self) -> jetstream::Context {
        jetstream::context::ContextBuilder::new()
            .timeout(std::time::Duration::from_secs(5))
            .ack_timeout(std::time::Duration::from_secs(10))
            .max_ack_inflight(1024)
            .build(self.client.clone())
    }

    fn relays(&self) {
        let owner = self.context.owner;
        let families =
            [(OutgoingFamily::Facts, Some(owner.stream())), (OutgoingFamily::Contacts, owner.contact_stream())];
        for (family, stream) in families {
            let Some(stream) = stream else { continue };
            let relay = Relay {
                owner,
                family,
                stream,
                replicas: self.context.settings.nats.replicas,
                teams: self.context.settings.teams(),
                pool: self.context.pool.clone(),
                jetstream: self.jetstream(),
                leases: self.leases.clone(),
                waker: self.context.waker.clone(),
                stop: self.life.stop.clone(),
            };
            self.life.tasks.spawn(relay.run());
        }
    }

    fn readers(&self, parts: &crate::service::Parts) {
        let hearer = self.context.owner;
        let facts = hearer.hears().iter().map(|owner| (*owner, OutgoingFamily::Facts));
        let contacts = hearer.hears_contacts().iter().map(|owner| (*owner, OutgoingFamily::Contacts));
        for (owner, family) in facts.chain(contacts) {
            let reader = Reader {
                hearer,
                owner,
                family,
                pool: self.context.pool.clone(),
                jetstream: self.jetstream(),
                leases: self.leases.clone(),
                waker: self.context.waker.clone(),
                hear: parts.hear.clone(),
                stop: self.life.stop.clone(),
            };
            self.life.tasks.spawn(reader.run());
        }
    }
}

/// Ready means: own database reachable (migrations ran at start) and the broker answers a round trip.
struct CanWork {
    pool: PgPool,
    client: async_nats::Client,
}

#[async_trait]
impl Ready for CanWork {
    async fn ready(&self) -> Result<(), String> {
        sqlx::query("select 1").execute(&self.pool).await.map_err(|_| "database".to_owned())?;
        if self.client.connection_state() != async_nats::connection::State::Connected {
            return Err("broker".to_owned());
        }
        // A flush would only fill a buffer: ask something that must be answered.
        jetstream::new(self.client.clone()).query_account().await.map(|_| ()).map_err(|_| "broker".to_owned())
    }

    #[expect(clippy::cast_precision_loss, reason = "gauges are floating point by their definition")]
    async fn observe(&self) {
        let Ok(mut connection) = self.pool.acquire().await else { return };
        if let Ok(open) = status::dead_letters(&mut connection).await {
            metrics::gauge!("dars_dead_letters_open").set(open as f64);
        }
        if let Ok(streams) = status::outbox(&mut connection).await {
            for stream in streams {
                metrics::gauge!("dars_outbox_waiting", "stream" => stream.stream).set(stream.waiting as f64);
            }
        }
    }
}

async fn journal(service: &Service, settings: Arc<Settings>, verb: JournalVerb) -> anyhow::Result<()> {
    let (_, pool) = connect(&settings)?;
    match verb {
        JournalVerb::Verify => {
            let mut tx = pool.begin().await?;
            sqlx::query("set transaction isolation level repeatable read read only").execute(&mut *tx).await?;
            let found = journal::verify(&mut tx).await?;
            for line in &found.broken {
                println!("{line}");
            }
            println!(
                "{}: {} chains, {} rows, {} contents redacted, {} broken",
                service.owner,
                found.chains,
                found.rows,
                found.redacted,
                found.broken.len()
            );
            anyhow::ensure!(found.broken.is_empty(), "the journal does not verify");
            Ok(())
        }
        JournalVerb::Show { aggregate, reference } => {
            let entries = journal::stored(&mut *pool.acquire().await?, &aggregate, &reference).await?;
            anyhow::ensure!(!entries.is_empty(), "there is no {aggregate} {reference}");
            for entry in entries {
                println!("{}", String::from_utf8_lossy(&entry));
            }
            Ok(())
        }
        JournalVerb::Redact { aggregate, reference, entry, reason, by, confirmed_by } => {
            anyhow::ensure!(by != confirmed_by, "nobody redacts alone: --confirmed-by must be another person");
            let life = Lifecycle::default();
            let context = beside(service, settings, &life)?;
            let parts = (service.parts)(&context);
            let meta = Meta {
                actor: Actor {
                    id: PersonId(by),
                    kind: ActorKind::Person,
                    roles: vec![dars_vocabulary::StaffRole::RecordsOfficer],
                    signed_in_at: None,
                },
                now: context.clock.now(),
                technical_now: technical::now(),
                request_id: ids::fresh(),
                traceparent: None,
            };
            let reason = format!("{reason} confirmed-by {confirmed_by}");
            let mut tx = pool.begin().await?;
            let done = parts
                .redact
                .redact(&mut tx, &meta, &aggregate, &reference, entry, &reason)
                .await
                .map_err(|problem| anyhow::anyhow!("{}: {}", problem.code, problem.detail))?;
            tx.commit().await?;
            println!(
                "{} contents emptied, {} messages to be sent again without them",
                done.contents,
                done.events.len()
            );
            life.stop.cancel();
            Ok(())
        }
    }
}
