//! Step 1a: requests into commands and queries, one file each.

mod entries;
mod overview;
mod pending;
mod publish_entry;
mod tasks;
mod view;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_kit::{Context, local::must_be_local};
use sqlx::PgConnection;

/// Answers the service's requests.
#[derive(Debug)]
pub struct Rpc {
    /// What the service has.
    pub context: Context,
}

#[async_trait]
impl Serve for Rpc {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        match request.action.as_str() {
            "publish-entry" => self.write(&request, &publish_entry::PublishEntry).await,
            "list-entries" => entries::list(&mut *self.connection().await?, &request).await,
            "get-entry" => entries::get(&mut *self.connection().await?, &request).await,
            "get-entry-version" => entries::get_version(&mut *self.connection().await?, &request).await,
            "tasks" => tasks::tasks(&mut *self.connection().await?, &request).await,
            "list-pending" => pending::list(&mut *self.connection().await?, &request).await,
            "local-overview" => {
                must_be_local(&self.context.settings)?;
                overview::overview(&mut *self.connection().await?, &request).await
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

/// A connection on which something is only read.
type Reading = PgConnection;
