//! What the plain page of a local stack shows.

use dars_bus::{Problem, Reply};
use serde_json::{Map, Value, json};

use super::Reading;
use crate::store;

/// How many mails are in each state.
pub async fn overview(connection: &mut Reading) -> Result<Reply, Problem> {
    let counts = store::sent::counts(connection).await?;
    let mails: Map<String, Value> = counts.into_iter().map(|row| (row.state, json!(row.count))).collect();
    Reply::ok(&json!({"mails": mails}))
}
