//! What the plain page of a local stack shows.

use dars_bus::{Problem, Reply};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::Reading;
use crate::store::{
    self,
    cases::{Behind, Only},
};

/// The first fifty cases of the queue.
pub async fn overview(connection: &mut Reading, today: Date) -> Result<Reply, Problem> {
    let rows = store::cases::page(connection, &Only::default(), &Behind::default(), 50, today).await?;
    let cases: Vec<Value> = rows
        .into_iter()
        .map(|row| json!({"nic": row.nic, "stage": row.state, "officer_assigned": row.officer.is_some()}))
        .collect();
    Reply::ok(&json!({"cases": cases}))
}
