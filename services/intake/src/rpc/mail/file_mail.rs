//! `POST /enquiries/unfiled/{id}/file`: into a thread as its enquirer's words, or as an enquiry of its own.

use async_trait::async_trait;
use dars_bus::{
    Meta, Problem, Reply, Request, Work,
    aggregate::{execute, load},
};
use dars_intake_domain::{
    enquiry::{self, Enquirer, More},
    mail::{Arrived, Command, Content, Refusal},
};
use dars_messages::requests::intake::{FileInto, FileMail as Body};
use dars_vocabulary::{
    EnquiryRef,
    code::{Channel, EnquiryTopic},
    london_date,
};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::{Enquiry, Mail, forget_mail},
    inbox, store,
};

/// Files a mail.
#[derive(Debug)]
pub struct FileMail;

#[async_trait]
impl Work for FileMail {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let id: Uuid = request.param("id")?;
        let Body { into } = request.body()?;
        let (if_match, meta, key) = (request.must_match()?, request.meta(), id.to_string());
        let before = load::<Mail>(tx, &key).await?.state;
        let reference = match &into {
            FileInto::Enquiry(reference) => reference.clone(),
            FileInto::New(_) => store::numbers::next_enquiry(tx, london_date(request.now).year()).await?,
        };
        let file = Command::File { into: reference.clone() };
        let done = execute::<Mail>(tx, &meta, &key, if_match, file).await?;
        let arrived = before.arrived().ok_or_else(|| Problem::refused(&Refusal::Unknown))?;
        // What was redacted meanwhile is gone.
        let content = arrived.content.open().ok_or_else(|| Problem::refused(&Refusal::Settled))?;
        match into {
            FileInto::Enquiry(reference) => {
                let words = inbox::words(&content.text, arrived.attachments);
                inbox::say(tx, &meta, &reference, &words, arrived.numbers_removed).await.map_err(about_the_enquiry)?;
            }
            FileInto::New(topic) => raise(tx, &meta, &reference, topic, arrived, content).await?,
        }
        let version = forget_mail(tx, &meta, &key, "filed").await?;
        Reply::versioned(version, &json!({"id": id, "state": done.saved.state.name(), "reference": reference}))
    }
}

/// As an officer logs what came by mail.
async fn raise(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &EnquiryRef,
    topic: EnquiryTopic,
    arrived: &Arrived,
    content: &Content,
) -> Result<(), Problem> {
    let subject = if content.subject.is_empty() { String::new() } else { format!("{}\n\n", content.subject) };
    let words = inbox::words(&format!("{subject}{}", content.text), arrived.attachments);
    let (purpose, rest) = words.split_first().ok_or_else(|| Problem::refused(&Refusal::Settled))?;
    let name = if content.name.is_empty() { &content.email } else { &content.name };
    let enquirer = Enquirer { name: name.clone(), email: content.email.clone(), organisation: None };
    let raise = enquiry::Command::Raise {
        enquiry: reference.clone(),
        channel: Channel::Email,
        topic,
        enquirer,
        purpose: purpose.clone(),
        // Its days count from when it came, however long it waited to be filed.
        more: Box::new(More {
            received_at: arrived.received_at,
            numbers_removed: arrived.numbers_removed,
            ..More::default()
        }),
    };
    execute::<Enquiry>(tx, meta, reference.as_str(), None, raise).await?;
    inbox::tell_of_numbers(tx, meta, reference, arrived.numbers_removed).await?;
    inbox::say(tx, meta, reference, rest, 0).await
}

/// The enquiry is named in the body, and is not what was asked for.
fn about_the_enquiry(problem: Problem) -> Problem {
    if problem.status == 404 {
        let detail = "There is no enquiry with that reference: name another.";
        return Problem::new(422, "other-enquiry-unknown", detail).at("/into/enquiry", "other-enquiry-unknown", detail);
    }
    problem
}
