//! `POST /enquiries/unfiled/{id}/no-incident`: the incident lead finds that a mail tells of no incident.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::mail::Command;
use dars_messages::requests::intake::RuleOutMail as Body;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::handle::Mail;

/// It waits for triage alone.
#[derive(Debug)]
pub struct RuleOutMail;

#[async_trait]
impl Work for RuleOutMail {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let id: Uuid = request.param("id")?;
        let Body { reason } = request.body()?;
        let if_match = request.must_match()?;
        let done = execute::<Mail>(tx, &request.meta(), &id.to_string(), if_match, Command::RuleOut { reason }).await?;
        Reply::versioned(done.saved.version, &json!({"id": id, "state": done.saved.state.name()}))
    }
}
