//! `POST /enquiries/{reference}/ask`: the enquiry then waits for the enquirer.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::AskEnquirer as Body;
use sqlx::PgConnection;

use super::list::change;

/// Asks the enquirer for more.
#[derive(Debug)]
pub struct AskEnquirer;

#[async_trait]
impl Work for AskEnquirer {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { text } = request.body()?;
        change(tx, request, Command::Ask { text }).await
    }
}
