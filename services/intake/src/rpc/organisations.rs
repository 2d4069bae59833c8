//! Looking at organisations.

use dars_bus::{Problem, Reply, Request};
use dars_vocabulary::OrganisationId;

use super::{Reading, listed, page};
use crate::store;

/// `GET /organisations`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let (after, limit) = page(request)?;
    let rows = store::organisations::page(connection, &after, limit).await?;
    listed(&rows, limit, |row| row.id.clone())
}

/// `GET /organisations/{id}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let found = store::organisations::find(connection, id.as_str()).await?;
    Reply::ok(&found.ok_or_else(|| Problem::not_found("organisation"))?)
}
