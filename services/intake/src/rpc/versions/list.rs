//! `GET /applications/{nic}/versions`: what was handed in, when and by whom, and what is being written.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_vocabulary::Nic;
use serde_json::{Value, json};

use super::{super::Reading, handed_in};
use crate::handle::{Application, application_facts};

/// All of them, oldest first: a request has a handful.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let items: Vec<Value> = handed_in(connection, &nic)
        .await?
        .iter()
        .map(|handed_in| {
            json!({
                "version": handed_in.version,
                "sha256": handed_in.sha256,
                "submitted_on": handed_in.submitted_on,
                "submitted_by": handed_in.submitted_by,
                "redacted": handed_in.content.is_none(),
            })
        })
        .collect();
    let writing = application::version_being_written(&application::as_of(&loaded.state, &facts));
    Reply::versioned(loaded.version, &json!({"nic": nic, "items": items, "being_written": writing}))
}
