//! `POST /applications/{nic}/clarifications/{id}/answer`: adds to what is known, so it needs no `If-Match`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::application::Command;
use dars_messages::requests::intake::AnswerClarification as Body;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use crate::{handle::Application, store::drafts};

/// Answers a clarification.
#[derive(Debug)]
pub struct AnswerClarification;

#[async_trait]
impl Work for AnswerClarification {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let clarification: u32 = request.param("id")?;
        let Body { text } = request.body()?;
        let command = Command::Answer { clarification, text };
        let done = execute::<Application>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let round = done.saved.state.case().and_then(|case| case.clarification(clarification)).map(|known| known.round);
        let revision = drafts::revision(tx, &nic).await?;
        Reply::created(
            done.saved.version + revision,
            &json!({"nic": nic, "clarification": clarification, "round": round, "state": done.saved.state.name()}),
        )
    }
}
