//! `POST /cases/{nic}/return`: an incomplete application goes back.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::ReturnApplication as Body;
use dars_review_domain::case::Command;
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::ask;

/// Sends it back.
#[derive(Debug)]
pub struct ReturnApplication;

#[async_trait]
impl Work for ReturnApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { reasons } = request.body()?;
        ask(tx, request, &nic, Command::Return { reasons }).await
    }
}
