//! `POST /cases/{nic}/advice`: a meeting is scheduled, then what was said is recorded.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::RecordAdvice as Body;
use dars_review_domain::case::{Advising, Command};
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::{ask, people};

/// Records what an advisory group does.
#[derive(Debug)]
pub struct RecordAdvice {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for RecordAdvice {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let advising = match request.body()? {
            Body::Schedule { group, meets_on } => Advising::Schedule { group, meets_on },
            Body::Outcome { group, outcome, met_on, advisers, text } => {
                let advisers = people(&self.issuer, &advisers)?;
                Advising::Outcome { group, outcome, met_on, advisers, text }
            }
        };
        ask(tx, request, &nic, Command::Advise(advising)).await
    }
}
