//! How many enquiries came from an address of late.

use dars_bus::StoreError;
use dars_rules::policy;
use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx as _;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

/// Counts one more; whether there are too many within the hour. Two at once from one address wait for each other.
pub async fn too_many(tx: &mut PgConnection, email: &str, now: Timestamp) -> Result<bool, StoreError> {
    let address: [u8; 32] = Sha256::digest(email.trim().to_lowercase().as_bytes()).into();
    let from = now - SignedDuration::from_hours(1);
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))", address.as_slice())
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        r#"
        delete from enquiries_raised where ctid = any(array(
            select ctid from enquiries_raised where at < $1 limit 100 for update skip locked))
        "#,
        from.to_sqlx() as _,
    )
    .execute(&mut *tx)
    .await?;
    let raised = sqlx::query_scalar!(
        r#"
        with one as (insert into enquiries_raised (address, at) values ($1, $2))
        select count(*) as "raised!" from enquiries_raised where address = $1 and at >= $3
        "#,
        address.as_slice(),
        now.to_sqlx() as _,
        from.to_sqlx() as _,
    )
    .fetch_one(tx)
    .await?;
    Ok(raised >= i64::from(policy::ENQUIRIES_RAISED.value))
}
