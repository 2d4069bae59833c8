//! `POST /cases/{nic}/decision`: the approver's word.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::{Decide as Body, NewCondition};
use dars_review_domain::case::{AskedCondition, Command, Decision};
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::{ask, raise_clarification::question};

/// Approves, puts off or refuses.
#[derive(Debug)]
pub struct DecideCase;

#[async_trait]
impl Work for DecideCase {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let word = match request.body()? {
            Body::Approve { reasons, conditions } => {
                Decision::Approve { reasons, conditions: conditions.into_iter().map(condition).collect() }
            }
            Body::Defer { reasons, questions } => {
                Decision::Defer { reasons, questions: questions.into_iter().map(question).collect() }
            }
            Body::Refuse { reason, reasons, against_advice } => Decision::Refuse { reason, reasons, against_advice },
        };
        ask(tx, request, &nic, Command::Decide(word)).await
    }
}

fn condition(asked: NewCondition) -> AskedCondition {
    let NewCondition { text, due, owing } = asked;
    AskedCondition { text, due, owing }
}
