//! `POST /applications/{nic}/preliminary-assessment`: accepted, or sent elsewhere, before anything is written.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::{Command, Judged, Judgements};
use dars_messages::requests::intake::{AssessPreliminary as Body, Judgement};
use dars_vocabulary::Sealed;
use sqlx::PgConnection;

use super::list::change;

/// Gives the preliminary assessment.
#[derive(Debug)]
pub struct AssessPreliminary;

#[async_trait]
impl Work for AssessPreliminary {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let command = match request.body()? {
            Body::Accept { feasible, right_service } => Command::Accept(judgements(feasible, right_service)),
            Body::Redirect { to, reason } => Command::Redirect { to, reason },
        };
        change(tx, request, command).await
    }
}

/// What is judged in the moment of accepting.
pub fn judgements(feasible: Option<Judgement>, right_service: Option<Judgement>) -> Judgements {
    Judgements { feasible: feasible.map(judged), right_service: right_service.map(judged) }
}

/// A judgement as it is noted.
pub fn judged(said: Judgement) -> Judged {
    Judged { holds: said.holds, why: said.why.map(Sealed::Open) }
}
