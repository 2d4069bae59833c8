//! `POST /framework-contracts` and `/{con}/draft`, `/issue`, `/signatures`, `/terminate`: from asking for a framework
//! contract to its end.

use async_trait::async_trait;
use dars_bus::{
    Loaded, Problem, Reply, Request, StoreError, Work, aggregate::load_for_update, chain::canonical_sha256,
};
use dars_contracts_domain::framework_contract::{Command, Refusal, State, document, status_on, visible_to};
use dars_messages::requests::contracts::{
    DraftFrameworkContract, IssueFrameworkContract, RequestFrameworkContract, SignFrameworkContract, TerminateContract,
};
use dars_vocabulary::{ActorKind, ContractRef, OrganisationId, StaffRole, london_date};
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::{framework_contracts::still_to_sign, sight::Sight};
use crate::{
    handle::{FrameworkContract, execute_and_settle},
    store,
};

/// One of those acts.
#[derive(Clone, Debug)]
pub enum ActOnFrameworkContract {
    /// Ask for one.
    Request {
        /// Whether this is a local stack, where a fixture may ask for its reference.
        local: bool,
    },
    /// Set its terms.
    Draft,
    /// Fix the document that will be signed, and its hash.
    Issue {
        /// The data body's code.
        body: String,
    },
    /// Sign it; adds a signature, so it needs no `If-Match` and quotes the hash instead.
    Sign,
    /// End it.
    Terminate,
}

#[async_trait]
impl Work for ActOnFrameworkContract {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        if let Self::Request { local } = self {
            return ask(*local, request, tx).await;
        }
        let contract: ContractRef = request.param("con")?;
        let (if_match, command) = match self {
            Self::Request { .. } | Self::Draft => {
                let DraftFrameworkContract { template_version, start, end } = request.body()?;
                (request.must_match()?, Command::Draft { template_version, start, end })
            }
            Self::Issue { body } => (request.must_match()?, issue(body, &contract, request, tx).await?),
            Self::Sign => {
                let SignFrameworkContract { sha256, side } = request.body()?;
                (None, Command::Sign { sha256, side })
            }
            Self::Terminate => {
                let TerminateContract { reason, note } = request.body()?;
                (request.must_match()?, Command::Terminate { reason, note })
            }
        };
        let saved = execute_and_settle(tx, &request.meta(), contract.as_str(), if_match, command).await?;
        let shown = outcome(&contract, &saved, request);
        if matches!(self, Self::Sign) {
            Reply::created(saved.version, &shown)
        } else {
            Reply::versioned(saved.version, &shown)
        }
    }
}

/// A reference is allotted; a fixture of a local stack brings its own.
async fn ask(local: bool, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
    let RequestFrameworkContract { organisation, contract } = request.body()?;
    let contract = match contract {
        None => store::numbers::next_contract(tx).await?,
        Some(contract) if local => contract,
        Some(_) => {
            let detail = "References are allotted by the service. Leave contract out.";
            return Err(Problem::new(422, "number-not-yours", detail).at("/contract", "number-not-yours", detail));
        }
    };
    let command = Command::Request { contract: contract.clone(), organisation };
    let saved = execute_and_settle(tx, &request.meta(), contract.as_str(), None, command).await?;
    Reply::created(saved.version, &outcome(&contract, &saved, request))
}

/// What is issued is made from the draft as it stands, so who may do it comes before what it is.
async fn issue(
    body: &str,
    contract: &ContractRef,
    request: &Request,
    tx: &mut PgConnection,
) -> Result<Command, Problem> {
    let IssueFrameworkContract {} = request.body()?;
    let loaded = load_for_update::<FrameworkContract>(tx, contract.as_str()).await?;
    let actor = &request.actor;
    if matches!(actor.kind, ActorKind::Machine | ActorKind::System) {
        return Err(Problem::refused(&Refusal::PersonNeeded));
    }
    let sight = Sight::of(tx, request).await?;
    if !visible_to(&loaded.state, actor, sight.whole()) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    if !actor.is_staff(StaffRole::CaseOfficer) {
        return Err(Problem::refused(&Refusal::CaseOfficerNeeded));
    }
    if request.must_match()?.is_some_and(|version| version != loaded.version) {
        return Err(StoreError::ChangedMeanwhile { reference: contract.to_string() }.into());
    }
    let body: OrganisationId =
        body.parse().map_err(|error| StoreError::corrupt("settings", "body.organisation", body, error))?;
    let document = document(&loaded.state, &body).map_err(|refusal| Problem::refused(&refusal))?;
    let sha256 = canonical_sha256(&document)
        .map_err(|error| StoreError::corrupt("framework_contracts", "document", contract, error))?;
    Ok(Command::Issue { document: Box::new(document), sha256 })
}

/// Where it stands after one of those acts.
fn outcome(contract: &ContractRef, saved: &Loaded<State>, request: &Request) -> Value {
    let state = &saved.state;
    let terms = state.terms();
    json!({
        "contract": contract,
        "organisation": state.organisation(),
        "state": state.name(),
        "status": status_on(state, london_date(request.now)),
        "start": terms.as_ref().map(|terms| terms.start),
        "end": terms.as_ref().map(|terms| terms.end),
        "sha256": state.issued().map(|issued| &issued.sha256),
        "still_to_sign": still_to_sign(state),
    })
}
