//! `POST /enquiries/{reference}/close`: by an officer, or by the enquirer.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::CloseEnquiry as Body;
use sqlx::PgConnection;

use super::list::change;

/// Closes an enquiry.
#[derive(Debug)]
pub struct CloseEnquiry;

#[async_trait]
impl Work for CloseEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { reason } = request.body()?;
        change(tx, request, Command::Close { reason }).await
    }
}
