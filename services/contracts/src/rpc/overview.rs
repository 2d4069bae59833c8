//! What the plain page of a local stack shows.

use dars_bus::{Problem, Reply, Request};
use dars_vocabulary::london_date;
use serde_json::{Value, json};

use super::{Reading, agreements, framework_contracts};
use crate::store;

/// Agreements and framework contracts, fifty at most of each.
pub async fn overview(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let agreements: Vec<Value> = store::agreements::page(connection, None, "", 50)
        .await?
        .iter()
        .map(|row| agreements::shown(row, today))
        .collect();
    let contracts: Vec<Value> = store::framework_contracts::page(connection, None, "", 50)
        .await?
        .iter()
        .map(|row| framework_contracts::shown(row, today))
        .collect();
    Reply::ok(&json!({"agreements": agreements, "framework_contracts": contracts}))
}
