//! `POST /service-agreements`: names the price of an access service for an agreement.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, StoreError, Work, aggregate::execute, chain::canonical_sha256};
use dars_contracts_domain::service_agreement::{Command, Refusal, quote};
use dars_messages::requests::contracts::QuoteService as Body;
use dars_vocabulary::{ActorKind, OrganisationId, StaffRole, london_date};
use sqlx::PgConnection;

use super::act_on_service_agreement::outcome;
use crate::{
    handle::{ServiceAgreement, parent},
    store,
};

/// Quotes a service.
#[derive(Debug)]
pub struct QuoteService {
    /// The data body's code.
    pub body: String,
}

#[async_trait]
impl Work for QuoteService {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let asked: Body = request.body()?;
        may_quote(request)?;
        let body: OrganisationId = self
            .body
            .parse()
            .map_err(|error| StoreError::corrupt("settings", "body.organisation", &self.body, error))?;
        let meta = request.meta();
        let agreement = parent(tx, &asked.nic, &meta).await?;
        let reference = store::numbers::next_service_agreement(tx, london_date(request.now).year()).await?;
        let document =
            quote(&reference, asked, agreement.as_ref(), &body).map_err(|refusal| Problem::refused(&refusal))?;
        let sha256 = canonical_sha256(&document)
            .map_err(|error| StoreError::corrupt("service_agreements", "document", &reference, error))?;
        let command = Command::Quote { document: Box::new(document), sha256 };
        let done = execute::<ServiceAgreement>(tx, &meta, reference.as_str(), None, command).await?;
        Reply::created(done.saved.version, &outcome(&reference, &done.saved.state))
    }
}

/// The same as the decision says, before anything is said of the agreement.
fn may_quote(request: &Request) -> Result<(), Problem> {
    let refusal = match request.actor.kind {
        ActorKind::Public => Refusal::SignInNeeded,
        ActorKind::Machine | ActorKind::System => Refusal::PersonNeeded,
        ActorKind::Person if request.actor.is_staff(StaffRole::CaseOfficer) => return Ok(()),
        ActorKind::Person => Refusal::CaseOfficerNeeded,
    };
    Err(Problem::refused(&refusal))
}
