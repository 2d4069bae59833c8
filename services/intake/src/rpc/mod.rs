//! Step 1a: requests into commands and queries, one file each.

mod add_message;
mod applications;
mod catalogue;
mod check_application;
mod convert_enquiry;
mod enquiries;
mod fixtures;
mod me;
mod organisations;
mod overview;
mod raise_enquiry;
mod route_enquiry;
mod save_section;
mod submit_application;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_kit::{Context, local::must_be_local};
use sqlx::PgConnection;

/// Answers intake's requests.
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
            "raise-enquiry" => self.write(&request, &raise_enquiry::RaiseEnquiry).await,
            "route-enquiry" => self.write(&request, &route_enquiry::RouteEnquiry).await,
            "add-message" => self.write(&request, &add_message::AddMessage).await,
            "convert-enquiry" => {
                let convert = convert_enquiry::ConvertEnquiry {
                    local: settings.local.enabled,
                    issuer: settings.identity.issuer.clone(),
                };
                self.write(&request, &convert).await
            }
            "save-section" => self.write(&request, &save_section::SaveSection).await,
            "submit-application" => self.write(&request, &submit_application::SubmitApplication).await,
            "list-enquiries" => enquiries::list(&mut *self.connection().await?, &request).await,
            "get-enquiry" => enquiries::get(&mut *self.connection().await?, &request).await,
            "list-applications" => applications::list(&mut *self.connection().await?, &request).await,
            "get-application" => applications::get(&mut *self.connection().await?, &request).await,
            "timeline" => applications::timeline(&mut *self.connection().await?, &request).await,
            "check-application" => check_application::check(&mut *self.connection().await?, &request).await,
            "list-organisations" => organisations::list(&mut *self.connection().await?, &request).await,
            "get-organisation" => organisations::get(&mut *self.connection().await?, &request).await,
            "list-datasets" => catalogue::list(&mut *self.connection().await?, &request).await,
            "get-dataset" => catalogue::get(&mut *self.connection().await?, &request).await,
            "me" => me::me(&mut *self.connection().await?, &request).await,
            "local-overview" => {
                must_be_local(settings)?;
                overview::overview(&mut *self.connection().await?).await
            }
            "fixture-organisation" | "fixture-membership" | "fixture-authority" | "fixture-dataset" => {
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

    async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Problem> {
        Ok(self.context.pool.acquire().await?)
    }
}

/// A connection on which something is only read.
type Reading = PgConnection;
