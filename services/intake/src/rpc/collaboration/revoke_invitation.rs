//! `POST /applications/{nic}/invitations/{invitation}/revoke`: about one invitation, so it needs no `If-Match`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::RevokeInvitation as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{handle::Application, store::drafts};

/// Takes an invitation back.
#[derive(Debug)]
pub struct RevokeInvitation;

#[async_trait]
impl Work for RevokeInvitation {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let invitation: Uuid = request.param("invitation")?;
        let Body {} = request.body()?;
        let command = Command::RevokeInvitation { invitation };
        let done = execute::<Application>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let revision = drafts::revision(tx, &nic).await?;
        Reply::versioned(done.saved.version + revision, &json!({"nic": nic, "invitation": invitation}))
    }
}
