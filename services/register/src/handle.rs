//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    redact::{Redacted, redact},
};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::register::RegisterRedactedV1};
use dars_register_domain::entry;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Entries of the public register.
#[derive(Debug)]
pub struct Entry;

#[async_trait]
impl Aggregate for Entry {
    const KIND: &'static str = "entry";
    type State = entry::State;
    type Command = entry::Command;
    type Event = entry::Event;
    type Facts = entry::Facts;
    type Refusal = entry::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let catalogue = match command {
            entry::Command::Publish { .. } => store::datasets::ids(tx).await?,
            entry::Command::ReceiveVersion(_) | entry::Command::Hear { .. } => Vec::new(),
        };
        Ok(entry::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone(), catalogue })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        entry::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        entry::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::entry(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::entries::keep(tx, reference, &saved.state).await
    }
}

/// Redacts entries of the journal.
#[derive(Debug)]
pub struct Redactions;

#[async_trait]
impl Redact for Redactions {
    async fn redact(
        &self,
        tx: &mut PgConnection,
        meta: &Meta,
        aggregate: &str,
        reference: &str,
        number: i64,
        reason: &str,
    ) -> Result<Redacted, Problem> {
        let tell = |events| Outgoing::fact(&RegisterRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Entry::KIND => redact::<Entry>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
