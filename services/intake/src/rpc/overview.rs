//! What the plain page of a local stack shows.

use dars_bus::{Problem, Reply};
use serde_json::{Value, json};

use super::Reading;
use crate::store;

/// The newest requests with their timelines, and the open enquiries.
pub async fn overview(connection: &mut Reading) -> Result<Reply, Problem> {
    let applications = store::applications::page(connection, None, "", 50).await?;
    let mut shown: Vec<Value> = Vec::with_capacity(applications.len());
    for row in applications {
        // Fifty at most, on a page for one developer.
        let steps = store::timeline::of(connection, &row.nic).await?;
        shown.push(json!({"nic": row.nic, "state": row.state, "pen_holder": row.pen_holder, "timeline": steps}));
    }
    let enquiries = store::enquiries::page(connection, &store::enquiries::Filter::default(), None, 50).await?;
    Reply::ok(&json!({"applications": shown, "enquiries": enquiries}))
}
