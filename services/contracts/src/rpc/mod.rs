//! Step 1a: requests into commands and queries, one file each.

mod agreements;
mod fixtures;
mod framework_contracts;
mod issue_agreement;
mod overview;
mod sign_agreement;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_contracts_domain::agreement::Refusal;
use dars_kit::{Context, local::must_be_local};
use dars_vocabulary::{ActorKind, OrganisationId, london_date};
use sqlx::PgConnection;

use crate::store;

/// Answers the service's requests.
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
            "issue-agreement" => {
                let issue = issue_agreement::IssueAgreement { body: settings.body.organisation.clone() };
                self.write(&request, &issue).await
            }
            "sign-agreement" => self.write(&request, &sign_agreement::SignAgreement).await,
            "list-agreements" => agreements::list(&mut *self.connection().await?, &request).await,
            "get-agreement" => agreements::get(&mut *self.connection().await?, &request).await,
            "list-framework-contracts" => framework_contracts::list(&mut *self.connection().await?, &request).await,
            "get-framework-contract" => framework_contracts::get(&mut *self.connection().await?, &request).await,
            "local-overview" => {
                must_be_local(settings)?;
                overview::overview(&mut *self.connection().await?, &request).await
            }
            "fixture-framework-contract" => {
                must_be_local(settings)?;
                self.write(&request, &fixtures::RecordFrameworkContract).await
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

/// The organisations whose papers the caller may see today; `None`: all, for staff.
async fn may_see(connection: &mut Reading, request: &Request) -> Result<Option<Vec<OrganisationId>>, Problem> {
    match request.actor.kind {
        ActorKind::Public => Err(Problem::refused(&Refusal::SignInNeeded)),
        ActorKind::Person if request.actor.is_any_staff() => Ok(None),
        ActorKind::System => Ok(None),
        ActorKind::Person => {
            let today = london_date(request.now);
            Ok(Some(store::mandates::organisations(connection, request.actor.id, today).await?))
        }
        // A machine belongs to no organisation yet.
        ActorKind::Machine => Ok(Some(Vec::new())),
    }
}

/// A connection on which something is only read.
type Reading = PgConnection;
