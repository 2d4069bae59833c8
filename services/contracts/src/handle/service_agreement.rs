//! Service agreements: what is looked up for a decision, told and kept.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError, aggregate::load};
use dars_contracts_domain::service_agreement::{self, Command, Parent, State, is_active_on, parent_of};
use dars_messages::Outgoing;
use dars_rules::FrameworkCover;
use dars_vocabulary::{Impossible, Nic, london_date};
use sqlx::PgConnection;

use super::Agreement;
use crate::{project, publish, store};

/// Service agreements.
#[derive(Debug)]
pub struct ServiceAgreement;

#[async_trait]
impl Aggregate for ServiceAgreement {
    const KIND: &'static str = "service_agreement";
    type State = State;
    type Command = Command;
    type Event = service_agreement::Event;
    type Facts = service_agreement::Facts;
    type Refusal = service_agreement::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = service_agreement::Facts {
            now: meta.now,
            technical_now: meta.technical_now,
            actor: meta.actor.clone(),
            memberships: Vec::new(),
            authorities: Vec::new(),
            agreement: None,
            framework_contracts: Vec::new(),
            users: Vec::new(),
        };
        if meta.actor.is_person() {
            let about = state.quoted().filter(|_| is_active_on(state, london_date(meta.now)));
            let about = about.map(|quoted| &quoted.nic);
            facts.memberships = store::mandates::memberships_about(tx, &meta.actor, about).await?;
            facts.authorities = store::mandates::authorities(tx, meta.actor.id).await?;
        }
        let nic = match command {
            Command::Quote { document, sha256: _ } => Some(&document.nic),
            Command::Order
            | Command::Sign { .. }
            | Command::Provision
            | Command::Activate
            | Command::SetUsers(_)
            | Command::DatesPassed => state.quoted().map(|quoted| &quoted.nic),
        };
        if let Some(nic) = nic {
            facts.agreement = parent(tx, nic, meta).await?;
        }
        if let (Command::SetUsers(users), Some(parent)) = (command, &facts.agreement) {
            let held = store::framework_contracts::of(tx, &parent.deciding).await?;
            facts.framework_contracts = held
                .into_iter()
                .map(|held| FrameworkCover {
                    contract: held.contract,
                    organisation: held.organisation,
                    start: held.start,
                    end: held.end,
                })
                .collect();
            facts.users = store::mandates::memberships_of(tx, users).await?;
        }
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        service_agreement::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        service_agreement::evolve(state, event)
    }

    fn publish(_reference: &str, after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::service_agreement(after, event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::service_agreements::keep(tx, reference, &saved.state).await
    }
}

/// The agreement as it stands, for a service agreement that belongs to it.
pub async fn parent(tx: &mut PgConnection, nic: &Nic, meta: &Meta) -> Result<Option<Parent>, StoreError> {
    let loaded = load::<Agreement>(tx, nic.as_str()).await?;
    Ok(parent_of(&loaded.state, london_date(meta.now)))
}
