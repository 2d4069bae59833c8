//! `POST /enquiries/{reference}/reopen`: by an officer, or by the enquirer.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::ReopenEnquiry as Body;
use sqlx::PgConnection;

use super::list::change;

/// Opens an enquiry again.
#[derive(Debug)]
pub struct ReopenEnquiry;

#[async_trait]
impl Work for ReopenEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { reason } = request.body()?;
        change(tx, request, Command::Reopen { reason }).await
    }
}
