//! What we changed because of what people said.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_intake_domain::improvement;
use dars_messages::Outgoing;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::store;

/// What we changed because of what people said.
#[derive(Debug)]
pub struct Improvement;

#[async_trait]
impl Aggregate for Improvement {
    const KIND: &'static str = "improvement";
    type State = improvement::State;
    type Command = improvement::Command;
    type Event = improvement::Event;
    type Facts = improvement::Facts;
    type Refusal = improvement::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(improvement::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        improvement::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        improvement::evolve(state, event)
    }

    /// Nothing: nobody beside this service acts on it.
    fn publish(_reference: &str, _after: &Self::State, _event: &Self::Event) -> Vec<Outgoing> {
        Vec::new()
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        store::improvements::keep(tx, reference, &saved.state).await
    }
}
