//! `POST /enquiries/{reference}/triage`

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::TriageEnquiry as Body;
use sqlx::PgConnection;

use super::list::change;

/// Notes that an enquiry was looked at.
#[derive(Debug)]
pub struct TriageEnquiry;

#[async_trait]
impl Work for TriageEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body {} = request.body()?;
        change(tx, request, Command::Triage).await
    }
}
