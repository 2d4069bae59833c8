//! `POST /enquiries/unfiled/{id}/discard`: what was written goes with it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::mail::Command;
use dars_messages::requests::intake::DiscardMail as Body;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::handle::{Mail, forget_mail};

/// Throws a mail away.
#[derive(Debug)]
pub struct DiscardMail;

#[async_trait]
impl Work for DiscardMail {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let id: Uuid = request.param("id")?;
        let Body { reason } = request.body()?;
        let (if_match, meta, key) = (request.must_match()?, request.meta(), id.to_string());
        let done = execute::<Mail>(tx, &meta, &key, if_match, Command::Discard { reason }).await?;
        let version = forget_mail(tx, &meta, &key, "discarded").await?;
        Reply::versioned(version, &json!({"id": id, "state": done.saved.state.name()}))
    }
}
