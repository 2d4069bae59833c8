//! What `notification` tells: how its looks at privacy notices went.

use dars_bus::{HearError, Told};
use dars_messages::facts::notification::{NotificationRedactedV1, PrivacyNoticeCheckedV1};
use sqlx::PgConnection;

use super::Heard;
use crate::store;

/// Keeps it for the rules.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<Heard, HearError> {
    if told.is::<NotificationRedactedV1>() {
        // Nothing that is heard of it has content.
        told.read::<NotificationRedactedV1>()?;
        return Ok(Heard::Quietly);
    }
    if !told.is::<PrivacyNoticeCheckedV1>() {
        return Ok(Heard::Unknown);
    }
    let fact: PrivacyNoticeCheckedV1 = told.read()?;
    let PrivacyNoticeCheckedV1 { nic, url_sha256, live, code, checked_on } = fact;
    store::notices::checked(tx, nic.as_str(), &url_sha256, live, &code, checked_on).await?;
    Ok(Heard::Quietly)
}
