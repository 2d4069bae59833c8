//! Applications into the list, and their own steps into the timeline.

use dars_bus::{Meta, StoreError};
use dars_intake_domain::application::{Event, State, pen_holder};
use sqlx::PgConnection;

use crate::store;

/// Keeps the list and the timeline in step. What others did is added to the timeline where it is heard.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    let Some(application) = state.application() else { return Ok(()) };
    let holder = serde_json::to_value(pen_holder(state)).ok();
    let row = store::applications::Listed {
        nic: reference.to_owned(),
        organisation: application.organisation.to_string(),
        state: state.name().to_owned(),
        pen_holder: holder.as_ref().and_then(serde_json::Value::as_str).unwrap_or("nobody").to_owned(),
    };
    store::applications::keep(tx, &row, application.lead.0, meta.now).await?;
    for event in events {
        match event {
            Event::ApplicationOpened { .. } => {
                store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
            }
            Event::ApplicationSubmitted { .. } => {
                store::drafts::drop(tx, reference).await?;
                store::timeline::add(tx, reference, meta.now, "intake", event.name()).await?;
            }
            Event::CaseMoved { .. }
            | Event::ApplicationApproved { .. }
            | Event::ApplicationRefused { .. }
            | Event::AgreementProgressed { .. } => {}
        }
    }
    Ok(())
}
