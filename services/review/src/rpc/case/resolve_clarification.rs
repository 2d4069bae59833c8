//! `POST /cases/{nic}/clarifications/{id}/resolve`: what the officer makes of an answer.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::ResolveClarification as Body;
use dars_review_domain::case::{Command, Resolution};
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::ask;

/// Settles a clarification, or asks again.
#[derive(Debug)]
pub struct ResolveClarification;

#[async_trait]
impl Work for ResolveClarification {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let number: u32 = request.param("id")?;
        let resolution = match request.body()? {
            Body::Accept {} => Resolution::Accept,
            Body::Reject { text } => Resolution::Reject { text },
        };
        ask(tx, request, &nic, Command::Resolve { number, resolution }).await
    }
}
