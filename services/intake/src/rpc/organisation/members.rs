//! `POST /organisations/{id}/members`, `/members/{person}/change`, `/members/{person}/end`: its people.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work};
use dars_intake_domain::organisation::{Command, Contact};
use dars_messages::requests::intake::{AddMember as Added, ChangeMember as Changed, EndMember as Ended, MemberContact};
use dars_vocabulary::PersonId;
use sqlx::PgConnection;

use super::{add, change, person};

/// Takes a person in.
#[derive(Debug)]
pub struct AddMember {
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for AddMember {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Added { subject, name, email, roles, from, until } = request.body()?;
        let person = PersonId::of(&self.issuer, &subject);
        let contact = Contact { name, email };
        add(tx, request, Command::AddMember { person, roles, from, until, contact }, person).await
    }
}

/// Says what a member is from now on.
#[derive(Debug)]
pub struct ChangeMember;

#[async_trait]
impl Work for ChangeMember {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let person = person(request)?;
        let Changed { roles, until, contact } = request.body()?;
        let contact = contact.map(|MemberContact { name, email }| Contact { name, email });
        change(tx, request, Command::ChangeMember { person, roles, until, contact }).await
    }
}

/// Ends a membership.
#[derive(Debug)]
pub struct EndMember;

#[async_trait]
impl Work for EndMember {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let person = person(request)?;
        let Ended { on } = request.body()?;
        change(tx, request, Command::EndMember { person, on }).await
    }
}
