//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    redact::{Redacted, redact},
};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::notification::NotificationRedactedV1};
use dars_notification_domain::plan;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish};

/// Plans of reminders, by the agreement they are about.
#[derive(Debug)]
pub struct Plan;

#[async_trait]
impl Aggregate for Plan {
    const KIND: &'static str = "plan";
    type State = plan::State;
    type Command = plan::Command;
    type Event = plan::Event;
    type Facts = plan::Facts;
    type Refusal = plan::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(plan::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        plan::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        plan::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::plan(event)
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::plans::keep(tx, meta, reference, &saved.state, events).await
    }
}

/// Redacts entries of plans.
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
        let tell = |events| Outgoing::fact(&NotificationRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Plan::KIND => redact::<Plan>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
