//! What is known of the pages that applications name as their privacy notices.

use dars_bus::StoreError;
use dars_rules::NoticeCheck;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Keeps which page was named, by its address' SHA-256; whether anybody is to look at it: it is another one than before,
/// or did not open when it was last looked at.
pub async fn name(tx: &mut PgConnection, nic: &str, url_sha256: &str) -> Result<bool, StoreError> {
    let before = sqlx::query!("select url_sha256, live from privacy_notices where nic = $1 for update", nic)
        .fetch_optional(&mut *tx)
        .await?;
    if let Some(before) = before.filter(|before| before.url_sha256 == url_sha256) {
        return Ok(before.live == Some(false));
    }
    sqlx::query!(
        r#"
        insert into privacy_notices (nic, url_sha256) values ($1, $2)
        on conflict (nic) do update
            set url_sha256 = excluded.url_sha256, live = null, code = null, checked_on = null
        "#,
        nic,
        url_sha256,
    )
    .execute(tx)
    .await?;
    Ok(true)
}

/// Keeps how the last look went; one at another page than was named last says nothing.
pub async fn checked(
    tx: &mut PgConnection,
    nic: &str,
    url_sha256: &str,
    live: bool,
    code: &str,
    checked_on: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update privacy_notices set live = $3, code = $4, checked_on = $5 where nic = $1 and url_sha256 = $2",
        nic,
        url_sha256,
        live,
        code,
        checked_on.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// How the last look at this page went.
pub async fn of(tx: &mut PgConnection, nic: &str, url_sha256: &str) -> Result<NoticeCheck, StoreError> {
    let row = sqlx::query!(
        "select live, code, checked_on from privacy_notices where nic = $1 and url_sha256 = $2",
        nic,
        url_sha256,
    )
    .fetch_optional(tx)
    .await?;
    Ok(row
        .and_then(|row| {
            Some(NoticeCheck::Done { live: row.live?, code: row.code?, on: jiff_sqlx::Date::to_jiff(row.checked_on?) })
        })
        .unwrap_or(NoticeCheck::Never))
}
