//! Looking at the catalogue; open to all.

use dars_bus::{Problem, Reply, Request};

use super::{Reading, listed, page};
use crate::store;

/// `GET /catalogue/datasets`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let (after, limit) = page(request)?;
    let rows = store::datasets::page(connection, &after, limit).await?;
    listed(&rows, limit, |row| row.id.clone())
}

/// `GET /catalogue/datasets/{id}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: String = request.param("id")?;
    let found = store::datasets::find(connection, &id).await?;
    Reply::ok(&found.ok_or_else(|| Problem::not_found("data set"))?)
}
