//! `POST /agreements/{nic}/issue`: fixes the document that will be signed, and its hash.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, StoreError, Work,
    aggregate::{execute, load_for_update},
    chain::canonical_sha256,
};
use dars_contracts_domain::agreement::{Coming, Command, Overrides, Refusal, State, document, visible_to};
use dars_messages::requests::contracts::IssueAgreement as Body;
use dars_vocabulary::{ActorKind, Nic, OrganisationId, StaffRole, london_date};
use serde_json::json;
use sqlx::PgConnection;

use super::{agreements::still_to_sign, sight::Sight};
use crate::handle::Agreement;

/// Issues an agreement for signature.
#[derive(Debug)]
pub struct IssueAgreement {
    /// The data body's code.
    pub body: String,
}

#[async_trait]
impl Work for IssueAgreement {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { start, end, territory } = request.body()?;
        let if_match = request.must_match()?;
        let loaded = load_for_update::<Agreement>(tx, nic.as_str()).await?;
        may_issue(tx, request, &loaded.state).await?;
        if if_match.is_some_and(|version| version != loaded.version) {
            return Err(StoreError::ChangedMeanwhile { reference: nic.to_string() }.into());
        }
        let body: OrganisationId = self
            .body
            .parse()
            .map_err(|error| StoreError::corrupt("settings", "body.organisation", &self.body, error))?;
        let terms = Overrides { start, end, territory };
        let document = document(&loaded.state, &terms, &body, london_date(request.now))
            .map_err(|refusal| Problem::refused(&refusal))?;
        let sha256 =
            canonical_sha256(&document).map_err(|error| StoreError::corrupt("agreements", "document", &nic, error))?;
        let command = Command::Issue { document: Box::new(document), sha256 };
        let done = execute::<Agreement>(tx, &request.meta(), nic.as_str(), None, command).await?;
        let coming = done.saved.state.coming();
        let issued = coming.and_then(Coming::issued);
        Reply::versioned(
            done.saved.version,
            &json!({
                "nic": nic,
                "state": coming.map(Coming::name),
                "version": issued.map(|issued| issued.version),
                "sha256": issued.map(|issued| &issued.sha256),
                "start": issued.map(|issued| issued.start),
                "end": issued.map(|issued| issued.end),
                "void_on": issued.map(|issued| issued.void_on),
                "still_to_sign": still_to_sign(&done.saved.state),
            }),
        )
    }
}

/// The same as the decision says, before anything is said of versions and drafts.
async fn may_issue(tx: &mut PgConnection, request: &Request, state: &State) -> Result<(), Problem> {
    let actor = &request.actor;
    if matches!(actor.kind, ActorKind::Machine | ActorKind::System) {
        return Err(Problem::refused(&Refusal::PersonNeeded));
    }
    let sight = Sight::of(tx, request).await?;
    if matches!(state, State::Absent) || !visible_to(state, actor, sight.whole()) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    if actor.is_staff(StaffRole::CaseOfficer) { Ok(()) } else { Err(Problem::refused(&Refusal::CaseOfficerNeeded)) }
}
