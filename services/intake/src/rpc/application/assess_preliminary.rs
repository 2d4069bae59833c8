//! `POST /applications/{nic}/preliminary-assessment`: accepted, or sent elsewhere, before anything is written.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::AssessPreliminary as Body;
use sqlx::PgConnection;

use super::list::change;

/// Gives the preliminary assessment.
#[derive(Debug)]
pub struct AssessPreliminary;

#[async_trait]
impl Work for AssessPreliminary {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let command = match request.body()? {
            Body::Accept {} => Command::Accept,
            Body::Redirect { to, reason } => Command::Redirect { to, reason },
        };
        change(tx, request, command).await
    }
}
