//! `POST /cases/{nic}/decision`: the approver's word.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::Decide as Body;
use dars_review_domain::case::{Command, Decision};
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::ask;

/// Approves or refuses.
#[derive(Debug)]
pub struct DecideCase;

#[async_trait]
impl Work for DecideCase {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let word = match request.body()? {
            Body::Approve { reasons } => Decision::Approve { reasons },
            Body::Refuse { reason, reasons } => Decision::Refuse { reason, reasons },
        };
        ask(tx, request, &nic, Command::Decide(word)).await
    }
}
