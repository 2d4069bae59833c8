//! `POST /service-agreements/{reference}/order`, `/signatures`, `/provision`, `/activate` and `/users`.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_contracts_domain::service_agreement::{Command, State};
use dars_messages::{
    facts::contracts::Side,
    requests::contracts::{MoveService, SetServiceUsers, SignServiceAgreement},
};
use dars_vocabulary::{PersonId, ServiceAgreementRef};
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::handle::ServiceAgreement;

/// One of those acts.
#[derive(Clone, Debug)]
pub enum ActOnServiceAgreement {
    /// The organisation orders it.
    Order,
    /// One side signs; adds a signature, so it needs no `If-Match` and quotes the hash instead.
    Sign,
    /// The body has set it up.
    Provision,
    /// The body lets users in.
    Activate,
    /// The organisation says who works there.
    SetUsers {
        /// Whose sign-ins are known here.
        issuer: String,
    },
}

#[async_trait]
impl Work for ActOnServiceAgreement {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: ServiceAgreementRef = request.param("reference")?;
        let (if_match, command) = match self {
            Self::Order => (request.must_match()?, moved(request, Command::Order)?),
            Self::Provision => (request.must_match()?, moved(request, Command::Provision)?),
            Self::Activate => (request.must_match()?, moved(request, Command::Activate)?),
            Self::Sign => {
                let SignServiceAgreement { sha256, side } = request.body()?;
                (None, Command::Sign { sha256, side })
            }
            Self::SetUsers { issuer } => {
                let SetServiceUsers { users } = request.body()?;
                let users = users.iter().map(|subject| PersonId::of(issuer, subject)).collect();
                (request.must_match()?, Command::SetUsers(users))
            }
        };
        let done = execute::<ServiceAgreement>(tx, &request.meta(), reference.as_str(), if_match, command).await?;
        let shown = outcome(&reference, &done.saved.state);
        if matches!(self, Self::Sign) {
            Reply::created(done.saved.version, &shown)
        } else {
            Reply::versioned(done.saved.version, &shown)
        }
    }
}

fn moved(request: &Request, command: Command) -> Result<Command, Problem> {
    let MoveService {} = request.body()?;
    Ok(command)
}

/// Where it stands after one of those acts.
pub fn outcome(reference: &ServiceAgreementRef, state: &State) -> Value {
    let quoted = state.quoted();
    json!({
        "service_agreement": reference,
        "nic": quoted.map(|quoted| &quoted.nic),
        "state": state.name(),
        "sha256": quoted.map(|quoted| &quoted.sha256),
        "total_pence": quoted.and_then(|quoted| quoted.document.open()).map(|document| document.total_pence),
        "still_to_sign": still_to_sign(state),
        "users": state.users().len(),
    })
}

/// The sides whose signature is missing.
pub fn still_to_sign(state: &State) -> Vec<Side> {
    match state {
        State::Ordered(ordered) => [Side::Organisation, Side::Body]
            .into_iter()
            .filter(|side| ordered.signatures.iter().all(|given| given.side != *side))
            .collect(),
        State::Absent
        | State::Quoted(_)
        | State::Signed(_)
        | State::Provisioned(_)
        | State::Active(_)
        | State::Ending(_)
        | State::Closed(_) => Vec::new(),
    }
}
