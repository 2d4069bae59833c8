//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    redact::{Redacted, redact},
};
use dars_intake_domain::{application, dataset, enquiry, organisation};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::intake::IntakeRedactedV1};
use dars_rules::Context;
use dars_vocabulary::{ApplicationContent, Impossible, PersonId, london_date};
use sqlx::PgConnection;

use crate::{project, publish, store};

/// Enquiries.
#[derive(Debug)]
pub struct Enquiry;
/// Applications.
#[derive(Debug)]
pub struct Application;
/// Organisations, their people and their signing authority.
#[derive(Debug)]
pub struct Organisation;
/// The catalogue's entries.
#[derive(Debug)]
pub struct Dataset;

#[async_trait]
impl Aggregate for Enquiry {
    const KIND: &'static str = "enquiry";
    type State = enquiry::State;
    type Command = enquiry::Command;
    type Event = enquiry::Event;
    type Facts = enquiry::Facts;
    type Refusal = enquiry::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = enquiry::Facts::by(meta.actor.clone(), meta.now, meta.technical_now);
        if let enquiry::Command::Convert { organisation, lead, .. } = command {
            facts.organisation_known = store::organisations::exists(tx, organisation.as_str()).await?;
            facts.lead_memberships = store::memberships::of(tx, *lead).await?;
        }
        if let enquiry::Command::MarkDuplicate { of } = command {
            facts.other = store::enquiries::other(tx, of).await?;
        }
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        enquiry::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        enquiry::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::enquiry(event)
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::enquiries::keep(tx, meta, reference, &saved.state, events).await
    }
}

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
        project::applications::keep(tx, meta, reference, &saved.state, events).await
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
    }
    if state.is_being_written() {
        facts.draft_saved_on = store::drafts::saved_on(tx, nic).await?;
    }
    Ok(facts)
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
    Ok(Context {
        catalogue: Some(store::datasets::traits(tx, &data_sets).await?),
        organisations: store::organisations::types(tx, &organisations).await?,
        framework_contracts: Some(store::framework_contracts::of(tx, &organisations, london_date(meta.now)).await?),
        assurances: Some(store::assurances::of(tx, &organisations).await?),
        conditions: state.conditions(),
        ..Context::default()
    })
}

#[async_trait]
impl Aggregate for Organisation {
    const KIND: &'static str = "organisation";
    type State = organisation::State;
    type Command = organisation::Command;
    type Event = organisation::Event;
    type Facts = organisation::Facts;
    type Refusal = organisation::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(organisation::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        organisation::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        organisation::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::organisation(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        _reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::organisations::keep(tx, &saved.state, events).await
    }
}

#[async_trait]
impl Aggregate for Dataset {
    const KIND: &'static str = "dataset";
    type State = dataset::State;
    type Command = dataset::Command;
    type Event = dataset::Event;
    type Facts = dataset::Facts;
    type Refusal = dataset::Refusal;

    async fn facts(
        _tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        _command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        Ok(dataset::Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone() })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        dataset::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        dataset::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::dataset(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        _reference: &str,
        _saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::datasets::keep(tx, events).await
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
        let tell = |events| Outgoing::fact(&IntakeRedactedV1 { reference: reference.to_owned(), events });
        match aggregate {
            Enquiry::KIND => redact::<Enquiry>(tx, meta, reference, number, reason, tell).await,
            Application::KIND => redact::<Application>(tx, meta, reference, number, reason, tell).await,
            Organisation::KIND => redact::<Organisation>(tx, meta, reference, number, reason, tell).await,
            Dataset::KIND => redact::<Dataset>(tx, meta, reference, number, reason, tell).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}
