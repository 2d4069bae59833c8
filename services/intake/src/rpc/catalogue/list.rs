//! Looking at the catalogue; open to all.

use dars_bus::{Problem, Reply, Request};

use super::super::Reading;
use crate::store;

/// `GET /catalogue/datasets`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let rows = store::datasets::page(connection, request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.id.clone()))
}

/// `GET /catalogue/datasets/{id}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: String = request.param("id")?;
    let found = store::datasets::find(connection, &id).await?;
    Reply::ok(&found.ok_or_else(|| Problem::not_found("data set"))?)
}
