//! Files, each stored once by its hash, and which attachments hold them.

use dars_bus::StoreError;
use sqlx::PgConnection;
use uuid::Uuid;

/// What is known of a file that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The scanner has not said anything.
    None,
    /// It found nothing.
    Passed,
    /// It found something.
    Harmful,
}

/// A file that this process scans now.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its hash.
    pub sha256: Vec<u8>,
    /// How often it was tried, this time included.
    pub tries: i32,
}

/// Stores the bytes of an upload under their hash, unless they are there; locks the file and says what is known of it.
pub async fn keep(tx: &mut PgConnection, sha256: &[u8], size: i64, upload: Uuid) -> Result<Verdict, StoreError> {
    sqlx::query!("insert into files (sha256, size) values ($1, $2) on conflict do nothing", sha256, size)
        .execute(&mut *tx)
        .await?;
    let known = sqlx::query!(
        r#"
        select verdict, emptied, exists (select from file_chunks c where c.sha256 = f.sha256) as "stored!"
        from files f where sha256 = $1 for update
        "#,
        sha256,
    )
    .fetch_one(&mut *tx)
    .await?;
    let verdict = verdict(known.verdict.as_deref(), sha256)?;
    if verdict == Verdict::Harmful {
        return Ok(verdict);
    }
    if known.emptied || !known.stored {
        sqlx::query!(
            r#"
            insert into file_chunks (sha256, number, bytes)
            select $1, number, bytes from upload_chunks where upload = $2
            on conflict do nothing
            "#,
            sha256,
            upload,
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("update files set emptied = false where sha256 = $1", sha256).execute(tx).await?;
    }
    Ok(verdict)
}

/// Locks a file that is stored and says what is known of it; `None` once its bytes are gone. Under the lock neither the
/// scanner's word nor the last attachment's end can come between.
pub async fn stored(tx: &mut PgConnection, sha256: &[u8]) -> Result<Option<Verdict>, StoreError> {
    let known = sqlx::query!("select verdict, emptied from files where sha256 = $1 for update", sha256)
        .fetch_optional(tx)
        .await?;
    match known {
        Some(known) if !known.emptied => verdict(known.verdict.as_deref(), sha256).map(Some),
        Some(_) | None => Ok(None),
    }
}

fn verdict(stored: Option<&str>, sha256: &[u8]) -> Result<Verdict, StoreError> {
    match stored {
        None => Ok(Verdict::None),
        Some("passed") => Ok(Verdict::Passed),
        Some("harmful") => Ok(Verdict::Harmful),
        Some(other) => Err(StoreError::corrupt("files", "verdict", dars_bus::chain::hex(sha256), other)),
    }
}

/// Notes that an attachment holds a file.
pub async fn attach(tx: &mut PgConnection, nic: &str, number: u32, sha256: &[u8]) -> Result<(), StoreError> {
    sqlx::query!("insert into attachments (nic, number, sha256) values ($1, $2, $3)", nic, i64::from(number), sha256)
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes that an attachment holds its file no longer; the last one takes the bytes with it. That a file was harmful is
/// remembered.
pub async fn release(tx: &mut PgConnection, nic: &str, number: u32) -> Result<(), StoreError> {
    let released = sqlx::query_scalar!(
        "delete from attachments where nic = $1 and number = $2 returning sha256",
        nic,
        i64::from(number)
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some(sha256) = released else { return Ok(()) };
    sqlx::query!("select 1 as one from files where sha256 = $1 for update", sha256).fetch_optional(&mut *tx).await?;
    sqlx::query!(
        r#"
        delete from files f where sha256 = $1 and verdict is distinct from 'harmful'
          and not exists (select from attachments a where a.sha256 = f.sha256)
        "#,
        sha256,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// One chunk of a file; `None` behind its end.
pub async fn chunk(connection: &mut PgConnection, sha256: &[u8], number: i32) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!("select bytes from file_chunks where sha256 = $1 and number = $2", sha256, number)
        .fetch_optional(connection)
        .await?)
}

/// Claims the file that has waited longest for the scanner, for longer than a scan may take.
pub async fn claim(connection: &mut PgConnection) -> Result<Option<Claimed>, StoreError> {
    Ok(sqlx::query_as!(
        Claimed,
        r#"
        update files set scan_at = now() + interval '2 minutes', scan_tries = scan_tries + 1
        where sha256 = (
            select sha256 from files where verdict is null and not emptied and scan_at <= now()
            order by scan_at limit 1 for update skip locked
        )
        returning sha256, scan_tries as tries
        "#
    )
    .fetch_optional(connection)
    .await?)
}

/// Lets a claimed file wait before it is tried again: 10 s, doubled with each try, 10 minutes at most.
pub async fn try_later(tx: &mut PgConnection, sha256: &[u8], tries: i32) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        update files set scan_at = now() + least(interval '5 seconds' * power(2, least($2::integer, 10)),
                                                 interval '10 minutes')
        where sha256 = $1 and verdict is null
        "#,
        sha256,
        tries,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Notes what the scanner said, and empties what is harmful; false when it is known, or the file is gone.
pub async fn settle(tx: &mut PgConnection, sha256: &[u8], harmful: bool) -> Result<bool, StoreError> {
    let verdict = if harmful { "harmful" } else { "passed" };
    let done = sqlx::query!(
        "update files set verdict = $2, emptied = $3 where sha256 = $1 and verdict is null",
        sha256,
        verdict,
        harmful,
    )
    .execute(&mut *tx)
    .await?;
    if harmful {
        sqlx::query!("delete from file_chunks where sha256 = $1", sha256).execute(tx).await?;
    }
    Ok(done.rows_affected() == 1)
}

/// The applications that have a file attached.
pub async fn applications_of(tx: &mut PgConnection, sha256: &[u8]) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!("select distinct nic from attachments where sha256 = $1 order by nic", sha256)
        .fetch_all(tx)
        .await?)
}
