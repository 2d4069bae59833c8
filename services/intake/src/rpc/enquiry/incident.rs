//! `POST /enquiries/{reference}/incident` and `/no-incident`: the incident lead says whether it is one.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::{ConfirmIncident as Confirmed, RuleOutIncident as RuledOut};
use sqlx::PgConnection;

use super::list::change;

/// It is one.
#[derive(Debug)]
pub struct ConfirmIncident;

#[async_trait]
impl Work for ConfirmIncident {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Confirmed {} = request.body()?;
        change(tx, request, Command::ConfirmIncident).await
    }
}

/// It is none.
#[derive(Debug)]
pub struct RuleOutIncident;

#[async_trait]
impl Work for RuleOutIncident {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let RuledOut { reason } = request.body()?;
        change(tx, request, Command::RuleOutIncident { reason }).await
    }
}
