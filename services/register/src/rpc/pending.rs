//! What waits for the publisher, with what V33 still finds in it.

use dars_bus::{Problem, Reply, Request, StoreError};
use dars_register_domain::{
    entry::{Event, PublicVersion, Refusal, State, Version, evolve, public_version},
    rules::v33::v33,
};
use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Finding, StaffRole, london_date};
use serde_json::{Value, json};

use super::{Reading, view};
use crate::store::{self, versions::Listed};

/// `GET /register/pending`: for the publisher; one of them as a whole is read like a version.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    must_publish(&request.actor)?;
    let limit = request.limit()?;
    let rows = store::versions::page(connection, behind(request.cursor()), limit).await?;
    let catalogue = store::datasets::ids(connection).await?;
    let shown: Vec<_> = rows.iter().map(|row| (row, as_published(&row.state, row.waiting.version, request))).collect();
    let applicants = shown.iter().filter_map(|(_, view)| view.as_ref()).map(|view| &view.applicant);
    let names = store::organisations::names(connection, applicants).await?;
    let items: Vec<Value> = shown
        .iter()
        .map(|(Listed { waiting, etag, state }, entry)| {
            let stage = state.version(waiting.version);
            json!({
                "nic": waiting.nic,
                "etag": etag,
                "version": waiting.version,
                "publish_by": waiting.publish_by,
                "ended_on": stage.and_then(|stage| stage.heard().ended_on()),
                "entry": entry.as_ref().map(|entry| view::row(entry, &names)),
                "findings": findings(stage, &catalogue),
            })
        })
        .collect();
    let last = rows.last().map(|row| format!("{}-{}", row.waiting.nic, row.waiting.version));
    Reply::page(&items, rows.len(), limit, last)
}

/// NIC and version of a cursor, as [`list`] gave it; any other text begins behind itself.
fn behind(cursor: &str) -> Option<(&str, DocumentVersion)> {
    let nothing = DocumentVersion { major: 0, minor: 0 };
    let whole = cursor.rsplit_once('-').and_then(|(nic, version)| Some((nic, version.parse().ok()?)));
    whole.or_else(|| (!cursor.is_empty()).then_some((cursor, nothing)))
}

/// A pending version exactly as everyone would read it, were it published now; `None` for any other.
pub async fn preview(
    connection: &mut Reading,
    state: &State,
    version: DocumentVersion,
    request: &Request,
) -> Result<Option<Value>, StoreError> {
    let Some(waiting @ Version::Pending { .. }) = state.version(version) else { return Ok(None) };
    let catalogue = store::datasets::ids(connection).await?;
    let entry = match as_published(state, version, request) {
        Some(entry) => Some(view::whole(connection, &entry).await?),
        None => None,
    };
    let findings = findings(Some(waiting), &catalogue);
    Ok(Some(json!({"state": waiting.name(), "version": version, "preview": entry, "findings": findings})))
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
fn as_published(state: &State, version: DocumentVersion, request: &Request) -> Option<PublicVersion> {
    let State::Known(known) = state else { return None };
    let today = london_date(request.now);
    let (nic, published_by) = (known.nic.clone(), request.actor.id);
    let published = Event::EntryPublished { nic, version, published_on: today, published_by };
    public_version(&evolve(state.clone(), &published).ok()?, version, today)
}

/// What the texts, dates and data sets still need; the tick is the publisher's to set when they publish.
fn findings(stage: Option<&Version>, catalogue: &[String]) -> Vec<Finding> {
    let Some(stage @ Version::Pending { .. }) = stage else { return Vec::new() };
    stage.document().map(|document| v33(document, true, catalogue)).unwrap_or_default()
}
