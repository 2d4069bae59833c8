//! `POST /enquiries/{reference}/duplicate`: another one asks the same.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::MarkDuplicate as Body;
use sqlx::PgConnection;

use super::list::change;

/// Marks an enquiry as a duplicate.
#[derive(Debug)]
pub struct MarkDuplicate;

#[async_trait]
impl Work for MarkDuplicate {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { of } = request.body()?;
        change(tx, request, Command::MarkDuplicate { of }).await
    }
}
