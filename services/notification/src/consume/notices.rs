//! Which page an application names as its privacy notice, and when nobody needs to look at it any more.

use dars_bus::{HearError, Told};
use dars_messages::facts::{
    intake::{ApplicationLapsedV1, ApplicationRedirectedV1, ApplicationWithdrawnV1, PrivacyNoticeNamedV1},
    review::{ApplicationApprovedV1, ApplicationRefusedV1},
};
use sqlx::PgConnection;

use super::read;
use crate::store::notices;

/// Keeps it; false when this is not the fact that names a page.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let Some(fact) = read::<PrivacyNoticeNamedV1>(told)? else { return Ok(false) };
    // Emptied before it came here: there is nothing to look at.
    if let Some(url) = &fact.url {
        notices::name(tx, fact.nic.as_str(), url, &fact.url_sha256, told.event_id, told.time).await?;
    }
    Ok(true)
}

/// Looks no more once the application is decided, redirected, withdrawn or has lapsed; others hear these facts too.
pub async fn over(tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
    let ends = told.is::<ApplicationWithdrawnV1>()
        || told.is::<ApplicationLapsedV1>()
        || told.is::<ApplicationRedirectedV1>()
        || told.is::<ApplicationApprovedV1>()
        || told.is::<ApplicationRefusedV1>();
    if ends {
        notices::over(tx, &told.reference, told.time).await?;
    }
    Ok(())
}
