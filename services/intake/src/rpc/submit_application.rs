//! `POST /applications/{nic}/submit`: the draft as it stands, checked and handed in.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, StoreError, Work,
    aggregate::{execute, load_for_update},
    chain::canonical_sha256,
};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::SubmitApplication as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use crate::{handle::Application, store::drafts};

/// Submits an application.
#[derive(Debug)]
pub struct SubmitApplication;

#[async_trait]
impl Work for SubmitApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body {} = request.body()?;
        let if_match = request.must_match()?;
        let loaded = load_for_update::<Application>(tx, nic.as_str()).await?;
        let draft = drafts::load(tx, &nic).await?;
        if loaded.version > 0 && if_match.is_some_and(|version| version != loaded.version + draft.revision) {
            return Err(StoreError::ChangedMeanwhile { reference: nic.to_string() }.into());
        }
        let sha256 =
            canonical_sha256(&draft.content).map_err(|error| StoreError::corrupt("drafts", "content", &nic, error))?;
        let command = Command::Submit { content: Box::new(draft.content), sha256: sha256.clone() };
        let done = execute::<Application>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let submission = done.saved.state.review().map(|review| &review.submission);
        Reply::versioned(
            done.saved.version + draft.revision,
            &json!({
                "nic": nic,
                "state": done.saved.state.name(),
                "version": submission.map(|submission| submission.version),
                "sha256": sha256,
                "decision_due": submission.map(|submission| submission.decision_due),
            }),
        )
    }
}
