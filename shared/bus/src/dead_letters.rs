//! Dead letters: what could not have its effect, and what is parked behind it so that order per reference holds.
//!
//! `retry` runs the head, then its parked ones in order, while newer ones queue behind; `discard` drops the head alone.

use std::collections::BTreeSet;

use bytes::Bytes;
use dars_messages::facts::redacted_events;
use serde::Serialize;
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    error::{HearError, StoreError},
    event::{self, Told},
    problem::Problem,
    reader::Hear,
};

/// The references that have an open dead letter, of those given.
pub(crate) async fn held_back(
    tx: &mut PgConnection,
    durable: &str,
    references: &[String],
) -> Result<BTreeSet<String>, sqlx::Error> {
    let held = sqlx::query_scalar!(
        r#"
        select distinct reference from dead_letters
        where durable = $1 and reference = any($2) and state in ('open', 'parked')
        "#,
        durable,
        references,
    )
    .fetch_all(tx)
    .await?;
    Ok(held.into_iter().collect())
}

/// Puts a message behind the open dead letter of its reference.
pub(crate) async fn park(
    tx: &mut PgConnection,
    durable: &str,
    told: &Told,
    headers: &Value,
) -> Result<(), sqlx::Error> {
    insert(tx, durable, told, headers, "parked", "parked").await
}

/// Makes a message a dead letter.
pub(crate) async fn bury(
    tx: &mut PgConnection,
    durable: &str,
    told: &Told,
    headers: &Value,
    code: &str,
) -> Result<(), sqlx::Error> {
    insert(tx, durable, told, headers, code, "open").await?;
    sqlx::query!("delete from failures where durable = $1 and event_id = $2", durable, told.event_id)
        .execute(tx)
        .await?;
    Ok(())
}

async fn insert(
    tx: &mut PgConnection,
    durable: &str,
    told: &Told,
    headers: &Value,
    code: &str,
    state: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"
        insert into dead_letters (durable, event_id, subject, reference, headers, body, code, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        "#,
        durable,
        told.event_id,
        told.subject,
        told.reference,
        headers,
        told.body.as_ref(),
        code,
        state,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Counts a failure; says how many there were within ten minutes.
pub(crate) async fn count_failure(pool: &PgPool, durable: &str, event_id: Uuid) -> Result<i32, sqlx::Error> {
    sqlx::query_scalar!(
        r#"
        insert into failures as f (durable, event_id, attempts) values ($1, $2, 1)
        on conflict (durable, event_id) do update set
            attempts = case when f.first_at < now() - interval '10 minutes' then 1 else f.attempts + 1 end,
            first_at = case when f.first_at < now() - interval '10 minutes' then now() else f.first_at end
        returning attempts
        "#,
        durable,
        event_id,
    )
    .fetch_one(pool)
    .await
}

/// Empties the dead letters that a redaction names: every hearer's hold copies too. One that cannot be read must not
/// pass as done.
pub(crate) async fn forget_redacted(tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
    if told.name != "redacted" {
        return Ok(());
    }
    let unreadable = || HearError::Reject { code: "unreadable".to_owned() };
    let events = redacted_events(&told.body).ok_or_else(unreadable)?;
    sqlx::query!("update dead_letters set body = null where event_id = any($1)", &events).execute(tx).await?;
    Ok(())
}

/// A dead letter as an operator sees it: metadata only.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Its number.
    pub id: i64,
    /// The durable that could not read it.
    pub durable: String,
    /// The event.
    pub event_id: Uuid,
    /// The subject it came on.
    pub subject: String,
    /// What it is about.
    pub reference: String,
    /// Why.
    pub code: String,
    /// `open`, or `parked` behind an open one.
    pub state: String,
    /// When, in technical time.
    pub failed_at: jiff::Timestamp,
}

/// All that are open or parked, oldest first.
pub async fn list(connection: &mut PgConnection, limit: i64) -> Result<Vec<Listed>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"
        select id, durable, event_id, subject, reference, code, state, failed_at from dead_letters
        where state in ('open', 'parked')
        order by id limit $1
        "#,
        limit,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            id: row.id,
            durable: row.durable,
            event_id: row.event_id,
            subject: row.subject,
            reference: row.reference,
            code: row.code,
            state: row.state,
            failed_at: row.failed_at.to_jiff(),
        })
        .collect())
}

/// Who decides about a dead letter, and why.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The operator.
    pub actor: Uuid,
    /// Their reason; kept.
    pub reason: &'a str,
}

struct Found {
    durable: String,
    reference: String,
    state: String,
    subject: String,
    headers: Value,
    body: Option<Vec<u8>>,
}

