//! Agreements: what is looked up for a decision, told and kept.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_contracts_domain::agreement;
use dars_messages::{Outgoing, facts::contracts::AgreementDocument};
use dars_rules::{Context, FrameworkCover, organisations_asked_about};
use dars_vocabulary::{Impossible, Nic, london_date};
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Data sharing agreements.
#[derive(Debug)]
pub struct Agreement;

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
            known: Context::default(),
            authorities: Vec::new(),
            memberships: Vec::new(),
            approved_by: None,
        };
        if meta.actor.is_person() {
            facts.authorities = store::mandates::authorities(tx, meta.actor.id).await?;
            // Whoever only collaborates may know of what has come into force, where they are named.
            let nic: Option<Nic> = reference.parse().ok();
            let nic = nic.filter(|_| agreement::as_of(state, london_date(meta.now)).current().is_some());
            facts.memberships = store::mandates::memberships_about(tx, &meta.actor, nic.as_ref()).await?;
        }
        match command {
            agreement::Command::Issue { document, sha256: _ } => facts.known = known(tx, document).await?,
            agreement::Command::Sign { .. } => {
                if let Some((version, _)) = state.application() {
                    facts.approved_by = store::approvers::of(tx, reference, version).await?;
                }
            }
            agreement::Command::Draft(_)
            | agreement::Command::Suspend { .. }
            | agreement::Command::Reinstate { .. }
            | agreement::Command::Terminate { .. }
            | agreement::Command::MeetCondition { .. }
            | agreement::Command::SubmitCertificate(_)
            | agreement::Command::AcceptCertificate { .. }
            | agreement::Command::QueryCertificate { .. }
            | agreement::Command::DatesPassed => {}
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
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::agreements::keep(tx, meta, reference, saved, events).await
    }
}

/// What the rules of issue need to know of the organisations and data sets that a document names.
async fn known(tx: &mut PgConnection, document: &AgreementDocument) -> Result<Context, StoreError> {
    let content = &document.content;
    let organisations = organisations_asked_about(content, Some(&document.applicant));
    let datasets: Vec<String> = content.requests().iter().map(|request| request.dataset.clone()).collect();
    let contracts = store::framework_contracts::of(tx, &organisations).await?;
    let cover = contracts.into_iter().map(|held| FrameworkCover {
        contract: held.contract,
        organisation: held.organisation,
        start: held.start,
        end: held.end,
    });
    Ok(Context {
        catalogue: Some(store::datasets::of(tx, &datasets).await?),
        organisations: store::organisations::types(tx, &organisations).await?,
        framework_contracts: Some(cover.collect()),
        assurances: Some(store::assurances::of(tx, &organisations).await?),
        ..Context::default()
    })
}
