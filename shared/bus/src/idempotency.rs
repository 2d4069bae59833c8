//! Idempotency keys: an accepted command's answer is stored in its own transaction, and a repeat gets it again.

use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{chain, problem::Problem, rpc::Reply};

/// A key as its owner used it: it belongs to actor and path.
#[derive(Clone, Debug)]
pub struct Key {
    /// Who sent it.
    pub actor: Uuid,
    /// Method and path it was sent to.
    pub path: String,
    /// The key itself.
    pub key: String,
    /// SHA-256 of the body it came with.
    pub body_sha256: [u8; 32],
}

impl Key {
    /// The number of the advisory lock that keeps two requests with this key apart.
    fn lock(&self) -> i64 {
        chain::lock_number(format!("{}\n{}\n{}", self.actor, self.path, self.key).as_bytes())
    }
}

/// Takes the key for this transaction: the stored answer if there is one, `None` if the command is to be done.
pub async fn begin(tx: &mut PgConnection, key: &Key) -> Result<Option<Reply>, Problem> {
    let row = sqlx::query!(
        r#"
        select pg_try_advisory_xact_lock($1) as "free!",
            k.body_sha256 as "body_sha256?", k.status as "status?", k.etag, k.answer as "answer?"
        from (select 1) as one
        left join idempotency_keys k on k.actor = $2 and k.path = $3 and k.key = $4
        "#,
        key.lock(),
        key.actor,
        key.path,
        key.key,
    )
    .fetch_one(tx)
    .await?;
    match (row.body_sha256, row.status, row.answer) {
        (Some(body), Some(status), Some(answer)) => {
            if body != key.body_sha256 {
                return Err(Problem::new(
                    422,
                    "idempotency-key-reused",
                    "This Idempotency-Key was used with another body. Use a fresh key for another command.",
                ));
            }
            Ok(Some(Reply { status: u16::try_from(status).unwrap_or(200), etag: row.etag, body: answer }))
        }
        _ if !row.free => Err(Problem::new(
            409,
            "idempotency-key-in-work",
            "A request with this Idempotency-Key is still in work. Repeat it in a moment.",
        )),
        _ => Ok(None),
    }
}

/// Stores the answer of an accepted command.
pub async fn store(tx: &mut PgConnection, key: &Key, reply: &Reply) -> Result<(), sqlx::Error> {
    sqlx::query!(
        r#"
        insert into idempotency_keys (actor, path, key, body_sha256, status, etag, answer)
        values ($1, $2, $3, $4, $5, $6, $7)
        "#,
        key.actor,
        key.path,
        key.key,
        &key.body_sha256,
        i16::try_from(reply.status).unwrap_or(200),
        reply.etag,
        reply.body,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Deletes answers older than seven days, a thousand at a time; says how many.
pub async fn sweep(connection: &mut PgConnection) -> Result<u64, sqlx::Error> {
    let done = sqlx::query!(
        r#"
        delete from idempotency_keys where ctid in (
            select ctid from idempotency_keys where created_at < now() - interval '7 days' limit 1000
        )
        "#
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// Deletes the answers that speak of one reference, for a redaction.
pub async fn forget(tx: &mut PgConnection, reference: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from idempotency_keys where position($1 in path) > 0 or position($1 in answer::text) > 0",
        reference
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// An empty answer body.
pub fn nothing() -> Value {
    Value::Object(serde_json::Map::new())
}
