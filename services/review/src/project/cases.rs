//! Cases into the work queue.

use dars_bus::{Meta, StoreError};
use dars_review_domain::case::{Pen, State, clocks};
use dars_vocabulary::{london_date, loose::loose_nic};
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::{
    project::{performance, tasks},
    store,
};

/// Keeps the queue and what waits in step; of the content they hold the title alone, which
/// goes when it is redacted.
pub async fn keep(tx: &mut PgConnection, meta: &Meta, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(case) = state.case() else { return Ok(()) };
    let pauses =
        serde_json::to_value(&case.pauses).map_err(|error| StoreError::corrupt("cases", "pauses", reference, error))?;
    let decision_due = due(state, london_date(meta.now));
    let row = store::cases::Kept {
        nic: reference,
        organisation: case.organisation.as_str(),
        state: state.name(),
        officer: state.officer(),
        decision_due,
        submitted_on: case.submitted_on,
        pauses,
        pen: state.pen().map(Pen::code),
        stopped_on: state.stopped_on(),
        ended_on: state.ended_on(),
        title: case.content.open().and_then(|content| content.title.as_deref()),
        number: loose_nic(reference).and_then(|nic| i32::try_from(nic.number).ok()),
    };
    store::cases::keep(tx, &row, meta.now).await?;
    performance::keep(tx, reference, case, state, london_date(meta.now)).await?;
    store::case_routes::keep(tx, reference, state).await?;
    tasks::keep(tx, reference, state, decision_due).await
}

/// The day by which a decision is due when no day is added to the applicant's any more: it orders the queue, and is
/// exact unless the clock stands still. What is shown is computed for the day on which it is shown.
fn due(state: &State, today: Date) -> Date {
    let Some(case) = state.case() else { return today };
    let over: Vec<_> = case.pauses.iter().copied().filter(|pause| pause.until.is_some()).collect();
    let last = over.iter().filter_map(|pause| pause.until).max().unwrap_or(case.submitted_on);
    clocks(case.submitted_on, &over, last).decision_due
}
