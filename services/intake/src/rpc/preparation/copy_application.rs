//! `POST /applications/{nic}/copy`: a new application that begins with the words of this one. It changes nothing here,
//! so it needs no `If-Match`.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{execute, load_for_update},
};
use dars_intake_domain::application::{Command, Original, Refusal, as_of, copied, original};
use dars_messages::requests::intake::CopyApplication as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::super::application::list::content;
use crate::{
    handle::{Application, application_facts},
    store,
};

/// Copies an application.
#[derive(Debug)]
pub struct CopyApplication;

#[async_trait]
impl Work for CopyApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let of: Nic = request.param("nic")?;
        let Body {} = request.body()?;
        let meta = request.meta();
        // Locked, so that a redaction meets the copy or comes before it.
        let loaded = load_for_update::<Application>(tx, of.as_str()).await?;
        let facts = application_facts(tx, &meta, of.as_str(), &loaded.state).await?;
        let state = as_of(&loaded.state, &facts).into_owned();
        let Original { organisation, version, .. } =
            original(&state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let (words, _) = content(tx, &of, &state).await?;
        let words = words.ok_or_else(|| Problem::refused(&Refusal::NothingToCopy))?;
        let nic = store::numbers::next_nic(tx).await?;
        let open = Command::OpenCopy {
            nic: nic.clone(),
            organisation: organisation.clone(),
            lead: request.actor.id,
            of: of.clone(),
        };
        let done = execute::<Application>(tx, &meta, nic.as_str(), None, open).await?;
        let words = copied(words);
        store::drafts::fill(tx, nic.as_str(), &words).await?;
        store::applications::copied(tx, nic.as_str(), of.as_str(), &version.to_string()).await?;
        store::papers::replace(tx, &organisation, nic.as_str(), Some(&words)).await?;
        Reply::created(
            done.saved.version,
            &json!({
                "nic": nic,
                "state": done.saved.state.name(),
                "copied_from": of,
                "copied_version": version,
                "path": format!("/applications/{nic}"),
            }),
        )
    }
}
