//! Mails that joined no thread.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError, redact::redact};
use dars_intake_domain::mail;
use dars_messages::{Outgoing, facts::intake::IntakeRedactedV1};
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish};

/// Mails that joined no thread.
#[derive(Debug)]
pub struct Mail;

#[async_trait]
impl Aggregate for Mail {
    const KIND: &'static str = "mail";
    type State = mail::State;
    type Command = mail::Command;
    type Event = mail::Event;
    type Facts = mail::Facts;
    type Refusal = mail::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(mail::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        mail::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        mail::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::mail(event)
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::mails::keep(tx, meta, reference, &saved.state).await
    }
}

/// A mail was dealt with: what was written is not kept here any longer.
pub async fn forget_mail(tx: &mut PgConnection, meta: &Meta, mail: &str, reason: &str) -> Result<i64, Problem> {
    let tell = |events| Outgoing::fact(&IntakeRedactedV1 { reference: mail.to_owned(), events });
    redact::<Mail>(tx, meta, mail, 1, reason, tell).await?;
    Ok(dars_bus::aggregate::load::<Mail>(tx, mail).await?.version)
}