async fn find(tx: &mut PgConnection, id: i64) -> Result<Found, Problem> {
    sqlx::query_as!(
        Found,
        "select durable, reference, state, subject, headers, body from dead_letters where id = $1 for update",
        id
    )
    .fetch_optional(tx)
    .await?
    .ok_or_else(|| Problem::not_found("dead letter"))
}

async fn record(tx: &mut PgConnection, id: i64, verb: &str, by: By<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into dead_letter_access (dead_letter, actor, verb, reason) values ($1, $2, $3, $4)",
        id,
        by.actor,
        verb,
        by.reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Shows the body to an operator, and records that it was shown.
pub async fn reveal(tx: &mut PgConnection, id: i64, by: By<'_>) -> Result<Value, Problem> {
    let found = find(tx, id).await?;
    record(tx, id, "reveal", by).await?;
    let body = found.body.unwrap_or_default();
    Ok(serde_json::from_slice(&body).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&body).into_owned())))
}

/// Drops one open dead letter; the next of its reference, if any, becomes the head.
pub async fn discard(tx: &mut PgConnection, id: i64, by: By<'_>) -> Result<(), Problem> {
    let found = find(tx, id).await?;
    must_be_open(&found)?;
    record(tx, id, "discard", by).await?;
    settle(tx, id, "discarded", by).await?;
    sqlx::query!(
        r#"
        update dead_letters set state = 'open' where id = (
            select id from dead_letters
            where durable = $1 and reference = $2 and state = 'parked' order by id limit 1)
        "#,
        found.durable,
        found.reference,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Runs the first and then what is parked behind it, in order, each in a transaction of its own; says how many were
/// settled. The first that fails again stays, as the new first, with those behind it.
pub async fn retry(pool: &PgPool, hear: &dyn Hear, id: i64, by: By<'_>) -> Result<u32, Problem> {
    let mut first = id;
    let mut settled = 0;
    loop {
        let mut tx = pool.begin().await?;
        let found = find(&mut tx, first).await?;
        must_be_open(&found)?;
        if settled == 0 {
            record(&mut tx, first, "retry", by).await?;
        }
        let told = event::from_stored(&found.subject, &found.headers, Bytes::from(found.body.unwrap_or_default()))
            .ok_or_else(|| StoreError::corrupt("dead_letters", "headers", first, "not a message of ours"))?;
        let heard = match forget_redacted(&mut tx, &told).await {
            Ok(()) => hear.hear(&mut tx, &told).await,
            Err(error) => Err(error),
        };
        match heard {
            Ok(()) => {}
            Err(HearError::Wait(error)) => return Err(error.into()),
            Err(HearError::Reject { code }) => return Err(still_failing(&code)),
            Err(HearError::Failed(cause)) => {
                tracing::warn!(error = &*cause as &dyn std::error::Error, dead_letter = first, "failed again");
                return Err(still_failing("failed"));
            }
        }
        settle(&mut tx, first, "settled", by).await?;
        let next = sqlx::query_scalar!(
            r#"
            update dead_letters set state = 'open' where id = (
                select id from dead_letters
                where durable = $1 and reference = $2 and state = 'parked' order by id limit 1)
            returning id
            "#,
            found.durable,
            found.reference,
        )
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        settled += 1;
        match next {
            Some(id) => first = id,
            None => return Ok(settled),
        }
    }
}

/// The durable of a dead letter, to find who hears it.
pub async fn durable_of(connection: &mut PgConnection, id: i64) -> Result<String, Problem> {
    sqlx::query_scalar!("select durable from dead_letters where id = $1", id)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| Problem::not_found("dead letter"))
}

async fn settle(tx: &mut PgConnection, id: i64, state: &str, by: By<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"
        update dead_letters set state = $2, settled_at = now(), settled_by = $3, settled_because = $4, body = null
        where id = $1
        "#,
        id,
        state,
        by.actor,
        by.reason,
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn must_be_open(found: &Found) -> Result<(), Problem> {
    match found.state.as_str() {
        "open" => Ok(()),
        "parked" => Err(Problem::new(409, "parked", "An earlier message of this reference comes first.")),
        _ => Err(Problem::new(409, "already-settled", "This dead letter was settled or discarded already.")),
    }
}

fn still_failing(code: &str) -> Problem {
    Problem::new(409, "still-failing", format!("The message failed again ({code}) and stays."))
}

/// Deletes settled dead letters after 90 days, a thousand at a time.
pub async fn sweep(connection: &mut PgConnection) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        r#"
        delete from dead_letters where id in (
            select id from dead_letters
            where state in ('settled', 'discarded') and settled_at < now() - interval '90 days' limit 1000)
        "#
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
