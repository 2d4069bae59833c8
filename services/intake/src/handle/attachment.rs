//! The attachments of applications.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError, aggregate::load};
use dars_intake_domain::attachment;
use dars_messages::Outgoing;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use super::{Application, application_facts};
use crate::{project, publish};

/// The attachments of one application, by its reference.
#[derive(Debug)]
pub struct Attachments;

#[async_trait]
impl Aggregate for Attachments {
    const KIND: &'static str = "attachments";
    type State = attachment::State;
    type Command = attachment::Command;
    type Event = attachment::Event;
    type Facts = attachment::Facts;
    type Refusal = attachment::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(attachment_facts(tx, meta, reference).await?)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        attachment::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        attachment::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::attachment(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::attachments::keep(tx, reference, &saved.state, events).await
    }
}

/// What a decision about attachments, or a look at them, needs to know.
pub async fn attachment_facts(tx: &mut PgConnection, meta: &Meta, nic: &str) -> Result<attachment::Facts, StoreError> {
    let application = load::<Application>(tx, nic).await?.state;
    let of_it = application_facts(tx, meta, nic, &application).await?;
    Ok(attachment::Facts { application, of_it })
}
