//! What the plain page of a local stack shows.

use dars_bus::{Problem, Reply, Request};
use dars_register_domain::entry::public_entry;
use dars_vocabulary::london_date;
use serde_json::{Value, json};

use super::Reading;
use crate::store::{self, entries::Which};

/// The entries, fifty at most; what is public of them only once it is.
pub async fn overview(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let entries: Vec<Value> = store::entries::page(connection, Which::Any, "", 50)
        .await?
        .iter()
        .map(|row| {
            let public = public_entry(&row.state, today).map(|entry| entry.newest);
            json!({
                "nic": row.nic,
                "state": row.state.name(),
                "status": public.as_ref().map(|entry| entry.status),
                "title": public.as_ref().and_then(|entry| entry.title.as_ref()),
            })
        })
        .collect();
    Reply::ok(&json!({"entries": entries}))
}
