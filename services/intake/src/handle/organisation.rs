//! Organisations, their people and their signing authority.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_intake_domain::organisation;
use dars_messages::Outgoing;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish};

/// Organisations, their people and their signing authority.
#[derive(Debug)]
pub struct Organisation;

#[async_trait]
impl Aggregate for Organisation {
    const KIND: &'static str = "organisation";
    type State = organisation::State;
    type Command = organisation::Command;
    type Event = organisation::Event;
    type Facts = organisation::Facts;
    type Refusal = organisation::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(organisation::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        organisation::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        organisation::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::organisation(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        _reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::search::organisation(tx, saved, events).await?;
        project::organisations::keep(tx, &saved.state, events).await
    }
}
