//! `POST /enquiries/{reference}/messages`: adds to the thread, so it needs no `If-Match`; an enquirer who was asked
//! replies with it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::AddMessage as Body;
use dars_vocabulary::EnquiryRef;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Enquiry;

/// Writes in an enquiry's thread.
#[derive(Debug)]
pub struct AddMessage;

#[async_trait]
impl Work for AddMessage {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: EnquiryRef = request.param("reference")?;
        let Body { text } = request.body()?;
        let done =
            execute::<Enquiry>(tx, &request.meta(), reference.as_str(), None, Command::AddMessage { text }).await?;
        let messages = done.saved.state.asked().map_or(0, |asked| asked.messages);
        let state = done.saved.state.name();
        Reply::created(done.saved.version, &json!({"reference": reference, "number": messages, "state": state}))
    }
}
