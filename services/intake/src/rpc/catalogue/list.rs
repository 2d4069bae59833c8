//! Looking at the catalogue; open to all.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::dataset::{
    permitted,
    search::{Found, search},
};
use dars_vocabulary::DataSetEntry;
use serde::Serialize;
use serde_json::json;

use super::super::Reading;
use crate::{
    handle::Dataset,
    store::{self, datasets::DataSet},
};

/// A data set as it is shown.
#[derive(Serialize)]
struct Shown {
    id: String,
    #[serde(flatten)]
    entry: DataSetEntry,
    /// On what it was found, if words were looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<Found>,
}

/// `GET /catalogue/datasets`: in order of their ids, or, for `?q=`, the likeliest first.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let edition = store::datasets::edition(connection).await?;
    let (shown, full) = match request.envelope.params.get("q") {
        None => {
            let page = store::datasets::page(connection, request.cursor(), limit).await?;
            let shown: Vec<Shown> = page.into_iter().map(|one| plain(one, None)).collect();
            let full = is_full(shown.len(), limit);
            (shown, full)
        }
        Some(question) => {
            let entries = store::datasets::all(connection).await?;
            let found = found(question, entries.into_iter().map(|one| (one.id, one.entry)).collect());
            let begin = behind(&found, request.cursor())?;
            let take = usize::try_from(limit).unwrap_or(usize::MAX);
            let full = found.len().saturating_sub(begin) > take;
            (found.into_iter().skip(begin).take(take).collect(), full)
        }
    };
    let next = shown.last().map(|last| last.id.clone()).filter(|_| full);
    Reply::versioned(edition, &json!({"items": shown, "next": next}))
}

fn is_full(count: usize, limit: i64) -> bool {
    i64::try_from(count).is_ok_and(|count| count == limit)
}

fn plain(one: DataSet, found: Option<Found>) -> Shown {
    Shown { id: one.id, entry: one.entry, found }
}

fn found(question: &str, entries: Vec<(String, DataSetEntry)>) -> Vec<Shown> {
    let ranked = search(question, &entries);
    let mut entries: Vec<Option<(String, DataSetEntry)>> = entries.into_iter().map(Some).collect();
    ranked
        .into_iter()
        .filter_map(|(at, found)| {
            let (id, entry) = entries.get_mut(at)?.take()?;
            Some(Shown { id, entry, found: Some(found) })
        })
        .collect()
}

/// Where a page begins: behind the data set that its cursor names.
fn behind(found: &[Shown], cursor: &str) -> Result<usize, Problem> {
    if cursor.is_empty() {
        return Ok(0);
    }
    let at = found.iter().position(|shown| shown.id == cursor);
    at.map(|at| at + 1).ok_or_else(|| {
        let detail = "This page is not one of these answers: begin without a cursor.";
        Problem::malformed(detail).at("/cursor", "cursor-unknown", detail)
    })
}

/// `GET /catalogue/datasets/{id}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: String = request.param("id")?;
    let loaded = load::<Dataset>(connection, &id).await?;
    let (id, entry) = loaded.state.entry().ok_or_else(|| Problem::not_found("data set"))?;
    let mut shown = serde_json::to_value(Shown { id: id.to_owned(), entry, found: None })
        .map_err(|error| dars_bus::StoreError::corrupt("aggregates", "state", id, error))?;
    if let Some(members) = shown.as_object_mut() {
        members.insert("permitted".to_owned(), json!(permitted(&loaded.state, &request.actor)));
    }
    Reply::versioned(loaded.version, &shown)
}
