//! Step 1a: requests into commands and queries, one file each, in a folder for each area.

mod application;
mod attachment;
mod catalogue;
mod collaboration;
mod enquiry;
mod feedback;
mod fixtures;
mod mail;
mod me;
mod organisation;
mod overview;
mod performance;
mod preparation;
mod search;
mod tasks;
mod versions;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_kit::{Context, links::LinkKeys, local::must_be_local};
use sqlx::PgConnection;

/// Answers intake's requests.
#[derive(Debug)]
pub struct Rpc {
    /// What the service has.
    pub context: Context,
    /// By which enquirers' links are known.
    pub links: LinkKeys,
}

#[async_trait]
impl Serve for Rpc {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        if let Some(answer) = enquiry::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = mail::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = application::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = attachment::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = collaboration::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = preparation::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = versions::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = organisation::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = catalogue::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = feedback::serve(self, &request).await {
            return answer;
        }
        let settings = &self.context.settings;
        match request.action.as_str() {
            "performance" => self.read(&request, performance::performance).await,
            "search" => self.read(&request, search::search).await,
            "tasks" => self.read(&request, tasks::tasks).await,
            "me" => self.read(&request, me::me).await,
            "local-overview" => {
                must_be_local(settings)?;
                overview::overview(&mut *self.connection().await?).await
            }
            "fixture-organisation"
            | "fixture-membership"
            | "fixture-authority"
            | "fixture-assurance"
            | "fixture-dataset" => {
                must_be_local(settings)?;
                let fixture = fixtures::Fixture { issuer: settings.identity.issuer.clone() };
                self.write(&request, &fixture).await
            }
            _ => Err(Problem::not_found("such request")),
        }
    }
}

impl Rpc {
    async fn write(&self, request: &Request, work: &dyn Work) -> Result<Reply, Problem> {
        write(&self.context.pool, &self.context.waker, request, work).await
    }

    async fn read(
        &self,
        request: &Request,
        query: impl AsyncFn(&mut Reading, &Request) -> Result<Reply, Problem>,
    ) -> Result<Reply, Problem> {
        query(&mut *self.connection().await?, request).await
    }

    async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Problem> {
        Ok(self.context.pool.acquire().await?)
    }
}

/// A connection on which something is only read.
type Reading = PgConnection;
