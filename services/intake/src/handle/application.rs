//! Applications.

use std::sync::Arc;

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError};
use dars_intake_domain::application;
use dars_messages::Outgoing;
use dars_rules::Context;
use dars_vocabulary::{ApplicationContent, Impossible, PersonId, london_date};
use sqlx::PgConnection;

use super::notices;
use crate::{project, publish, store};

/// Applications.
#[derive(Debug)]
pub struct Application;

#[async_trait]
impl Aggregate for Application {
    const KIND: &'static str = "application";
    type State = application::State;
    type Command = application::Command;
    type Event = application::Event;
    type Facts = application::Facts;
    type Refusal = application::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = application_facts(tx, meta, reference, state).await?;
        match command {
            application::Command::Submit { content, .. } => {
                facts.rules = application_rules(tx, meta, state, content).await?;
            }
            application::Command::SetPeople { lead, collaborators } => {
                let before = state.application().map(|application| application.lead);
                let people: Vec<PersonId> = lead.iter().chain(&before).chain(collaborators).copied().collect();
                facts.people = store::memberships::of_all(tx, &people).await?;
            }
            application::Command::HandOver { lead, .. } => {
                let before = state.application().map(|application| application.lead);
                let people: Vec<PersonId> = before.iter().chain([lead]).copied().collect();
                facts.people = store::memberships::of_all(tx, &people).await?;
                facts.administered = administered(tx, meta, state).await?;
            }
            // The others need no more than who asks.
            _ => {}
        }
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        application::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        application::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::application(event)
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::applications::keep(tx, meta, reference, &saved.state, events).await?;
        project::search::application(tx, reference, &saved.state).await
    }
}

/// What a decision or a look at an application needs to know: the caller's memberships, and when its draft was saved.
pub async fn application_facts(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &str,
    state: &application::State,
) -> Result<application::Facts, StoreError> {
    let mut facts = application::Facts::by(meta.actor.clone(), meta.now, meta.technical_now);
    if meta.actor.is_person() {
        facts.memberships = store::memberships::of(tx, meta.actor.id).await?;
        let today = london_date(meta.now);
        let held = facts.memberships.iter().filter(|held| held.is_of(&held.organisation, today));
        let organisations: Vec<_> = held.map(|held| held.organisation.clone()).collect();
        facts.papers = store::case_papers::of(tx, nic, meta.actor.id, &organisations).await?;
    }
    if state.is_being_written() {
        facts.draft_saved_on = store::drafts::saved_on(tx, nic).await?;
    }
    Ok(facts)
}

/// The same, and what decides who may name the lead: for what is permitted.
pub async fn application_circumstances(
    tx: &mut PgConnection,
    meta: &Meta,
    nic: &str,
    state: &application::State,
) -> Result<application::Facts, StoreError> {
    let mut facts = application_facts(tx, meta, nic, state).await?;
    if let Some(application) = state.application() {
        facts.people = store::memberships::of_all(tx, &[application.lead]).await?;
        facts.administered = administered(tx, meta, state).await?;
    }
    Ok(facts)
}

async fn administered(tx: &mut PgConnection, meta: &Meta, state: &application::State) -> Result<bool, StoreError> {
    match state.application() {
        Some(application) => {
            store::memberships::administered(tx, &application.organisation, london_date(meta.now)).await
        }
        None => Ok(false),
    }
}

/// What the rules need to know beside `content`: of its data sets and its organisations, and of no others.
pub async fn application_rules(
    tx: &mut PgConnection,
    meta: &Meta,
    state: &application::State,
    content: &ApplicationContent,
) -> Result<Context, StoreError> {
    let data_sets: Vec<String> = content.requests().iter().map(|request| request.dataset.clone()).collect();
    let organisations = application::organisations(state, content);
    let application = state.application();
    let privacy_notice = match (application, notices::page(content)) {
        (Some(application), Some((_, sha256))) => {
            Some(store::notices::of(tx, application.nic.as_str(), &sha256).await?)
        }
        _ => None,
    };
    Ok(Context {
        privacy_notice,
        names: Some(Arc::new(store::names::in_purpose(tx, content).await?)),
        catalogue: Some(store::datasets::traits(tx, &data_sets).await?),
        organisations: store::organisations::types(tx, &organisations).await?,
        framework_contracts: Some(store::framework_contracts::of(tx, &organisations, london_date(meta.now)).await?),
        assurances: Some(store::assurances::of(tx, &organisations).await?),
        conditions: state.conditions(),
        ..Context::default()
    })
}
