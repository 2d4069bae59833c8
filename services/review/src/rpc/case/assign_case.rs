//! `POST /cases/{nic}/assign`: a case officer takes it, or a team manager gives it to someone.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_messages::requests::review::AssignCase as Body;
use dars_review_domain::case::Command;
use dars_vocabulary::{Nic, PersonId};
use sqlx::PgConnection;

use super::ask;

/// Gives a case an officer.
#[derive(Debug)]
pub struct AssignCase {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for AssignCase {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { officer } = request.body()?;
        let officer = match officer {
            None => request.actor.id,
            Some(subject) if subject.trim().is_empty() => {
                let detail = "Name the subject of the officer's sign-in, or leave officer out to take it yourself.";
                return Err(Problem::new(422, "officer-missing", detail).at("/officer", "officer-missing", detail));
            }
            Some(subject) => PersonId::of(&self.issuer, &subject),
        };
        ask(tx, request, &nic, Command::Assign { officer }).await
    }
}
