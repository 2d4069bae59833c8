//! Step 1a: requests into commands and queries, one file each, in a folder for each area.

mod absence;
mod case;
mod meeting;
mod overview;
mod performance;
mod precedent;
mod search;
mod standards;
mod tasks;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_kit::{Context, local::must_be_local};
use dars_vocabulary::london_date;
use sqlx::PgConnection;

/// Answers review's requests.
#[derive(Debug)]
pub struct Rpc {
    /// What the service has.
    pub context: Context,
}

#[async_trait]
impl Serve for Rpc {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        if let Some(answer) = case::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = performance::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = precedent::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = meeting::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = absence::serve(self, &request).await {
            return answer;
        }
        if let Some(answer) = standards::serve(&request) {
            return answer;
        }
        match request.action.as_str() {
            "search" => self.read(&request, search::search).await,
            "tasks" => self.read(&request, tasks::tasks).await,
            "local-overview" => {
                must_be_local(&self.context.settings)?;
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
