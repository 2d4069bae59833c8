//! What is known of the pages that applications name as their privacy notices.

use dars_bus::StoreError;
use dars_rules::NoticeCheck;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Keeps how the last look at a page went: a version in review keeps its page when its applicant names another.
pub async fn checked(
    tx: &mut PgConnection,
    nic: &str,
    url_sha256: &str,
    live: bool,
    code: &str,
    checked_on: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into privacy_notices (nic, url_sha256, live, code, checked_on) values ($1, $2, $3, $4, $5)
        on conflict (nic, url_sha256) do update set
            live = excluded.live, code = excluded.code, checked_on = excluded.checked_on
        "#,
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
    Ok(row.map_or(NoticeCheck::Never, |row| NoticeCheck::Done {
        live: row.live,
        code: row.code,
        on: row.checked_on.to_jiff(),
    }))
}
