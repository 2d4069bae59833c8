//! Looking at mails that wait to be filed; for triage officers alone.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::mail::{Facts, may_see, permitted};
use dars_vocabulary::{StaffRole, calendar::instant_of_a_row};
use serde_json::json;
use uuid::Uuid;

use super::super::Reading;
use crate::{handle::Mail, store};

/// `GET /enquiries/unfiled`: those that wait, the oldest first.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_staff(StaffRole::TriageOfficer) {
        return Err(Problem::new(403, "role-needed", "Only a triage officer may do this."));
    }
    let limit = request.limit()?;
    let after = request.behind(|cursor| {
        let (at, id) = cursor.split_once('~')?;
        Some((instant_of_a_row(at)?, id.parse().ok()?))
    })?;
    let rows = store::mails::page(connection, after, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}", row.received_at, row.id));
    Reply::page(&rows, rows.len(), limit, last)
}

/// `GET /enquiries/unfiled/{id}`: one, with what was written while that is kept.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: Uuid = request.param("id")?;
    let loaded = load::<Mail>(connection, &id.to_string()).await?;
    may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let facts = Facts { now: request.now, technical_now: request.technical_now, actor: request.actor.clone() };
    let arrived = loaded.state.arrived();
    Reply::versioned(
        loaded.version,
        &json!({
            "id": id,
            "state": loaded.state.name(),
            "why": arrived.map(|arrived| arrived.why),
            "names": arrived.and_then(|arrived| arrived.names.as_ref()),
            "may_be_an_incident": arrived.and_then(|arrived| arrived.suspicion.as_ref()),
            "attachments": arrived.map(|arrived| arrived.attachments),
            "due": arrived.map(|arrived| arrived.due),
            "empties_on": arrived.map(|arrived| arrived.empties_on),
            "content": arrived.and_then(|arrived| arrived.content.open()),
            "permitted": permitted(&loaded.state, &facts),
        }),
    )
}
