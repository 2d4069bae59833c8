//! `POST /enquiries/{reference}/feedback`: how its enquirer found it, also of who is not signed in.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::feedback::Command;
use dars_messages::requests::intake::{GiveEnquiryFeedback as Body, GiveFeedback, Occasion};
use dars_vocabulary::EnquiryRef;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Feedback;

/// Gives feedback on an enquiry.
#[derive(Debug)]
pub struct GiveEnquiryFeedback;

#[async_trait]
impl Work for GiveEnquiryFeedback {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let enquiry: EnquiryRef = request.param("reference")?;
        let Body { ease, clarity, comment, sector } = request.body()?;
        let (about, occasion) = (enquiry.to_string(), Occasion::EnquiryEnded);
        // As `POST /feedback` names it: one person, one occasion, one answer.
        let reference = format!("{about}.{}.{}", occasion.code(), request.actor.id);
        let give = Command::Give(GiveFeedback { about, occasion, ease, clarity, comment, sector });
        let done = execute::<Feedback>(tx, &request.meta(), &reference, None, give).await?;
        Reply::created(done.saved.version, &json!({"reference": enquiry, "thanks": true}))
    }
}
