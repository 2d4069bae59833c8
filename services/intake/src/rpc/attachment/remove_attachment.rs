//! `POST /applications/{nic}/attachments/{id}/remove`: it is no part of what is handed in next.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::attachment::Command;
use dars_messages::requests::intake::RemoveAttachment as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::{lock, number};
use crate::handle::Attachments;

/// Removes one.
#[derive(Debug)]
pub struct RemoveAttachment;

#[async_trait]
impl Work for RemoveAttachment {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let number = number(request)?;
        let Body {} = request.body()?;
        lock(tx, &nic).await?;
        let command = Command::Remove { number };
        let done = execute::<Attachments>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let removed = done.saved.state.attachment(number).and_then(|known| known.removed_on);
        Reply::versioned(done.saved.version, &json!({"id": number.to_string(), "nic": nic, "removed_on": removed}))
    }
}
