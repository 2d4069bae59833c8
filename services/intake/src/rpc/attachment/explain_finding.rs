//! `POST /applications/{nic}/findings/explain`: why what looks like an NHS number is none of a person.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, StoreError, Work, aggregate::execute};
use dars_intake_domain::attachment::{Command, PlacedText};
use dars_messages::requests::intake::ExplainFinding as Body;
use dars_vocabulary::Nic;
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::lock;
use crate::{handle::Attachments, store::drafts};

/// Explains one finding.
#[derive(Debug)]
pub struct ExplainFinding;

#[async_trait]
impl Work for ExplainFinding {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { pointer, reason, note } = request.body()?;
        lock(tx, &nic).await?;
        let command = if let Some(Ok(number)) = pointer.strip_prefix("/attachments/").map(str::parse) {
            Command::ExplainFile { number, reason, note }
        } else {
            let draft = serde_json::to_value(drafts::load(tx, &nic).await?.content)
                .map_err(|error| StoreError::corrupt("drafts", "content", &nic, error))?;
            // Where no text stands there is nothing to explain, which is for the domain to say.
            let text = draft.pointer(&pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
            Command::ExplainText { field: PlacedText { pointer: pointer.clone(), text }, reason, note }
        };
        let done = execute::<Attachments>(tx, &request.meta(), nic.as_str(), None, command).await?;
        Reply::versioned(done.saved.version, &json!({"nic": nic, "pointer": pointer, "reason": reason}))
    }
}
