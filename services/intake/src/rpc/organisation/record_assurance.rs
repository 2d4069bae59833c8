//! `POST /organisations/{id}/assurances`: adds to what is known, so it needs no `If-Match`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::organisation::{Command, Shown};
use dars_messages::requests::intake::RecordAssurance as Body;
use dars_vocabulary::OrganisationId;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Organisation;

/// Records what an organisation shows.
#[derive(Debug)]
pub struct RecordAssurance;

#[async_trait]
impl Work for RecordAssurance {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let id: OrganisationId = request.param("id")?;
        let Body { kind, reference, outcome, valid_to, plan_approved, particulars } = request.body()?;
        let shown = Shown { kind, reference, outcome, valid_to, plan_approved, particulars };
        let command = Command::RecordAssurance(shown);
        let done = execute::<Organisation>(tx, &request.meta(), id.as_str(), None, command).await?;
        Reply::created(
            done.saved.version,
            &json!({"organisation": id, "kind": kind, "outcome": outcome, "valid_to": valid_to}),
        )
    }
}
