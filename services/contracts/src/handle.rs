//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    redact::{Redacted, redact},
};
use dars_contracts_domain::{agreement, framework_contract};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::contracts::ContractsRedactedV1};
use dars_vocabulary::Impossible;
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Data sharing agreements.
#[derive(Debug)]
pub struct Agreement;
/// Framework contracts.
#[derive(Debug)]
pub struct FrameworkContract;

#[async_trait]
impl Aggregate for Agreement {
    const KIND: &'static str = "agreement";
    type State = agreement::State;
    type Command = agreement::Command;
    type Event = agreement::Event;
    type Facts = agreement::Facts;
    type Refusal = agreement::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = agreement::Facts {
            now: meta.now,
            technical_now: meta.technical_now,
            actor: meta.actor.clone(),
            framework_contracts: Vec::new(),
            authorities: Vec::new(),
            memberships: Vec::new(),
            approved_by: None,
        };
        if meta.actor.is_person() {
            facts.authorities = store::mandates::authorities(tx, meta.actor.id).await?;
            facts.memberships = store::mandates::memberships(tx, meta.actor.id).await?;
        }
        match command {
            agreement::Command::Issue { .. } => {
                facts.framework_contracts = store::framework_contracts::of(tx, &state.organisations()).await?;
            }
            agreement::Command::Sign { .. } => facts.approved_by = store::approvers::of(tx, reference).await?,
            agreement::Command::Draft(_) | agreement::Command::DatesPassed => {}
        }
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        agreement::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        agreement::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::agreement(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::agreements::keep(tx, reference, saved, events).await
    }
}

#[async_trait]
impl Aggregate for FrameworkContract {
    const KIND: &'static str = "framework_contract";
    type State = framework_contract::State;
    type Command = framework_contract::Command;
    type Event = framework_contract::Event;
    type Facts = framework_contract::Facts;
    type Refusal = framework_contract::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(framework_contract::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        framework_contract::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        framework_contract::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::framework_contract(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::framework_contracts::keep(tx, reference, &saved.state).await
    }
}

/// Redacts entries of any of the above.
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
        let tell = |events| Outgoing::fact(&ContractsRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Agreement::KIND => redact::<Agreement>(tx, meta, reference, number, reason, tell).await,
            FrameworkContract::KIND => redact::<FrameworkContract>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
