//! `POST /enquiries/{reference}/signpost`: sent elsewhere, which ends it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::SignpostEnquiry as Body;
use sqlx::PgConnection;

use super::merged::change_all;

/// Sends an enquirer elsewhere.
#[derive(Debug)]
pub struct SignpostEnquiry;

#[async_trait]
impl Work for SignpostEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { to, text, to_merged } = request.body()?;
        change_all(tx, request, Command::Signpost { to, text }, to_merged).await
    }
}
