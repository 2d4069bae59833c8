//! `POST /enquiries/{reference}/messages`: adds to the thread, so it needs no `If-Match`; an enquirer who was asked
//! replies with it.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::enquiry::{Command, Event, state_name};
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
        let state = state_name(&done.saved.state, &request.actor);
        let removed: u32 = done.events.iter().map(removed).sum();
        let mut shown = json!({"reference": reference, "number": messages, "state": state});
        if let (true, Some(shown)) = (removed > 0, shown.as_object_mut()) {
            shown.insert("numbers_removed".to_owned(), removed.into());
        }
        Reply::created(done.saved.version, &shown)
    }
}

/// How many NHS numbers were taken out of what was written.
fn removed(event: &Event) -> u32 {
    match event {
        Event::EnquiryMessageAdded { numbers_removed, .. } => *numbers_removed,
        _ => 0,
    }
}
