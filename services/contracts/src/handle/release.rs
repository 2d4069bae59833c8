//! Releases: what is looked up for a decision, told and kept.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    aggregate::{load, load_for_update},
};
use dars_contracts_domain::{
    agreement::{self, as_of},
    release::{self, Command, State},
    rules::v40::{GateInput, Known, holders},
    service_agreement::needs_service_agreement,
};
use dars_messages::Outgoing;
use dars_rules::FrameworkCover;
use dars_vocabulary::{Impossible, Nic, StaffRole, code::AccessService, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::Agreement;
use crate::{project, publish, store};

/// Releases.
#[derive(Debug)]
pub struct Release;

#[async_trait]
impl Aggregate for Release {
    const KIND: &'static str = "release";
    type State = State;
    type Command = Command;
    type Event = release::Event;
    type Facts = release::Facts;
    type Refusal = release::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = release::Facts {
            now: meta.now,
            technical_now: meta.technical_now,
            actor: meta.actor.clone(),
            memberships: Vec::new(),
            authorities: Vec::new(),
            agreement: None,
        };
        if meta.actor.is_person() {
            let made = state.produced().filter(|_| state.made().is_some()).map(|produced| &produced.nic);
            facts.memberships = store::mandates::memberships_about(tx, &meta.actor, made).await?;
            facts.authorities = store::mandates::authorities(tx, meta.actor.id).await?;
        }
        let produced = state.produced();
        let nic = match command {
            Command::Plan { nic, .. } => Some(nic),
            Command::Check | Command::Make | Command::Acknowledge => produced.map(|produced| &produced.nic),
        };
        if let Some(nic) = nic {
            let asks_gate = *command == Command::Make && meta.actor.is_staff(StaffRole::DataProduction);
            let today = london_date(meta.now);
            // Locked until the release is saved: neither a suspension nor another release slips in between.
            let loaded = if asks_gate {
                load_for_update::<Agreement>(tx, nic.as_str()).await?
            } else {
                load::<Agreement>(tx, nic.as_str()).await?
            };
            let gate = match produced.filter(|_| asks_gate) {
                Some(produced) => Some(Box::new(gate(tx, &loaded.state, nic, &produced.content.dataset, today).await?)),
                None => None,
            };
            facts.agreement = known(&loaded.state, today, gate);
        }
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        release::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        release::evolve(state, event)
    }

    fn publish(_reference: &str, after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::release(after, event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        _events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::releases::keep(tx, reference, &saved.state).await
    }
}

fn known(state: &agreement::State, today: Date, gate: Option<Box<GateInput>>) -> Option<release::Agreement> {
    if matches!(state, agreement::State::Absent) {
        return None;
    }
    let parties = as_of(state, today).organisations();
    Some(release::Agreement { parties, issued: state.issued().is_some(), gate })
}

/// The gate of one data set (V40): the agreement as it stands today, and everything it rests on.
pub async fn gate(
    tx: &mut PgConnection,
    state: &agreement::State,
    nic: &Nic,
    dataset: &str,
    today: Date,
) -> Result<GateInput, StoreError> {
    let (controllers, processors) = holders(&as_of(state, today));
    let bound: Vec<_> = controllers.iter().chain(&processors).cloned().collect();
    let contracts = store::framework_contracts::of(tx, &controllers).await?;
    let cover = contracts.into_iter().map(|held| FrameworkCover {
        contract: held.contract,
        organisation: held.organisation,
        start: held.start,
        end: held.end,
    });
    let mut active_services = Vec::new();
    for service in AccessService::ALL.iter().copied().filter(|service| needs_service_agreement(*service)) {
        if store::service_agreements::active_for(tx, nic, service, today).await? {
            active_services.push(service);
        }
    }
    let known = Known {
        framework_contracts: cover.collect(),
        assurances: store::assurances::of(tx, &bound).await?,
        active_services,
        released_before: store::releases::made_before(tx, nic, dataset).await?,
    };
    Ok(GateInput::of(state, today, dataset, known))
}
