//! What `contracts` tells: agreements to sign and signed; the ladder of an agreement in force begins and ends.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_messages::facts::contracts::{AgreementActivatedV1, AgreementExpiredV1, AgreementIssuedV1, AgreementSignedV1};
use dars_notification_domain::{
    ladder::Ladder,
    mail::Signing,
    plan::{self, EndReason},
};
use dars_vocabulary::OrganisationId;
use sqlx::PgConnection;

use crate::{handle::Plan, occasion::Occasion, store};

/// Applies it; false when this is no fact that notification hears.
pub async fn hear(tx: &mut PgConnection, told: &Told, body: Option<&OrganisationId>) -> Result<bool, HearError> {
    if told.is::<AgreementIssuedV1>() {
        let fact: AgreementIssuedV1 = told.read()?;
        let occasion = Occasion::Signing {
            nic: fact.nic,
            version: fact.version,
            stage: Signing::Issued,
            signing_organisations: fact.signing_organisations,
            start: fact.start,
            end: fact.end,
        };
        super::note(tx, told, &occasion).await?;
    } else if told.is::<AgreementSignedV1>() {
        let fact: AgreementSignedV1 = told.read()?;
        // Those it was issued to; without that, the two who always sign.
        let issued = store::occasions::issued_to(tx, &fact.nic, fact.version).await?;
        let signing_organisations =
            issued.unwrap_or_else(|| [fact.organisation].into_iter().chain(body.cloned()).collect());
        let occasion = Occasion::Signing {
            nic: fact.nic,
            version: fact.version,
            stage: Signing::FullySigned,
            signing_organisations,
            start: fact.start,
            end: fact.end,
        };
        super::note(tx, told, &occasion).await?;
    } else if told.is::<AgreementActivatedV1>() {
        let fact: AgreementActivatedV1 = told.read()?;
        let reference = fact.nic.to_string();
        let command = plan::Command::Plan(plan::Plan {
            about: fact.nic,
            ladder: Ladder::AgreementExpiry,
            version: fact.version,
            counts_to: fact.end,
        });
        execute::<Plan>(tx, &super::meta(told), &reference, None, command).await?;
    } else if told.is::<AgreementExpiredV1>() {
        let fact: AgreementExpiredV1 = told.read()?;
        let command = plan::Command::End { version: fact.version, reason: EndReason::Ended };
        execute::<Plan>(tx, &super::meta(told), fact.nic.as_str(), None, command).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}
