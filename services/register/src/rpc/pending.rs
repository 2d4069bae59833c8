//! What waits for the publisher, with what V33 still finds in it.

use dars_bus::{Problem, Reply, Request, StoreError};
use dars_register_domain::{
    entry::{Event, Held, PublicEntry, Refusal, State, evolve, public_view},
    rules::v33::v33,
};
use dars_vocabulary::{Actor, ActorKind, Finding, StaffRole, london_date};
use serde_json::{Value, json};

use super::{Reading, view};
use crate::store::{self, entries::Which};

/// `GET /register/pending`: for the publisher; one of them as a whole is read like an entry.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    must_publish(&request.actor)?;
    let limit = request.limit()?;
    let rows = store::entries::page(connection, Which::Pending, request.cursor(), limit).await?;
    let catalogue = store::datasets::ids(connection).await?;
    let shown: Vec<_> = rows.iter().map(|row| (row, as_published(&row.state, request))).collect();
    let applicants = shown.iter().filter_map(|(_, view)| view.as_ref()).map(|view| &view.applicant);
    let names = store::organisations::names(connection, applicants).await?;
    let items: Vec<Value> = shown
        .iter()
        .map(|(row, entry)| {
            json!({
                "nic": row.nic,
                "etag": row.etag,
                "version": row.state.version(),
                "ended_on": row.state.ended_on(),
                "entry": entry.as_ref().map(|entry| view::row(entry, &names)),
                "findings": findings(&row.state, &catalogue),
            })
        })
        .collect();
    Reply::page(&items, rows.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// A pending entry exactly as everyone would read it, were it published now; `None` for any other.
pub async fn preview(connection: &mut Reading, state: &State, request: &Request) -> Result<Option<Value>, StoreError> {
    let State::Pending(_) = state else { return Ok(None) };
    let catalogue = store::datasets::ids(connection).await?;
    let entry = match as_published(state, request) {
        Some(entry) => Some(view::whole(connection, &entry).await?),
        None => None,
    };
    Ok(Some(json!({"state": state.name(), "preview": entry, "findings": findings(state, &catalogue)})))
}

fn must_publish(actor: &Actor) -> Result<(), Problem> {
    let refusal = match actor.kind {
        ActorKind::Public => Refusal::SignInNeeded,
        ActorKind::Person if actor.is_staff(StaffRole::RegisterPublisher) => return Ok(()),
        ActorKind::Person => Refusal::PublisherNeeded,
        ActorKind::Machine | ActorKind::System => Refusal::PersonNeeded,
    };
    Err(Problem::refused(&refusal))
}

/// The view after the very event that publishing would bring about.
fn as_published(state: &State, request: &Request) -> Option<PublicEntry> {
    let State::Pending(Held { entry, .. }) = state else { return None };
    let today = london_date(request.now);
    let published = Event::EntryPublished {
        nic: entry.nic.clone(),
        version: entry.version,
        published_on: today,
        published_by: request.actor.id,
    };
    public_view(&evolve(state.clone(), &published).ok()?, today)
}

/// What the texts, dates and data sets still need; the tick is the publisher's to set when they publish.
fn findings(state: &State, catalogue: &[String]) -> Vec<Finding> {
    let State::Pending(Held { entry, .. }) = state else { return Vec::new() };
    entry.document.open().map(|document| v33(document, true, catalogue)).unwrap_or_default()
}
