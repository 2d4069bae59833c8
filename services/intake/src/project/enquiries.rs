//! Enquiries into the work list and the timeline.

use dars_bus::{Meta, StoreError};
use dars_intake_domain::enquiry::{Event, State};
use sqlx::PgConnection;

use crate::store;

/// Keeps the list and the timeline in step. A message changes neither.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    let moved: Vec<&Event> =
        events.iter().filter(|event| !matches!(event, Event::EnquiryMessageAdded { .. })).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let Some(asked) = state.asked() else { return Ok(()) };
    let team = match state {
        State::WithExpert { team, .. } => Some(team.code().to_owned()),
        State::Absent | State::New { .. } | State::Converted { .. } => None,
    };
    let row = store::enquiries::Listed {
        reference: reference.to_owned(),
        state: state.name().to_owned(),
        team,
        topic: asked.topic.code().to_owned(),
        answer_due: asked.answer_due,
    };
    store::enquiries::keep(tx, &row, meta.now).await?;
    for event in moved {
        store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
    }
    Ok(())
}
