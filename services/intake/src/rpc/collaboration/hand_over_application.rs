//! `POST /applications/{nic}/hand-over`: a case officer names the lead, where the last one left and nobody there can.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::HandOverApplication as Body;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::super::application::list::change;

/// Hands an application over.
#[derive(Debug)]
pub struct HandOverApplication {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for HandOverApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { lead, reason } = request.body()?;
        change(tx, request, Command::HandOver { lead: PersonId::of(&self.issuer, &lead), reason }).await
    }
}
