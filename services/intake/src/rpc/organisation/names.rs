//! `POST /organisations` and `POST /organisations/{id}/rename`: legal entities and their names.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::organisation::Command;
use dars_messages::requests::intake::{EnrolOrganisation, RenameOrganisation as Rename};
use serde_json::json;
use sqlx::PgConnection;

use super::change;
use crate::handle::Organisation;

/// Takes an organisation into the records.
#[derive(Debug)]
pub struct RegisterOrganisation;

#[async_trait]
impl Work for RegisterOrganisation {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let EnrolOrganisation { id, name, organisation_type } = request.body()?;
        let command = Command::Enrol { organisation: id.clone(), name: name.clone(), organisation_type };
        let done = execute::<Organisation>(tx, &request.meta(), id.as_str(), None, command).await?;
        Reply::created(done.saved.version, &json!({"id": id, "name": name, "organisation_type": organisation_type}))
    }
}

/// Records another name.
#[derive(Debug)]
pub struct RenameOrganisation;

#[async_trait]
impl Work for RenameOrganisation {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Rename { name, from } = request.body()?;
        change(tx, request, Command::Rename { name, from }).await
    }
}
