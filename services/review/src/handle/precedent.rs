//! Precedents: what is looked up for a decision, told and kept; and what a case is held against.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Loaded, Meta, Problem, StoreError,
    aggregate::{load, load_for_update},
};
use dars_messages::{Outgoing, requests::review::PrecedentAdvice};
use dars_review_domain::{
    case,
    precedent::{self, AdviceFound, Command, Facts, Offer},
};
use dars_vocabulary::{Impossible, london_date};
use sqlx::PgConnection;

use super::Case;
use crate::{project, publish};

/// Precedents.
#[derive(Debug)]
pub struct Precedent;

#[async_trait]
impl Aggregate for Precedent {
    const KIND: &'static str = "precedent";
    type State = precedent::State;
    type Command = Command;
    type Event = precedent::Event;
    type Facts = Facts;
    type Refusal = precedent::Refusal;

    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        _reference: &str,
        _state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let advice = match command {
            Command::Propose { terms, .. } | Command::Replace { terms } => found(tx, &terms.advice).await?,
            Command::Approve | Command::End { .. } | Command::Use { .. } => AdviceFound::NotAsked,
        };
        Ok(Facts { now: meta.now, technical_now: meta.technical_now, actor: meta.actor.clone(), advice })
    }

    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal> {
        precedent::decide(state, command, facts)
    }

    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible> {
        precedent::evolve(state, event)
    }

    fn publish(_reference: &str, _after: &Self::State, event: &Self::Event) -> Vec<Outgoing> {
        publish::precedent(event)
    }

    async fn project(
        tx: &mut PgConnection,
        _meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError> {
        project::precedents::keep(tx, reference, &saved.state, events).await
    }
}

/// What a group said of a case on a day, of whichever version.
async fn found(tx: &mut PgConnection, named: &PrecedentAdvice) -> Result<AdviceFound, StoreError> {
    let Some(nic) = &named.case else { return Ok(AdviceFound::NotAsked) };
    let loaded = load::<Case>(tx, nic.as_str()).await?;
    let said = loaded.state.case().and_then(|case| {
        let of = |advice: &&case::Advice| advice.group == named.group && advice.met_on == named.met_on;
        case.advice.iter().rev().find(of)
    });
    Ok(said.map_or(AdviceFound::Nowhere, |advice| AdviceFound::Said(advice.outcome)))
}

/// The precedent that a command about a case is about, or on which the case rests. Where the case takes it
/// or is decided upon, it is locked until that is saved: neither an end nor a new version slips in between.
pub(super) async fn asked_about(
    tx: &mut PgConnection,
    meta: &Meta,
    state: &case::State,
    command: &case::Command,
) -> Result<Option<Offer>, StoreError> {
    use case::Assessment::{PrecedentHolds, ToPrecedent};
    let rests_on = state.case().and_then(|case| case.precedent.as_ref()).map(|used| &used.precedent);
    let loaded = match (command, rests_on) {
        (case::Command::Assess(ToPrecedent { precedent }), _)
        | (case::Command::Assess(PrecedentHolds { .. }) | case::Command::Decide(_), Some(precedent)) => {
            load_for_update::<Precedent>(tx, precedent.as_str()).await?
        }
        (case::Command::Assign { .. } | case::Command::HandOver { .. }, Some(precedent)) => {
            load::<Precedent>(tx, precedent.as_str()).await?
        }
        (_other, _) => return Ok(None),
    };
    Ok(loaded.state.offer(london_date(meta.now)))
}
