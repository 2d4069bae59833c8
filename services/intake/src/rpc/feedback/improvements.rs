//! What we changed: told by a team manager, read by everyone with `GET /feedback`.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{execute, load},
};
use dars_intake_domain::improvement::{self, Command, Improvement as Told, State};
use dars_messages::requests::intake::{PublishChange as Publish, WithdrawChange as Withdraw};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::super::Reading;
use crate::{handle::Improvement, store};

/// `POST /feedback/changes`
#[derive(Debug)]
pub struct PublishChange;

#[async_trait]
impl Work for PublishChange {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let Publish { changed_on, heard, changed } = request.body()?;
        let reference = store::improvements::fresh(tx).await?;
        let command = Command::Publish(Told { changed_on, heard, changed });
        let done = execute::<Improvement>(tx, &request.meta(), &reference, None, command).await?;
        Reply::created(done.saved.version, &shown(&reference, &done.saved.state))
    }
}

/// `POST /feedback/changes/{reference}/withdraw`
#[derive(Debug)]
pub struct WithdrawChange;

#[async_trait]
impl Work for WithdrawChange {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: String = request.param("reference")?;
        let Withdraw { reason } = request.body()?;
        let if_match = request.must_match()?;
        let command = Command::Withdraw { reason };
        let done = execute::<Improvement>(tx, &request.meta(), &reference, if_match, command).await?;
        Reply::versioned(done.saved.version, &shown(&reference, &done.saved.state))
    }
}

/// `GET /feedback/changes/{reference}`: public while it is published.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: String = request.param("reference")?;
    let loaded = load::<Improvement>(connection, &reference).await?;
    match &loaded.state {
        State::Published(_) => {
            let (now, technical_now, actor) = (request.now, request.technical_now, request.actor.clone());
            let facts = improvement::Facts { now, technical_now, actor };
            let mut shown = shown(&reference, &loaded.state);
            if let Some(shown) = shown.as_object_mut() {
                shown.insert("permitted".to_owned(), json!(improvement::permitted(&loaded.state, &facts)));
            }
            Reply::versioned(loaded.version, &shown)
        }
        State::Absent | State::Withdrawn(_) => Err(Problem::not_found("change")),
    }
}

fn shown(reference: &str, state: &State) -> Value {
    let told = match state {
        State::Absent => None,
        State::Published(told) | State::Withdrawn(told) => Some(told),
    };
    json!({
        "reference": reference,
        "state": state.name(),
        "changed_on": told.map(|told| told.changed_on),
        "heard": told.map(|told| &told.heard),
        "changed": told.map(|told| &told.changed),
    })
}
