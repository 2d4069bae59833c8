//! Step 1a: requests into commands and queries, one file each.

mod act_on_framework_contract;
mod act_on_release;
mod act_on_service_agreement;
mod agreement_access;
mod agreements;
mod certificates;
mod fixtures;
mod framework_contracts;
mod issue_agreement;
mod overview;
mod quote_service;
mod releases;
mod search;
mod service_agreements;
mod sight;
mod sign_agreement;
mod signatures;
mod tasks;

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Serve, Work, write};
use dars_kit::{Context, local::must_be_local};
use sqlx::PgConnection;

use self::{
    act_on_framework_contract::ActOnFrameworkContract, act_on_release::ActOnRelease,
    act_on_service_agreement::ActOnServiceAgreement, agreement_access::ActOnAgreement,
};
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
            "suspend-agreement" => self.write(&request, &ActOnAgreement::Suspend).await,
            "reinstate-agreement" => self.write(&request, &ActOnAgreement::Reinstate).await,
            "terminate-agreement" => self.write(&request, &ActOnAgreement::Terminate).await,
            "meet-condition" => self.write(&request, &ActOnAgreement::MeetCondition).await,
            "submit-certificate" => self.write(&request, &certificates::SubmitCertificate).await,
            "accept-certificate" => self.write(&request, &certificates::JudgeCertificate::Accept).await,
            "query-certificate" => self.write(&request, &certificates::JudgeCertificate::Query).await,
            "request-framework-contract" => {
                let local = settings.local.enabled;
                self.write(&request, &ActOnFrameworkContract::Request { local }).await
            }
            "draft-framework-contract" => self.write(&request, &ActOnFrameworkContract::Draft).await,
            "issue-framework-contract" => {
                let body = settings.body.organisation.clone();
                self.write(&request, &ActOnFrameworkContract::Issue { body }).await
            }
            "sign-framework-contract" => self.write(&request, &ActOnFrameworkContract::Sign).await,
            "terminate-framework-contract" => self.write(&request, &ActOnFrameworkContract::Terminate).await,
            "plan-release" => self.write(&request, &ActOnRelease::Plan).await,
            "check-release" => self.write(&request, &ActOnRelease::Check).await,
            "make-release" => self.write(&request, &ActOnRelease::Make).await,
            "acknowledge-release" => self.write(&request, &ActOnRelease::Acknowledge).await,
            "release-gate" => releases::gate(&mut *self.connection().await?, &request).await,
            "list-releases" => releases::list(&mut *self.connection().await?, &request).await,
            "get-release" => releases::get(&mut *self.connection().await?, &request).await,
            "quote-service" => {
                let quote = quote_service::QuoteService { body: settings.body.organisation.clone() };
                self.write(&request, &quote).await
            }
            "order-service" => self.write(&request, &ActOnServiceAgreement::Order).await,
            "sign-service-agreement" => self.write(&request, &ActOnServiceAgreement::Sign).await,
            "provision-service" => self.write(&request, &ActOnServiceAgreement::Provision).await,
            "activate-service" => self.write(&request, &ActOnServiceAgreement::Activate).await,
            "set-service-users" => {
                let issuer = settings.identity.issuer.clone();
                self.write(&request, &ActOnServiceAgreement::SetUsers { issuer }).await
            }
            "list-service-agreements" => service_agreements::list(&mut *self.connection().await?, &request).await,
            "get-service-agreement" => service_agreements::get(&mut *self.connection().await?, &request).await,
            "list-agreements" => agreements::list(&mut *self.connection().await?, &request).await,
            "get-agreement" => agreements::get(&mut *self.connection().await?, &request).await,
            "list-framework-contracts" => framework_contracts::list(&mut *self.connection().await?, &request).await,
            "get-framework-contract" => framework_contracts::get(&mut *self.connection().await?, &request).await,
            "search" => search::search(&mut *self.connection().await?, &request).await,
            "tasks" => tasks::tasks(&mut *self.connection().await?, &request).await,
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

/// A connection on which something is only read.
type Reading = PgConnection;
