//! `POST /feedback`: three questions, answered once by whoever was asked.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::feedback::Command;
use dars_messages::requests::intake::GiveFeedback as Body;
use serde_json::json;
use sqlx::PgConnection;

use crate::{handle::Feedback, store};

/// Gives feedback.
#[derive(Debug)]
pub struct GiveFeedback;

#[async_trait]
impl Work for GiveFeedback {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let mut body: Body = request.body()?;
        if let Some(meant) = store::feedback::meant(tx, request.actor.id, &body.about, body.occasion).await? {
            body.about = meant;
        }
        let (about, occasion) = (body.about.clone(), body.occasion);
        // One person, one occasion, one answer: so the reference is made of them.
        let reference = format!("{about}.{}.{}", occasion.code(), request.actor.id);
        let done = execute::<Feedback>(tx, &request.meta(), &reference, None, Command::Give(body)).await?;
        Reply::created(done.saved.version, &json!({"about": about, "occasion": occasion, "thanks": true}))
    }
}
