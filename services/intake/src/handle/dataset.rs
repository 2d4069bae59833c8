//! The catalogue's entries.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_intake_domain::dataset;
use dars_messages::Outgoing;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish};

/// The catalogue's entries.
#[derive(Debug)]
pub struct Dataset;

#[async_trait]
impl Aggregate for Dataset {
    const KIND: &'static str = "dataset";
    type State = dataset::State;
    type Command = dataset::Command;
    type Event = dataset::Event;
    type Facts = dataset::Facts;
    type Refusal = dataset::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(dataset::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        dataset::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        dataset::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::dataset(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        _reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::datasets::keep(tx, saved).await
    }
}
