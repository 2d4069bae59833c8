//! `POST /enquiries/{reference}/answer`: that ends it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::AnswerEnquiry as Body;
use sqlx::PgConnection;

use super::merged::change_all;

/// Answers an enquiry.
#[derive(Debug)]
pub struct AnswerEnquiry;

#[async_trait]
impl Work for AnswerEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { text, to_merged } = request.body()?;
        change_all(tx, request, Command::Answer { text }, to_merged).await
    }
}
