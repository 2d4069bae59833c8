//! `POST /enquiries/{reference}/assign`: an officer takes it, or a team manager gives it to one.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::AssignEnquiry as Body;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::list::change;

/// Gives an enquiry an officer.
#[derive(Debug)]
pub struct AssignEnquiry {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for AssignEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { officer } = request.body()?;
        let to = match officer {
            None => request.actor.id,
            Some(subject) if subject.trim().is_empty() => {
                let detail = "Name the subject of the officer's sign-in, or leave officer out to take it yourself.";
                return Err(Problem::new(422, "officer-missing", detail).at("/officer", "officer-missing", detail));
            }
            Some(subject) => PersonId::of(&self.issuer, &subject),
        };
        change(tx, request, Command::Assign { to }).await
    }
}
