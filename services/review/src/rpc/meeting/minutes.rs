//! `GET /minutes` and `/minutes/{reference}`: what everyone may read of what the advisory groups said.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::meeting::{self, Minuted, being_corrected};
use dars_vocabulary::{MeetingRef, Sealed};
use serde_json::{Value, json};

use super::{
    super::Reading,
    list::{cursor, page},
};
use crate::{handle::Meeting, store};

/// The states of cases that stay private (domain.md §12): neither which case it was, nor words that would tell.
const PRIVATE: [&str; 3] = ["REFUSED", "WITHDRAWN", "LAPSED"];

/// The newest meeting first.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let (behind, limit) = page(request)?;
    let rows = store::meetings::minutes(connection, &behind, limit).await?;
    let last = rows.last().map(|row| cursor(row.met_on, &row.reference));
    Reply::page(&rows, rows.len(), limit, last)
}

/// One meeting's, as they were confirmed last.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let unknown = || Problem::new(404, "minutes-unknown", "There are no published minutes of this meeting.");
    let reference: MeetingRef = request.param("reference")?;
    let loaded = load::<Meeting>(connection, reference.as_str()).await?;
    let (Some(meeting), Some(published)) = (loaded.state.meeting(), loaded.state.published()) else {
        return Err(unknown());
    };
    let nics: Vec<String> = published.minutes.items.iter().map(|item| item.nic.to_string()).collect();
    let states = store::case_routes::states(connection, &nics).await?;
    let private = |item: &Minuted| states.get(item.nic.as_str()).is_none_or(|state| PRIVATE.contains(&state.as_str()));
    let items: Vec<Value> = published.minutes.items.iter().map(|item| shown(item, meeting, private(item))).collect();
    Reply::ok(&json!({
        "reference": reference,
        "group": meeting.group,
        "met_on": meeting.meets_on,
        "edition": published.minutes.edition,
        "published_on": published.published_on,
        "corrected_because": published.minutes.reason.as_ref().and_then(Sealed::open),
        "items": items,
    }))
}

/// One case; where it was recorded otherwise since, a next edition is awaited and this one says so.
fn shown(item: &Minuted, meeting: &meeting::Meeting, private: bool) -> Value {
    let being_corrected = being_corrected(item, meeting);
    if private {
        return json!({
            "nic": null,
            "outcome": item.outcome,
            "public_text": null,
            "actions": [],
            "withheld": true,
            "being_corrected": being_corrected,
        });
    }
    json!({
        "nic": item.nic,
        "outcome": item.outcome,
        "public_text": item.public_text.open(),
        "actions": item.actions.iter().filter_map(Sealed::open).collect::<Vec<_>>(),
        "withheld": false,
        "being_corrected": being_corrected,
    })
}
