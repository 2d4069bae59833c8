//! Meetings: what is looked up for a decision, told and kept.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_messages::Outgoing;
use dars_review_domain::meeting::{self, Command, Facts};
use dars_vocabulary::{Actor, Impossible, london_date};
use jiff::Timestamp;
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Meetings.
#[derive(Debug)]
pub struct Meeting;

#[async_trait]
impl Aggregate for Meeting {
    const KIND: &'static str = "meeting";
    type State = meeting::State;
    type Command = Command;
    type Event = meeting::Event;
    type Facts = Facts;
    type Refusal = meeting::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(known(tx, &meta.actor, reference, meta.now, meta.technical_now).await?)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        meeting::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        meeting::evolve(state, event)
    }

    fn publish(_reference: &str, after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::meeting(after, event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::meetings::keep(tx, reference, &saved.state).await
    }
}

/// What a decision about a meeting needs to know, for whoever asks.
pub async fn known(
    tx: &mut PgConnection,
    actor: &Actor,
    reference: &str,
    now: Timestamp,
    technical_now: Timestamp,
) -> Result<Facts, StoreError> {
    let organisations =
        if actor.is_person() { store::memberships::of(tx, actor.id, london_date(now)).await? } else { Vec::new() };
    let waiting = store::case_routes::waiting(tx, reference).await?;
    Ok(Facts { now, technical_now, actor: actor.clone(), organisations, waiting })
}
