//! Privacy notices to be looked at: one row per application, claimed with a lease, settled by whoever holds it.

use std::time::Duration;

use dars_bus::StoreError;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// A row that is in hand.
#[derive(Debug)]
pub struct Claimed {
    /// The application.
    pub nic: String,
    /// The page's address.
    pub url: String,
    /// Its SHA-256 in hex, by which whoever asked knows it.
    pub url_sha256: String,
    /// How many looks in a row this is.
    pub attempts: i32,
    /// Which claim this is.
    pub lease: Uuid,
}

/// A page was named at `named_at`: it is looked at now. One that was named before the application was over is not.
pub async fn name(
    tx: &mut PgConnection,
    nic: &str,
    url: &str,
    url_sha256: &str,
    named_by: Uuid,
    named_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into privacy_notices as n (nic, url, url_sha256, named_by, named_at, due_at) values ($1, $2, $3, $4, $5, $5)
        on conflict (nic) do update set
            url = excluded.url, url_sha256 = excluded.url_sha256, named_by = excluded.named_by,
            named_at = excluded.named_at, due_at = excluded.due_at, not_before = null, lease = null, lease_until = null, attempts = 0,
            told = false
        where n.over_at is null or n.over_at < excluded.named_at
        "#,
        nic,
        url,
        url_sha256,
        named_by,
        named_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Nobody looks any more: the application was decided, withdrawn or has lapsed. A page named since is a later request's.
pub async fn over(tx: &mut PgConnection, nic: &str, at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into privacy_notices as n (nic, url, url_sha256, over_at) values ($1, '', '', $2)
        on conflict (nic) do update set
            url = '', due_at = null, lease = null, lease_until = null,
            over_at = greatest(n.over_at, excluded.over_at)
        where n.named_at is null or n.named_at <= excluded.over_at
        "#,
        nic,
        at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets the pages that came with these facts.
pub async fn forget(tx: &mut PgConnection, nic: &str, events: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update privacy_notices set url = '', due_at = null, lease = null, lease_until = null
        where nic = $1 and named_by = any($2)
        "#,
        nic,
        events,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// When the next is due, in trade time; not those that rest or are in hand.
pub async fn next_due(tx: &mut PgConnection) -> Result<Option<Timestamp>, StoreError> {
    // A technical question, so real time: how long rests and leases last.
    let due = sqlx::query_scalar!(
        r#"
        select due_at as "due!: jiff_sqlx::Timestamp" from privacy_notices
        where due_at is not null
          and (not_before is null or not_before <= now()) and (lease_until is null or lease_until <= now())
        order by due_at limit 1
        "#,
    )
    .fetch_optional(tx)
    .await?;
    Ok(due.map(jiff_sqlx::Timestamp::to_jiff))
}

/// Takes one that is due, for a minute; one whose taker died is free again after that.
pub async fn claim(tx: &mut PgConnection, now: Timestamp, lease: Uuid) -> Result<Option<Claimed>, StoreError> {
    let row = sqlx::query!(
        r#"
        update privacy_notices n
        set lease = $2, lease_until = now() + interval '60 seconds', attempts = n.attempts + 1
        where n.nic = (
            select nic from privacy_notices
            where due_at <= $1
              and (not_before is null or not_before <= now()) and (lease_until is null or lease_until <= now())
            order by due_at
            for update skip locked
            limit 1
        )
        returning n.nic, n.url, n.url_sha256, n.attempts
        "#,
        now.to_sqlx() as _,
        lease,
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| Claimed { nic: row.nic, url: row.url, url_sha256: row.url_sha256, attempts: row.attempts, lease }))
}

/// It did not open now: it rests.
pub async fn rest(tx: &mut PgConnection, claimed: &Claimed, rest: Duration) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update privacy_notices
        set lease = null, lease_until = null, not_before = now() + make_interval(secs => $3)
        where nic = $1 and lease = $2
        "#,
        claimed.nic,
        claimed.lease,
        rest.as_secs_f64(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes how it went. Whether that is to be told: the first answer to a question is, and one that differs from what was
/// told last; `None` when this row is no longer ours.
pub async fn settle(
    tx: &mut PgConnection,
    claimed: &Claimed,
    live: bool,
    code: &str,
    checked_on: Date,
    due_at: Timestamp,
) -> Result<Option<bool>, StoreError> {
    let row = sqlx::query!(
        r#"
        update privacy_notices n
        set live = $3, code = $4, checked_on = $5, due_at = $6, told = true,
            lease = null, lease_until = null, not_before = null, attempts = 0
        from (select nic, told, live, code from privacy_notices where nic = $1 for update) before
        where n.nic = before.nic and n.lease = $2
        returning not before.told or before.live is distinct from $3 or before.code is distinct from $4 as "changed!"
        "#,
        claimed.nic,
        claimed.lease,
        live,
        code,
        checked_on.to_sqlx() as _,
        due_at.to_sqlx() as _,
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| row.changed))
}
