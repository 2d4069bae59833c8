//! Looking at organisations.

use dars_bus::{Problem, Reply, Request};
use dars_vocabulary::OrganisationId;

use super::Reading;
use crate::store;

/// `GET /organisations`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let rows = store::organisations::page(connection, request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.id.clone()))
}

/// `GET /organisations/{id}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let found = store::organisations::find(connection, id.as_str()).await?;
    Reply::ok(&found.ok_or_else(|| Problem::not_found("organisation"))?)
}
