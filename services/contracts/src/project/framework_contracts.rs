//! Framework contracts into their list, their due dates, and what waits for whom.

use dars_bus::{Aggregate as _, StoreError};
use dars_contracts_domain::framework_contract::{Active, State, next_due};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{MembershipRole, StaffRole};
use sqlx::PgConnection;

use crate::{
    handle::FrameworkContract,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps all three in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::due::keep(tx, FrameworkContract::KIND, reference, next_due(state)).await?;
    store::framework_contracts::keep(tx, reference, state).await?;
    store::tasks::replace(tx, FrameworkContract::KIND, reference, &waiting(reference, state)).await
}

/// What waits for whom.
fn waiting(contract: &str, state: &State) -> Vec<NewTask> {
    let task = |what, title: &str, due_on, audience| NewTask {
        what,
        title: title.to_owned(),
        due_on,
        path: format!("/framework-contracts/{contract}"),
        audience,
    };
    let officers = || Audience::Role(StaffRole::CaseOfficer);
    match state {
        State::Requested(_) => {
            vec![task("draft-framework-contract", "Draft the framework contract", None, officers())]
        }
        State::Draft(_) => vec![task("issue-framework-contract", "Issue the framework contract", None, officers())],
        State::Issued(_) | State::PartSigned(_) => {
            let Some(issued) = state.issued() else { return Vec::new() };
            let missing = |side| state.signatures().iter().all(|given| given.side != side);
            let signers = [
                (Side::Organisation, Audience::Signers(issued.document.organisation.clone())),
                (Side::Body, Audience::BodySigners(issued.document.body.clone())),
            ];
            let waits = signers.into_iter().filter(|(side, _)| missing(*side));
            waits
                .map(|(_, audience)| task("sign-framework-contract", "Sign the framework contract", None, audience))
                .collect()
        }
        State::Active(Active { signed, expiring_told: true }) if signed.successor.is_none() => {
            let roles = vec![MembershipRole::Administrator, MembershipRole::Lead];
            let members = Audience::Members(signed.terms.organisation.clone(), roles);
            let title = "Ask for the next framework contract: this one ends soon";
            vec![task("renew-framework-contract", title, Some(signed.terms.end), members)]
        }
        State::Absent | State::Signed(_) | State::Active(_) | State::Ended(_) => Vec::new(),
    }
}
