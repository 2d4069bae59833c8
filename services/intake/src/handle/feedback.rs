//! How someone found it.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_intake_domain::feedback;
use dars_messages::Outgoing;
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use super::by_link;
use crate::store;

/// How someone found it.
#[derive(Debug)]
pub struct Feedback;

#[async_trait]
impl Aggregate for Feedback {
    const KIND: &'static str = "feedback";
    type State = feedback::State;
    type Command = feedback::Command;
    type Event = feedback::Event;
    type Facts = feedback::Facts;
    type Refusal = feedback::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let feedback::Command::Give(said) = command;
        let is_enquirer = meta.actor == by_link(&said.about);
        let asked = store::feedback::asked(tx, meta.actor.id, &said.about, said.occasion).await?;
        Ok(feedback::Facts {
            now: meta.now,
            technical_now: meta.technical_now,
            actor: meta.actor.clone(),
            is_enquirer,
            asked,
        })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        feedback::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        feedback::evolve(state, event)
    }

    /// Nothing: nobody beside this service acts on it.
    fn publish(_reference: &str, _after: &Self::State, _event: &Self::Event) -> Vec<Outgoing> {
        Vec::new()
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        _saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        for event in events {
            let feedback::Event::FeedbackGiven(given) = event;
            store::feedback::given(tx, reference, meta.actor.id, given).await?;
        }
        Ok(())
    }
}
