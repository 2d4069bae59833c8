//! Plans into the sweep's list, the rungs they reached into occasions to write, and what is settled out of the way.

use dars_bus::{Meta, StoreError};
use dars_notification_domain::plan::{EndReason, Event, Plan, State, Track, next_due};
use sqlx::PgConnection;

use super::rungs;
use crate::{occasion::rung_id, planning, store};

/// Keeps all of it in step.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    state: &State,
    events: &[Event],
) -> Result<(), StoreError> {
    if let Some(track) = track(events) {
        let running = matches!(state, State::Running(_));
        store::plans::keep(tx, reference, track, running, next_due(state)).await?;
    }
    for event in events {
        match event {
            Event::RungReached(rung) => {
                if let Some(occasion) = rungs::occasion(tx, rung).await? {
                    let occasion = occasion.in_plan(reference.to_owned());
                    planning::note(tx, &rung_id(rung), meta.request_id, meta.now, &occasion).await?;
                }
            }
            Event::LadderEnded { plan, reason } => {
                let owed = match reason {
                    EndReason::Ended => true,
                    EndReason::Superseded => counts_on(events, plan),
                    EndReason::Settled => false,
                };
                if !owed {
                    store::mails::cancel(tx, reference).await?;
                }
            }
            Event::LadderPlanned { .. } | Event::LadderForestalled { .. } => {}
        }
    }
    Ok(())
}

/// Which plan it is; none when nothing happened (after a redaction).
fn track(events: &[Event]) -> Option<&Track> {
    events.first().map(|event| match event {
        Event::LadderPlanned { plan, .. } | Event::LadderEnded { plan, .. } => &plan.track,
        Event::RungReached(rung) => &rung.track,
        Event::LadderForestalled { track, .. } => track,
    })
}

/// Whether what took its place counts to the same day: then what waits to be sent is still true.
fn counts_on(events: &[Event], ended: &Plan) -> bool {
    events.iter().any(|event| matches!(event, Event::LadderPlanned { plan, .. } if plan.counts_to == ended.counts_to))
}
