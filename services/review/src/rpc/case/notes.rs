//! `GET /cases/{nic}/notes`: for staff who read cases.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::{
    case::{may_open, may_see},
    rules::person::person_needed,
};
use dars_vocabulary::Nic;

use super::super::Reading;
use crate::{handle::Case, store};

/// A page of notes, oldest first.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Case>(connection, nic.as_str()).await?;
    may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let interest = store::meeting_interests::of(connection, nic.as_str(), request.actor.id).await?;
    may_open(interest).map_err(|refusal| Problem::refused(&refusal))?;
    let limit = request.limit()?;
    let after = request.behind(|number| number.parse().ok())?.unwrap_or_default();
    let rows = store::notes::page(connection, nic.as_str(), after, limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.number.to_string()))
}
