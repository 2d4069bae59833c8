//! `POST /applications/{nic}/withdraw`: its lead no longer wants it; of a change, the agreement goes on.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::WithdrawApplication as Body;
use sqlx::PgConnection;

use super::list::change;

/// Withdraws an application.
#[derive(Debug)]
pub struct WithdrawApplication;

#[async_trait]
impl Work for WithdrawApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { reason } = request.body()?;
        change(tx, request, Command::Withdraw { reason }).await
    }
}
