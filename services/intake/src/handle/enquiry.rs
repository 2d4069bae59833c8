//! Enquiries.

use async_trait::async_trait;
use dars_bus::{Aggregate, Loaded, Meta, Problem, StoreError, aggregate::load};
use dars_intake_domain::enquiry;
use dars_messages::Outgoing;
use dars_vocabulary::{Actor, Impossible, PersonId, code::Team};
use sqlx::PgConnection;

use crate::{project, publish, store};

/// The enquirer of one enquiry who is not signed in: recognised by their link, or by their mail. This service alone makes
/// such an actor, once it has recognised them; nobody who signs in can be one.
pub fn by_link(reference: &str) -> Actor {
    Actor { id: PersonId::of("enquiry-link", reference), ..Actor::public() }
}

/// The team that has, or had last, the enquiry whose matter this one is; the incident lead's, if that one is in turn the
/// same as an incident.
pub async fn goes_on_with(tx: &mut PgConnection, state: &enquiry::State) -> Result<Option<Team>, Problem> {
    let Some(other) = state.same_as() else { return Ok(None) };
    let mut on_the_way = vec![other.clone()];
    let mut team = None;
    while let Some(last) = on_the_way.last() {
        let other = load::<Enquiry>(tx, last.as_str()).await?.state;
        if other.last_team() == Some(Team::Incident) {
            return Ok(Some(Team::Incident));
        }
        team = team.or(other.last_team());
        // Two that were opened again may each have gone into the other.
        match other.same_as().filter(|next| !on_the_way.contains(next)) {
            Some(next) => on_the_way.push(next.clone()),
            None => break,
        }
    }
    Ok(team)
}

/// Enquiries.
#[derive(Debug)]
pub struct Enquiry;

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
        reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem> {
        let mut facts = enquiry::Facts::by(meta.actor.clone(), meta.now, meta.technical_now);
        facts.is_enquirer = meta.actor == by_link(reference);
        facts.goes_on_with = goes_on_with(tx, state).await?;
        if let enquiry::Command::Convert { organisation, lead, .. } = command {
            facts.organisation_known = store::organisations::exists(tx, organisation.as_str()).await?;
            facts.lead_memberships = store::memberships::of(tx, *lead).await?;
        }
        if let enquiry::Command::MarkDuplicate { of: other } | enquiry::Command::Merge { into: other } = command {
            facts.other = store::enquiries::other(tx, other).await?;
        }
        if let enquiry::Command::Raise { purpose, more, .. } = command {
            facts.quoted = store::quoted::known(tx, &more.quotes(purpose), &meta.actor, meta.now).await?;
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
        project::enquiry_links::keep(tx, meta, reference, events).await?;
        project::enquiries::keep(tx, meta, reference, &saved.state, events).await
    }
}
