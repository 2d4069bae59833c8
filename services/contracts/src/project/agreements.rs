//! Agreements into their list, their due dates, and the trail that a redaction follows.

use dars_bus::{Aggregate as _, Loaded, StoreError};
use dars_contracts_domain::agreement::{Event, State, next_due};
use sqlx::PgConnection;

use crate::{handle::Agreement, store};

/// Keeps all three in step.
pub async fn keep(
    tx: &mut PgConnection,
    reference: &str,
    saved: &Loaded<State>,
    events: &[Event],
) -> Result<(), StoreError> {
    store::due::keep(tx, Agreement::KIND, reference, next_due(&saved.state)).await?;
    store::agreements::keep(tx, reference, &saved.state).await?;
    let before = saved.chain_length - i64::try_from(events.len()).unwrap_or(0);
    for (number, event) in (before + 1..).zip(events) {
        match event {
            // What was issued holds what it was drafted from.
            Event::AgreementIssued(_) => store::derived_entries::inherit(tx, reference, number).await?,
            // Which facts a draft stems from is known where they are heard; the others hold no content.
            Event::AgreementDrafted(_)
            | Event::AgreementSignatureRecorded { .. }
            | Event::AgreementSigned { .. }
            | Event::AgreementActivated { .. }
            | Event::AgreementExpiring { .. }
            | Event::AgreementExpired { .. } => {}
        }
    }
    Ok(())
}
