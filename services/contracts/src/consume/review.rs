//! What `review` tells of approvals, and of who gave them.

use dars_bus::{HearError, Told};
use dars_messages::facts::review::{ApplicationApprovedV1, DecisionMadeV1, ReviewRedactedV1};
use sqlx::PgConnection;

use super::{drafting, redaction};
use crate::store;

/// Keeps it; false when this is no fact that contracts hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<ApplicationApprovedV1>() {
        let fact: ApplicationApprovedV1 = told.read()?;
        store::approvals::lock(tx).await?;
        store::approvals::keep(tx, told.event_id, told.time, &fact).await?;
        drafting::draft_if_complete(tx, told, &fact.nic, fact.version).await?;
    } else if told.is::<DecisionMadeV1>() {
        let fact: DecisionMadeV1 = told.read()?;
        store::approvers::keep(tx, told.event_id, &fact).await?;
    } else if told.is::<ReviewRedactedV1>() {
        let fact: ReviewRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
