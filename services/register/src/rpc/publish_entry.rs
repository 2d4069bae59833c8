//! `POST /register/agreements/{nic}/publish`: the publisher's sign-off.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::register::PublishEntry as Body;
use dars_register_domain::entry::{Command, Event};
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Entry;

/// Publishes a version of an entry.
#[derive(Debug)]
pub struct PublishEntry;

#[async_trait]
impl Work for PublishEntry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { version, no_personal_names } = request.body()?;
        let if_match = request.must_match()?;
        let command = Command::Publish { version, no_personal_names };
        let done = execute::<Entry>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
        let published = done.events.iter().find_map(|event| match event {
            Event::EntryPublished { version, published_on, .. } => Some((*version, *published_on)),
            _ => None,
        });
        let (version, published_on) = published.unzip();
        Reply::versioned(
            done.saved.version,
            &json!({"nic": nic, "version": version, "state": done.saved.state.name(), "published_on": published_on}),
        )
    }
}
