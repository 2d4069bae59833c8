//! Service agreements into their list, their due dates, and what waits for whom.

use dars_bus::{Aggregate as _, StoreError};
use dars_contracts_domain::service_agreement::{Quoted, State, next_due};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{MembershipRole, StaffRole};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::{
    handle::ServiceAgreement,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps all three in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::service_agreements::keep(tx, reference, state).await?;
    store::due::keep(tx, ServiceAgreement::KIND, reference, next_due(state)).await?;
    if let Some(quoted) = state.quoted() {
        store::service_agreements::end_with_agreement(tx, quoted.nic.as_str()).await?;
        store::tasks::replace(tx, ServiceAgreement::KIND, reference, &waiting(reference, quoted, state)).await?;
    }
    Ok(())
}

/// What waits for whom.
fn waiting(reference: &str, quoted: &Quoted, state: &State) -> Vec<NewTask> {
    let task = |what, title: &str, due_on: Option<Date>, audience| NewTask {
        what,
        title: title.to_owned(),
        due_on,
        path: format!("/service-agreements/{reference}"),
        audience,
    };
    let buyers = || {
        let roles = vec![MembershipRole::Lead, MembershipRole::Administrator];
        Audience::Members(quoted.organisation.clone(), roles)
    };
    let providers = |what, title: &str| {
        [StaffRole::CaseOfficer, StaffRole::DataProduction]
            .map(|role| task(what, title, Some(quoted.start), Audience::Role(role)))
            .to_vec()
    };
    let mut tasks = match state {
        State::Quoted(_) => {
            vec![task("order-service", "Order the access service, or let the quote lapse", Some(quoted.end), buyers())]
        }
        State::Ordered(_) => {
            let missing = |side| state.signatures().iter().all(|given| given.side != side);
            let signers = [
                (Side::Organisation, Audience::Signers(quoted.organisation.clone())),
                (Side::Body, Audience::BodySigners(quoted.body.clone())),
            ];
            let waits = signers.into_iter().filter(|(side, _)| missing(*side));
            let title = "Sign the service agreement";
            waits.map(|(_, audience)| task("sign-service-agreement", title, Some(quoted.start), audience)).collect()
        }
        State::Signed(_) => providers("provision-service", "Set up the access service"),
        State::Provisioned(_) => providers("activate-service", "Let the users of the access service in"),
        State::Absent | State::Active(_) | State::Ending(_) | State::Closed(_) => Vec::new(),
    };
    let takes_users = matches!(state, State::Signed(_) | State::Provisioned(_) | State::Active(_));
    if takes_users && state.users().is_empty() {
        tasks.push(task("set-service-users", "Say who works in the access service", Some(quoted.start), buyers()));
    }
    tasks
}
