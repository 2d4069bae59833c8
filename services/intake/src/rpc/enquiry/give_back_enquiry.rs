//! `POST /enquiries/{reference}/give-back`: the wrong team has it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::GiveBackEnquiry as Body;
use sqlx::PgConnection;

use super::list::change;

/// Gives an enquiry back to triage.
#[derive(Debug)]
pub struct GiveBackEnquiry;

#[async_trait]
impl Work for GiveBackEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { reason } = request.body()?;
        change(tx, request, Command::GiveBack { reason }).await
    }
}
