//! Step 1a: requests into commands and queries, one file each.

mod add_message;
mod answer_clarification;
mod answer_enquiry;
mod applications;
mod ask_enquirer;
mod assess_preliminary;
mod catalogue;
mod check_application;
mod close_enquiry;
mod convert_enquiry;
mod enquiries;
mod fixtures;
mod mark_duplicate;
mod me;
mod open_change;
mod organisations;
mod overview;
mod raise_enquiry;
mod record_assurance;
mod reopen_enquiry;
mod route_enquiry;
mod save_section;
mod set_people;
mod shown_application;
mod signpost_enquiry;
mod submit_application;
mod tasks;
mod triage_enquiry;
mod withdraw_application;

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
            "triage-enquiry" => self.write(&request, &triage_enquiry::TriageEnquiry).await,
            "ask-enquirer" => self.write(&request, &ask_enquirer::AskEnquirer).await,
            "answer-enquiry" => self.write(&request, &answer_enquiry::AnswerEnquiry).await,
            "signpost-enquiry" => self.write(&request, &signpost_enquiry::SignpostEnquiry).await,
            "close-enquiry" => self.write(&request, &close_enquiry::CloseEnquiry).await,
            "mark-duplicate" => self.write(&request, &mark_duplicate::MarkDuplicate).await,
            "reopen-enquiry" => self.write(&request, &reopen_enquiry::ReopenEnquiry).await,
            "record-assurance" => self.write(&request, &record_assurance::RecordAssurance).await,
            "convert-enquiry" => {
                let convert = convert_enquiry::ConvertEnquiry {
                    local: settings.local.enabled,
                    issuer: settings.identity.issuer.clone(),
                };
                self.write(&request, &convert).await
            }
            "save-section" => self.write(&request, &save_section::SaveSection).await,
            "submit-application" => self.write(&request, &submit_application::SubmitApplication).await,
            "assess-preliminary" => self.write(&request, &assess_preliminary::AssessPreliminary).await,
            "withdraw-application" => self.write(&request, &withdraw_application::WithdrawApplication).await,
            "set-people" => {
                let people = set_people::SetPeople { issuer: settings.identity.issuer.clone() };
                self.write(&request, &people).await
            }
            "answer-clarification" => self.write(&request, &answer_clarification::AnswerClarification).await,
            "open-change" => self.write(&request, &open_change::OpenChange).await,
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
            "tasks" => tasks::tasks(&mut *self.connection().await?, &request).await,
            "me" => me::me(&mut *self.connection().await?, &request).await,
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

    async fn connection(&self) -> Result<sqlx::pool::PoolConnection<sqlx::Postgres>, Problem> {
        Ok(self.context.pool.acquire().await?)
    }
}

/// A connection on which something is only read.
type Reading = PgConnection;
