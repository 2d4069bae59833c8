//! What `review` tells: decisions.

use dars_bus::{HearError, Told};
use dars_messages::facts::review::{ApplicationApprovedV1, ApplicationRefusedV1};
use dars_notification_domain::mail::Outcome;
use sqlx::PgConnection;

use crate::occasion::Occasion;

/// Notes a decision; false when this is no fact that notification hears. Reasons are read behind sign-in.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let occasion = if told.is::<ApplicationApprovedV1>() {
        let fact: ApplicationApprovedV1 = told.read()?;
        let (nic, version, decided_on) = (fact.nic, fact.version, fact.decided_on);
        Occasion::Decided { nic, version, outcome: Outcome::Approved, decided_on }
    } else if told.is::<ApplicationRefusedV1>() {
        let fact: ApplicationRefusedV1 = told.read()?;
        let (nic, version, decided_on) = (fact.nic, fact.version, fact.decided_on);
        Occasion::Decided { nic, version, outcome: Outcome::Refused, decided_on }
    } else {
        return Ok(false);
    };
    super::note(tx, told, &occasion).await?;
    Ok(true)
}
