//! `POST /agreements/{nic}/changes`: opens a draft, which begins with what was approved. It adds to the agreement, so it
//! needs no `If-Match`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::application::{Command, State};
use dars_messages::requests::intake::OpenChange as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use crate::{handle::Application, store::drafts};

/// Opens a change.
#[derive(Debug)]
pub struct OpenChange;

#[async_trait]
impl Work for OpenChange {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { kind } = request.body()?;
        let done =
            execute::<Application>(tx, &request.meta(), nic.as_str(), None, Command::OpenChange { kind }).await?;
        let state = &done.saved.state;
        let version = if let State::Draft { version, .. } = state { Some(version) } else { None };
        let change = state.application().and_then(|application| application.change.as_ref());
        let revision = drafts::revision(tx, &nic).await?;
        Reply::created(
            done.saved.version + revision,
            &json!({
                "nic": nic,
                "state": state.name(),
                "kind": kind,
                "version": version,
                "changes": change.map(|change| change.changes),
                "path": format!("/applications/{nic}"),
            }),
        )
    }
}
