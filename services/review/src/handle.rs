//! Steps 2–4: load → decide → evolve → save. The only place where a command meets a transaction.

mod absence;
mod meeting;
mod precedent;

use std::sync::Arc;

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError, chain,
    redact::{Redacted, redact},
};
use dars_kit::Redact;
use dars_messages::{Outgoing, facts::review::ReviewRedactedV1};
use dars_review_domain::case;
use dars_rules::{Changed, organisations_asked_about};
use dars_vocabulary::{Impossible, london_date};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

pub use self::{
    absence::Absence,
    meeting::{Meeting, known as known_of_meeting},
    precedent::Precedent,
};
use crate::{project, publish, store};

/// Cases.
#[derive(Debug)]
pub struct Case;

#[async_trait]
impl Aggregate for Case {
    const KIND: &'static str = "case";
    type State = case::State;
    type Command = case::Command;
    type Event = case::Event;
    type Facts = case::Facts;
    type Refusal = case::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = who(tx, meta).await?;
        if meta.actor.is_person() {
            facts.interest = store::meeting_interests::of(tx, reference, meta.actor.id).await?;
        }
        if asks_the_rules(command) {
            facts.known = known(tx, state, london_date(meta.now)).await?;
        }
        facts.known.precedent = precedent::asked_about(tx, meta, state, command).await?;
        Ok(facts)
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        case::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        case::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::case(event)
    }

    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::notes::keep(tx, meta, reference, saved, events).await?;
        project::cases::keep(tx, meta, reference, &saved.state).await
    }
}

/// Who asks: their organisations, and for whom they act today.
pub async fn who(tx: &mut PgConnection, meta: &Meta) -> Result<case::Facts, StoreError> {
    let mut facts = case::Facts::by(meta.actor.clone(), meta.now, meta.technical_now);
    if meta.actor.is_person() {
        let today = london_date(meta.now);
        facts.organisations = store::memberships::of(tx, meta.actor.id, today).await?;
        facts.leads = store::memberships::led_by(tx, meta.actor.id, today).await?;
        facts.covers = store::absences::covered_by(tx, meta.actor.id, today).await?;
    }
    Ok(facts)
}

/// What others told us that the rules ask for `today`, about one case: one look at each table, however many organisations
/// and data sets it names.
pub async fn known(tx: &mut PgConnection, state: &case::State, today: Date) -> Result<case::Known, StoreError> {
    let Some((case, content)) = state.case().and_then(|case| Some((case, case.content.open()?))) else {
        return unread(tx, state).await;
    };
    let ids: Vec<String> = content.requests().iter().map(|request| request.dataset.clone()).collect();
    let organisations = organisations_asked_about(content, Some(&case.organisation));
    let nic = case.nic.as_str();
    let page = content.privacy_notice.as_ref().map(|notice| chain::hex(&chain::sha256(notice.url.trim().as_bytes())));
    let privacy_notice = match page {
        Some(sha256) => Some(store::notices::of(tx, nic, &sha256).await?),
        None => None,
    };
    Ok(case::Known {
        privacy_notice,
        names: Some(Arc::new(store::names::in_purpose(tx, content).await?)),
        catalogue: Some(store::datasets::of(tx, &ids).await?),
        organisation_types: store::organisations::types(tx, &organisations).await?,
        framework_contracts: Some(store::framework_contracts::of(tx, &organisations, today).await?),
        assurances: Some(store::assurances::of(tx, &organisations).await?),
        changed: changed(tx, case).await?,
        precedent: None,
        early_advisers: store::early_views::advisers(tx, nic).await?,
    })
}

/// What a change is measured against: what was approved last, and the day on which that ends.
async fn changed(tx: &mut PgConnection, case: &case::Case) -> Result<Option<Changed>, StoreError> {
    let (Some(_), Some(approved)) = (case.change, case.approved) else { return Ok(None) };
    let content = store::versions::content(tx, &case.nic, approved).await?;
    let end = content.as_ref().and_then(|content| content.term.as_ref()).map(|term| term.end);
    Ok(Some(Changed { content: content.map(Arc::new), end }))
}

/// What is known of a case whose content is redacted, or that is not there.
async fn unread(tx: &mut PgConnection, state: &case::State) -> Result<case::Known, StoreError> {
    let nic = state.case().map(|case| case.nic.as_str()).unwrap_or_default();
    Ok(case::Known { early_advisers: store::early_views::advisers(tx, nic).await?, ..case::Known::default() })
}

/// Whether others' words are needed to decide upon it.
fn asks_the_rules(command: &case::Command) -> bool {
    use case::{Command, Doing};
    matches!(command, Command::Assess(_) | Command::Decide(_) | Command::Do(Doing::ReviewDecision { .. }))
}

/// Redacts entries of cases.
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
        match aggregate {
            Case::KIND => redact_case(tx, meta, reference, number, reason).await,
            Precedent::KIND => redact::<Precedent>(tx, meta, reference, number, reason, emptied(reference)).await,
            Meeting::KIND => redact::<Meeting>(tx, meta, reference, number, reason, emptied(reference)).await,
            _ => Err(Problem::not_found("kind of aggregate")),
        }
    }
}

/// What is told of messages that were emptied.
fn emptied(reference: &str) -> impl Fn(Vec<Uuid>) -> Outgoing + Send {
    let reference = reference.to_owned();
    move |events| Outgoing::fact(&ReviewRedactedV1 { reference: reference.clone(), events })
}

/// Empties entry `number` of a case, and the copy of the application that came in with it.
pub async fn redact_case(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    number: i64,
    reason: &str,
) -> Result<Redacted, Problem> {
    let done = redact::<Case>(tx, meta, reference, number, reason, emptied(reference)).await?;
    store::versions::empty_entry(tx, reference, number).await?;
    store::notes::empty_entry(tx, reference, number).await?;
    Ok(done)
}
