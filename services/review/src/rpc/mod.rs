//! Step 1a: requests into commands and queries, one file each.

mod assess_case;
mod assign_case;
mod cases;
mod decide_case;
mod overview;
mod raise_clarification;
mod record_advice;
mod resolve_clarification;
mod return_application;
mod shape;
mod tasks;

use async_trait::async_trait;
use dars_bus::{
    Done, Problem, Reply, Request, Serve, Work,
    aggregate::{Loaded, execute},
    write,
};
use dars_kit::{Context, local::must_be_local};
use dars_review_domain::{
    case::{Command, State},
    rules::staff,
};
use dars_vocabulary::{Nic, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::handle::Case;

/// Answers review's requests.
#[derive(Debug)]
pub struct Rpc {
    /// What the service has.
    pub context: Context,
}

#[async_trait]
impl Serve for Rpc {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        let settings = &self.context.settings;
        match request.action.as_str() {
            "assign-case" => {
                let assign = assign_case::AssignCase { issuer: settings.identity.issuer.clone() };
                self.write(&request, &assign).await
            }
            "assess-case" => self.write(&request, &assess_case::AssessCase).await,
            "return-application" => self.write(&request, &return_application::ReturnApplication).await,
            "raise-clarification" => self.write(&request, &raise_clarification::RaiseClarification).await,
            "resolve-clarification" => self.write(&request, &resolve_clarification::ResolveClarification).await,
            "record-advice" => {
                let record = record_advice::RecordAdvice { issuer: settings.identity.issuer.clone() };
                self.write(&request, &record).await
            }
            "decide-case" => self.write(&request, &decide_case::DecideCase).await,
            "list-cases" => cases::list(&mut *self.connection().await?, &request).await,
            "get-case" => cases::get(&mut *self.connection().await?, &request).await,
            "tasks" => tasks::tasks(&mut *self.connection().await?, &request).await,
            "local-overview" => {
                must_be_local(settings)?;
                overview::overview(&mut *self.connection().await?, london_date(request.now)).await
            }
            _ => Err(Problem::not_found("such request")),
        }
    }
}

impl Rpc {
    async fn write(&self, request: &Request, work: &dyn Work) -> Result<Reply, Problem> {
        write(&self.context.pool, &self.context.waker, request, work).await
    }

    async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Problem> {
        Ok(self.context.pool.acquire().await?)
    }
}

/// Gives a command to a case as the caller read it, and answers where the case stands then.
async fn ask(tx: &mut PgConnection, request: &Request, nic: &Nic, command: Command) -> Result<Reply, Problem> {
    let saved = give(tx, request, nic, command).await?;
    Reply::versioned(saved.version, &shown(nic, &saved.state))
}

/// Gives a command to a case as the caller read it.
async fn give(tx: &mut PgConnection, request: &Request, nic: &Nic, command: Command) -> Result<Loaded<State>, Problem> {
    let if_match = request.must_match()?;
    // Whoever may not know of a case is refused whatever version they name: "changed" would say that it is there.
    let if_match = if_match.filter(|_| staff::reads_content(&request.actor));
    let Done { saved, .. } = execute::<Case>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
    Ok(saved)
}

/// Where a case stands, for whoever changed it.
fn shown(nic: &Nic, state: &State) -> Value {
    json!({"nic": nic, "state": state.name(), "officer": state.officer(), "pen": state.pen()})
}

/// A connection on which something is only read.
type Reading = PgConnection;
