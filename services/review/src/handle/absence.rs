//! Absences of officers.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_messages::Outgoing;
use dars_review_domain::absence;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::project;

/// Absences, by officer.
#[derive(Debug)]
pub struct Absence;

#[async_trait]
impl Aggregate for Absence {
    const KIND: &'static str = "absence";
    type State = absence::State;
    type Command = absence::Command;
    type Event = absence::Event;
    type Facts = absence::Facts;
    type Refusal = absence::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(absence::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        absence::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        absence::evolve(state, event)
    }

    /// Who is away is nobody's matter outside.
    fn publish(_reference: &str, _after: &Self::State, _event: &Self::Event) -> Vec<Outgoing> {
        Vec::new()
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        _reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::absences::keep(tx, &saved.state).await
    }
}
