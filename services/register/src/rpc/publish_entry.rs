//! `POST /register/agreements/{nic}/publish`: the publisher's sign-off.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_messages::requests::register::PublishEntry as Body;
use dars_register_domain::entry::{Command, State};
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Entry;

/// Publishes an entry.
#[derive(Debug)]
pub struct PublishEntry;

#[async_trait]
impl Work for PublishEntry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { no_personal_names } = request.body()?;
        let if_match = request.must_match()?;
        let command = Command::Publish { no_personal_names };
        let done = execute::<Entry>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
        let published_on = match &done.saved.state {
            State::Published(published) => Some(published.published_on),
            State::Absent | State::Awaited(_) | State::Held(_) | State::Pending(_) => None,
        };
        Reply::versioned(
            done.saved.version,
            &json!({"nic": nic, "state": done.saved.state.name(), "published_on": published_on}),
        )
    }
}
