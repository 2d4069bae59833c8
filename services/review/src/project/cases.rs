//! Cases into the work queue.

use dars_bus::{Meta, StoreError};
use dars_review_domain::case::State;
use sqlx::PgConnection;

use crate::store;

/// Keeps the queue in step; it holds no content, so a redaction changes nothing of it.
pub async fn keep(tx: &mut PgConnection, meta: &Meta, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(case) = state.case() else { return Ok(()) };
    let row = store::cases::Kept {
        nic: reference,
        organisation: case.organisation.as_str(),
        state: state.name(),
        officer: state.officer(),
        decision_due: case.decision_due,
    };
    store::cases::keep(tx, &row, meta.now).await
}
