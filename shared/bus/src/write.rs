//! One command, one transaction: begin, idempotency, the work, the stored answer, commit, wake.

use async_trait::async_trait;
use sqlx::{PgConnection, PgPool};

use crate::{
    error::StoreError,
    idempotency,
    problem::Problem,
    rpc::{Reply, Request},
    wake::Waker,
};

/// What one accepted request does, in its transaction. Decided anew when it loses a race, so it keeps nothing.
#[async_trait]
pub trait Work: Send + Sync {
    /// Translates the request into commands, and their outcome into an answer.
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem>;
}

/// Does `work` in one transaction, with the request's idempotency key in it; wakes the relay after the commit.
///
/// A race lost against a twin that held the same key or created the same aggregate is decided anew, twice at most.
pub async fn write(pool: &PgPool, waker: &Waker, request: &Request, work: &dyn Work) -> Result<Reply, Problem> {
    let mut left = 2;
    loop {
        match once(pool, waker, request, work).await {
            Err(problem) if left > 0 && lost_a_race(&problem) => left -= 1,
            done => return done,
        }
    }
}

async fn once(pool: &PgPool, waker: &Waker, request: &Request, work: &dyn Work) -> Result<Reply, Problem> {
    let mut tx = pool.begin().await?;
    let key = request.key();
    if let Some(key) = &key
        && let Some(stored) = idempotency::begin(&mut tx, key).await?
    {
        return Ok(stored);
    }
    let reply = match work.work(request, &mut tx).await {
        Ok(reply) => reply,
        Err(problem) => {
            // The key is free again before the refusal is told: left to a drop, it would be a moment later.
            if let Err(error) = tx.rollback().await {
                tracing::debug!(%error, "a refused command was not rolled back in good order");
            }
            return Err(problem);
        }
    };
    if let Some(key) = &key {
        idempotency::store(&mut tx, key, &reply).await?;
    }
    tx.commit().await?;
    waker.wake();
    Ok(reply)
}

/// A stale `If-Match` is the caller's to mend; everything else lost in a race is decided again.
fn lost_a_race(problem: &Problem) -> bool {
    match &problem.cause {
        Some(StoreError::LostRace { .. }) => true,
        Some(StoreError::Database(sqlx::Error::Database(error))) => {
            error.is_unique_violation() || error.code().is_some_and(|code| code.starts_with("40"))
        }
        _ => false,
    }
}
