//! Plans into the sweep's list, and the rungs they reached into occasions to write.

use dars_bus::{Meta, StoreError};
use dars_notification_domain::plan::{Event, State, next_due};
use sqlx::PgConnection;

use crate::{
    occasion::{Occasion, rung_id},
    planning, store,
};

/// Keeps both in step.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    store::plans::keep(tx, reference, next_due(state)).await?;
    for event in events {
        match event {
            Event::RungReached { about, ladder, version, counts_to, days_before } => {
                let occasion = Occasion::RungReached {
                    nic: about.clone(),
                    version: *version,
                    ladder: *ladder,
                    counts_to: *counts_to,
                    days_before: *days_before,
                };
                let id = rung_id(about, *ladder, *counts_to, *days_before);
                planning::note(tx, &id, meta.request_id, meta.now, &occasion).await?;
            }
            Event::LadderPlanned { .. } | Event::LadderEnded { .. } => {}
        }
    }
    Ok(())
}
