//! Releases into their list, and what waits for whom.

use dars_bus::{Aggregate as _, StoreError};
use dars_contracts_domain::release::{Held, Produced, RECEIVING, State};
use dars_vocabulary::StaffRole;
use sqlx::PgConnection;

use crate::{
    handle::Release,
    store::{
        self,
        tasks::{Audience, NewTask},
    },
};

/// Keeps both in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    store::releases::keep(tx, reference, state).await?;
    store::tasks::replace(tx, Release::KIND, reference, &waiting(reference, state)).await
}

/// What waits for whom; no day is set for any of it.
fn waiting(reference: &str, state: &State) -> Vec<NewTask> {
    let task = |what, title: &str, audience| NewTask {
        what,
        title: title.to_owned(),
        due_on: None,
        path: format!("/releases/{reference}"),
        audience,
    };
    let production = || Audience::Role(StaffRole::DataProduction);
    let check = |produced: &Produced| {
        let others = Audience::RoleExcept(StaffRole::DataProduction, produced.produced_by);
        task("check-release", "Check the release", others)
    };
    match state {
        State::Absent | State::Acknowledged(_) => Vec::new(),
        State::Qa(_) => vec![task("make-release", "Let the checked release out", production())],
        State::Planned(produced) | State::Held(Held { produced, check: None, .. }) => vec![check(produced)],
        State::Held(Held { check: Some(_), .. }) => {
            vec![task("make-release", "Let the held release out once its gate is open", production())]
        }
        State::Released(made) => {
            let recipient = made.checked.produced.content.recipient.clone();
            let members = Audience::Members(recipient, RECEIVING.to_vec());
            vec![task("acknowledge-release", "Say that the release arrived", members)]
        }
    }
}
