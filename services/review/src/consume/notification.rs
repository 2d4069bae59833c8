//! What `notification` tells: how its looks at privacy notices went, also after the submission.

use dars_bus::{HearError, Told};
use dars_messages::facts::notification::{NotificationRedactedV1, PrivacyNoticeCheckedV1};
use sqlx::PgConnection;

use crate::store;

/// Keeps it for the rules; false when this is no fact that review hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<NotificationRedactedV1>() {
        // Nothing that is heard of it has content.
        told.read::<NotificationRedactedV1>()?;
        return Ok(true);
    }
    if !told.is::<PrivacyNoticeCheckedV1>() {
        return Ok(false);
    }
    let fact: PrivacyNoticeCheckedV1 = told.read()?;
    let PrivacyNoticeCheckedV1 { nic, url_sha256, live, code, checked_on } = fact;
    store::notices::checked(tx, nic.as_str(), &url_sha256, live, &code, checked_on).await?;
    Ok(true)
}
