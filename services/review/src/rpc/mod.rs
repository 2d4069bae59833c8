//! Step 1a: requests into commands and queries, one file each.

mod assess_case;
mod assign_case;
mod cases;
mod decide_case;
mod overview;

use async_trait::async_trait;
use dars_bus::{Done, Problem, Reply, Request, Serve, Work, aggregate::execute, write};
use dars_kit::{Context, local::must_be_local};
use dars_review_domain::{case::Command, rules::staff};
use dars_vocabulary::Nic;
use serde_json::json;
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
            "decide-case" => self.write(&request, &decide_case::DecideCase).await,
            "list-cases" => cases::list(&mut *self.connection().await?, &request).await,
            "get-case" => cases::get(&mut *self.connection().await?, &request).await,
            "local-overview" => {
                must_be_local(settings)?;
                overview::overview(&mut *self.connection().await?).await
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
    let if_match = request.must_match()?;
    // Whoever may not know of a case is refused whatever version they name: "changed" would say that it is there.
    let if_match = if_match.filter(|_| staff::reads_content(&request.actor));
    let Done { saved, .. } = execute::<Case>(tx, &request.meta(), nic.as_str(), if_match, command).await?;
    let body = json!({"nic": nic, "state": saved.state.name(), "officer": saved.state.officer()});
    Reply::versioned(saved.version, &body)
}

/// A connection on which something is only read.
type Reading = PgConnection;
