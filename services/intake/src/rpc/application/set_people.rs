//! `POST /applications/{nic}/people`: who leads it and who works on it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::SetPeople as Body;
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::list::change;

/// Sets an application's people.
#[derive(Debug)]
pub struct SetPeople {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for SetPeople {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Body { lead, collaborators } = request.body()?;
        let person = |subject: &String| PersonId::of(&self.issuer, subject);
        let command = Command::SetPeople {
            lead: lead.as_ref().map(person),
            collaborators: collaborators.iter().map(person).collect(),
        };
        change(tx, request, command).await
    }
}
