//! Framework contracts: what is looked up for a decision, told and kept; and who takes whose place.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    aggregate::{execute, load},
};
use dars_contracts_domain::framework_contract::{self, Command, State, successions};
use dars_messages::Outgoing;
use dars_vocabulary::{Actor, Impossible, OrganisationId};
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Framework contracts.
#[derive(Debug)]
pub struct FrameworkContract;

#[async_trait]
impl Aggregate for FrameworkContract {
    const KIND: &'static str = "framework_contract";
    type State = State;
    type Command = Command;
    type Event = framework_contract::Event;
    type Facts = framework_contract::Facts;
    type Refusal = framework_contract::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = framework_contract::Facts {
            now: meta.now,
            technical_now: meta.technical_now,
            actor: meta.actor.clone(),
            memberships: Vec::new(),
            authorities: Vec::new(),
            organisation_known: false,
            open: None,
        };
        if meta.actor.is_person() {
            facts.memberships = store::mandates::memberships_about(tx, &meta.actor, None).await?;
            facts.authorities = store::mandates::authorities(tx, meta.actor.id).await?;
        }
        if let Command::Request { organisation, .. } = command {
            facts.organisation_known = store::organisations::name(tx, organisation).await?.is_some();
            facts.open = store::framework_contracts::open(tx, organisation).await?;
        }
        Ok(facts)
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

/// One command, and what it means for the organisation's other contracts, in one transaction: no two of them are in
/// force on one day. What stands afterwards.
pub async fn execute_and_settle(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    if_match: Option<i64>,
    command: Command,
) -> Result<Loaded<State>, Problem> {
    let organisation = match &command {
        Command::Record(contract) => Some(contract.organisation.clone()),
        Command::Request { organisation, .. } => Some(organisation.clone()),
        Command::Draft { .. }
        | Command::Issue { .. }
        | Command::Sign { .. }
        | Command::Terminate { .. }
        | Command::Succeed(_)
        | Command::DatesPassed => load::<FrameworkContract>(tx, reference).await?.state.organisation().cloned(),
    };
    // The organisation before its contracts, so that two writers never wait for each other.
    if let Some(organisation) = &organisation {
        store::framework_contracts::lock(tx, organisation).await?;
    }
    let done = execute::<FrameworkContract>(tx, meta, reference, if_match, command).await?;
    match organisation {
        Some(organisation) if !done.events.is_empty() => settle(tx, meta, &organisation).await?,
        Some(_) | None => return Ok(done.saved),
    }
    Ok(load::<FrameworkContract>(tx, reference).await?)
}

/// Says to each of the organisation's signed contracts which one takes its place, if that changed.
async fn settle(tx: &mut PgConnection, meta: &Meta, organisation: &OrganisationId) -> Result<(), Problem> {
    let meta = Meta { actor: Actor::system("contracts"), ..meta.clone() };
    let standing = store::framework_contracts::standing(tx, organisation).await?;
    for (signed, (contract, successor)) in standing.iter().zip(successions(&standing)) {
        if signed.successor != successor {
            let command = Command::Succeed(successor);
            execute::<FrameworkContract>(tx, &meta, contract.as_str(), None, command).await?;
        }
    }
    Ok(())
}
