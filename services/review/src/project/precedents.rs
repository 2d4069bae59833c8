//! Precedents into their list, each use of them, and what waits for an approver.

use dars_bus::StoreError;
use dars_review_domain::precedent::{Event, State};
use sqlx::PgConnection;

use crate::store::{
    self,
    advice_tasks::{self, Waiting},
    tasks::Whom,
};

/// Keeps all of it in step.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State, events: &[Event]) -> Result<(), StoreError> {
    store::precedents::keep(tx, reference, state).await?;
    for event in events {
        if let Event::PrecedentUsed { reference, version, nic, of, used_on, .. } = event {
            store::precedents::keep_use(tx, reference, *version, nic, *of, *used_on).await?;
        }
    }
    // By the first day on which it is to be used.
    let waiting = state.waiting().map(|proposal| Waiting {
        what: "approve-precedent",
        nic: None,
        whom: Whom::Role("approver"),
        due: Some(proposal.terms.from),
        not_for: vec![proposal.proposed_by],
        path: format!("/precedents/{reference}"),
    });
    advice_tasks::replace(tx, reference, waiting.as_slice()).await
}
