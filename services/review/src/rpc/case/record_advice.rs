//! `POST /cases/{nic}/advice`: a meeting is scheduled, then what was said is recorded.

use std::collections::BTreeSet;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::RecordAdvice as Body;
use dars_review_domain::case::{Advising, Command};
use dars_vocabulary::{Nic, PersonId};
use sqlx::PgConnection;

use super::ask;

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
                let advisers = self.people(&advisers)?;
                Advising::Outcome { group, outcome, met_on, advisers, text }
            }
        };
        ask(tx, request, &nic, Command::Advise(advising)).await
    }
}

impl RecordAdvice {
    fn people(&self, subjects: &[String]) -> Result<BTreeSet<PersonId>, Problem> {
        if let Some(at) = subjects.iter().position(|subject| subject.trim().is_empty()) {
            let detail = "Name the subject of each adviser's sign-in.";
            let pointer = format!("/advisers/{at}");
            return Err(Problem::new(422, "adviser-missing", detail).at(&pointer, "adviser-missing", detail));
        }
        Ok(subjects.iter().map(|subject| PersonId::of(&self.issuer, subject)).collect())
    }
}
