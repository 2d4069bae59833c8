//! `POST /applications/{nic}/submit`: the draft as it stands, checked and handed in.

use async_trait::async_trait;
use dars_bus::{
    Meta, Problem, Reply, Request, StoreError, Work,
    aggregate::{execute, load_for_update},
    chain::canonical_sha256,
};
use dars_intake_domain::{application::Command, attachment};
use dars_messages::requests::intake::SubmitApplication as Body;
use dars_vocabulary::{Actor, FieldError, Nic};
use serde_json::json;
use sqlx::PgConnection;

use super::super::attachment::texts;
use crate::{
    handle::{Application, Attachments, notices},
    store::drafts,
};

/// Submits an application.
#[derive(Debug)]
pub struct SubmitApplication;

#[async_trait]
impl Work for SubmitApplication {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body {} = request.body()?;
        let if_match = request.must_match()?;
        // Locked first, so that no save of the draft comes between.
        load_for_update::<Application>(tx, nic.as_str()).await?;
        let draft = drafts::load(tx, &nic).await?;
        let sha256 =
            canonical_sha256(&draft.content).map_err(|error| StoreError::corrupt("drafts", "content", &nic, error))?;
        let texts = texts::texts(&draft.content)?;
        let persons = texts::findings(&texts::files(tx, &nic).await?, &draft.content)?;
        let content = Box::new(draft.content);
        let command = Command::Submit { content: content.clone(), sha256: sha256.clone() };
        let read = if_match.map(|version| version.saturating_sub(draft.revision));
        let meta = request.meta();
        let submitted = execute::<Application>(tx, &meta, nic.as_str(), read, command).await;
        // All that stops it is said at once.
        let done = submitted.map_err(|mut problem| {
            if problem.code == "rules-not-met" {
                problem.errors.extend(persons.into_iter().map(FieldError::from));
            }
            problem
        })?;
        // Looked at anew: from here on it is read by those who review.
        notices::have_looked_at(tx, &meta, &nic, done.saved.chain_length, &content, true).await?;
        let submission = done.saved.state.case().map(|case| &case.submission);
        if let Some(submission) = submission {
            let sha256 = sha256.clone();
            let handed_in = attachment::Command::NoteSubmitted { version: submission.version, sha256, texts };
            let by_us = Meta { actor: Actor::system("intake"), ..request.meta() };
            execute::<Attachments>(tx, &by_us, nic.as_str(), None, handed_in).await?;
        }
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
