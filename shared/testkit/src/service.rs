//! A whole service in a test: its own database, the real broker, the portal's side of a request.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use anyhow::Context as _;
use dars_bus::{
    Problem, Reply,
    assertion::Signer,
    ids,
    rpc::{Caller, EnquirerProof, Envelope, With},
    status, technical,
};
use dars_kit::{Service, Settings, lifecycle::Lifecycle, run::Started};
use dars_messages::Owner;
use dars_vocabulary::{Actor, ActorKind, PersonId, StaffRole, identity::LOCAL_ISSUER};
use serde_json::Value;

use crate::{Database, NatsServer, nats};

/// The portal's keys of one test.
pub fn signer() -> anyhow::Result<Arc<Signer>> {
    Ok(Arc::new(Signer::from_base64(&Signer::generate()?)?))
}

/// A person of the local identity provider, who signed in just now.
pub fn person(subject: &str, roles: &[StaffRole]) -> Actor {
    Actor {
        id: PersonId::of(LOCAL_ISSUER, subject),
        kind: ActorKind::Person,
        roles: roles.to_vec(),
        signed_in_at: Some(technical::now()),
    }
}

/// A running service; stopped with this.
#[derive(Debug)]
pub struct Running {
    /// Which one.
    pub owner: Owner,
    /// Its database.
    pub database: Database,
    /// What it is made of.
    pub started: Started,
    /// Its tasks.
    pub life: Lifecycle,
    caller: Caller,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.life.stop.cancel();
    }
}

impl Running {
    /// Starts `service` as in a local stack, with a database of its own.
    pub async fn start(service: &Service, nats: &NatsServer, signer: &Arc<Signer>) -> anyhow::Result<Self> {
        Self::start_with(service, nats, signer, "").await
    }

    /// Starts `service` with more settings (TOML).
    pub async fn start_with(
        service: &Service,
        nats: &NatsServer,
        signer: &Arc<Signer>,
        more: &str,
    ) -> anyhow::Result<Self> {
        let database = Database::create(service.owner).await?;
        let overrides = format!(
            "database.url = {:?}\nnats.url = {:?}\nnats.user = {:?}\nnats.password = {:?}\n\
             assertion.public_keys = {:?}\nhealth.port = 0\nlocal.enabled = true\n\
             identity.issuer = {:?}\nsweep.every_ms = 100\n{more}\n",
            database.url,
            nats.url(),
            service.owner.name(),
            nats::password(service.owner.name()),
            signer.public_key(),
            LOCAL_ISSUER,
        );
        let settings = Arc::new(Settings::of(service.defaults, &overrides).context("the test's settings")?);
        let life = Lifecycle::default();
        let started = Started::start(service, settings, &life).await?;
        let portal = nats.connect(Owner::Portal).await?;
        let caller = Caller::new(portal, signer.clone(), Duration::from_secs(5));
        Ok(Self { owner: service.owner, database, started, life, caller })
    }

    /// Asks it as the portal would.
    pub async fn ask(
        &self,
        actor: &Actor,
        action: &str,
        params: &[(&str, &str)],
        body: Value,
    ) -> Result<Reply, Problem> {
        self.ask_with(actor, action, params, body, &With::default()).await
    }

    /// Asks it with a version or a key.
    pub async fn ask_with(
        &self,
        actor: &Actor,
        action: &str,
        params: &[(&str, &str)],
        body: Value,
        with: &With,
    ) -> Result<Reply, Problem> {
        let params: BTreeMap<String, String> =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let envelope = Envelope { path: format!("POST {action} {params:?}"), params, body, ..Envelope::default() };
        self.caller.ask(self.owner, action, actor, ids::fresh(), &envelope, with).await
    }

    /// Asks it as the portal would for someone who is not signed in and shows that an enquiry is theirs.
    pub async fn ask_showing(
        &self,
        proof: EnquirerProof,
        action: &str,
        params: &[(&str, &str)],
        body: Value,
        with: &With,
    ) -> Result<Reply, Problem> {
        let params: BTreeMap<String, String> =
            params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let envelope = Envelope { path: format!("POST {action} {params:?}"), params, body, enquirer: Some(proof) };
        self.caller.ask(self.owner, action, &Actor::public(), ids::fresh(), &envelope, with).await
    }

    /// Waits until its outbox is empty, and fails when dead letters are left.
    pub async fn is_quiet(&self) -> anyhow::Result<()> {
        let pool = &self.started.context.pool;
        until("the outbox is empty", async || {
            let Ok(mut connection) = pool.acquire().await else { return false };
            status::outbox(&mut connection)
                .await
                .is_ok_and(|streams| !streams.is_empty() && streams.iter().all(|stream| stream.waiting == 0))
        })
        .await?;
        let open = status::dead_letters(&mut *pool.acquire().await?).await?;
        anyhow::ensure!(open == 0, "{open} dead letters are left in {}", self.owner);
        Ok(())
    }
}

/// Waits for a condition, not for a time; an error after a minute says which it was.
pub async fn until(what: &str, mut condition: impl AsyncFnMut() -> bool) -> anyhow::Result<()> {
    let begun = tokio::time::Instant::now();
    while !condition().await {
        anyhow::ensure!(begun.elapsed() < Duration::from_mins(1), "it never came to be: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// `If-Match` with a version.
pub fn matching(version: Option<i64>) -> With {
    With { if_match: version, ..With::default() }
}

/// An idempotency key.
pub fn keyed(key: &str) -> With {
    With { idempotency_key: Some(key.to_owned()), ..With::default() }
}
