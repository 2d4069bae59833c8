//! What every service answers beside its own actions: operators' questions, and those of a local stack.

use std::sync::Arc;

use async_trait::async_trait;
use dars_bus::{Hear, Problem, Reply, Request, Serve, dead_letters, status};
use dars_vocabulary::{Actor, StaffRole};
use serde::Deserialize;
use serde_json::json;

use crate::{
    service::Context,
    sweep::{self, Sweep},
};

/// Wraps a service's own answers.
pub struct Operations {
    /// What the service has.
    pub context: Context,
    /// Its own answers.
    pub own: Arc<dyn Serve>,
    /// What it does with what it hears, for a retry.
    pub hear: Arc<dyn Hear>,
    /// What falls due, for a moved clock.
    pub sweep: Arc<dyn Sweep>,
}

impl std::fmt::Debug for Operations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Operations")
    }
}

/// Why an operator does it; kept.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    reason: String,
}

#[async_trait]
impl Serve for Operations {
    async fn serve(&self, request: Request) -> Result<Reply, Problem> {
        match request.action.as_str() {
            "operations-outbox" => self.outbox(&request).await,
            "operations-durables" => self.durables(&request).await,
            "operations-dead-letters" => self.dead_letters(&request).await,
            "operations-reveal" => self.reveal(&request).await,
            "operations-retry" => self.retry(&request).await,
            "operations-discard" => self.discard(&request).await,
            "local-due" | "local-sweep" | "local-settled" if self.context.settings.local.enabled => {
                self.local(&request).await
            }
            _ => self.own.serve(request).await,
        }
    }
}

impl Operations {
    async fn outbox(&self, request: &Request) -> Result<Reply, Problem> {
        must_operate(&request.actor)?;
        let mut connection = self.context.pool.acquire().await?;
        Reply::ok(&json!({"service": self.context.owner, "outbox": status::outbox(&mut connection).await?}))
    }

    async fn durables(&self, request: &Request) -> Result<Reply, Problem> {
        must_operate(&request.actor)?;
        let mut connection = self.context.pool.acquire().await?;
        Reply::ok(&json!({"service": self.context.owner, "durables": status::durables(&mut connection).await?}))
    }

    async fn dead_letters(&self, request: &Request) -> Result<Reply, Problem> {
        must_operate(&request.actor)?;
        let mut connection = self.context.pool.acquire().await?;
        let listed = dead_letters::list(&mut connection, 200).await?;
        Reply::ok(&json!({"service": self.context.owner, "dead_letters": listed}))
    }

    async fn reveal(&self, request: &Request) -> Result<Reply, Problem> {
        let (id, reason) = decided(request)?;
        let mut tx = self.context.pool.begin().await?;
        let by = dead_letters::By { actor: request.actor.id.0, reason: &reason };
        let body = dead_letters::reveal(&mut tx, id, by).await?;
        tx.commit().await?;
        Reply::ok(&json!({"id": id, "body": body}))
    }

    async fn retry(&self, request: &Request) -> Result<Reply, Problem> {
        let (id, reason) = decided(request)?;
        let by = dead_letters::By { actor: request.actor.id.0, reason: &reason };
        let settled = dead_letters::retry(&self.context.pool, &*self.hear, id, by).await?;
        self.context.waker.wake();
        Reply::ok(&json!({"id": id, "settled": settled}))
    }

    async fn discard(&self, request: &Request) -> Result<Reply, Problem> {
        let (id, reason) = decided(request)?;
        let mut tx = self.context.pool.begin().await?;
        let by = dead_letters::By { actor: request.actor.id.0, reason: &reason };
        dead_letters::discard(&mut tx, id, by).await?;
        tx.commit().await?;
        Reply::ok(&json!({"id": id, "discarded": true}))
    }

    /// What the moved clock of a local stack asks: what falls due next, do it, is all quiet?
    async fn local(&self, request: &Request) -> Result<Reply, Problem> {
        sweep::reload(&self.context.clock);
        match request.action.as_str() {
            "local-due" => Reply::ok(&json!({"due": self.sweep.next_due().await?})),
            "local-sweep" => {
                let done = self.sweep.sweep(&sweep::meta(&self.context)).await?;
                self.context.waker.wake();
                Reply::ok(&json!({"done": done}))
            }
            _ => {
                let mut connection = self.context.pool.acquire().await?;
                let waiting: i64 = status::outbox(&mut connection).await?.iter().map(|stream| stream.waiting).sum();
                Reply::ok(&json!({
                    "waiting": waiting,
                    "published": status::published(&mut connection).await?,
                    "durables": status::durables(&mut connection).await?,
                    "told": status::told_until(&mut connection, self.context.owner).await?,
                    "pending": self.sweep.pending().await?,
                    "dead_letters": status::dead_letters(&mut connection).await?,
                }))
            }
        }
    }
}

/// Operators see metadata only, and are people.
fn must_operate(actor: &Actor) -> Result<(), Problem> {
    if actor.is_staff(StaffRole::Operator) {
        Ok(())
    } else {
        Err(Problem::new(403, "operator-needed", "Only an operator may see or do this."))
    }
}

fn decided(request: &Request) -> Result<(i64, String), Problem> {
    must_operate(&request.actor)?;
    let Reason { reason } = request.body()?;
    if reason.trim().is_empty() || reason.len() > 400 {
        return Err(Problem::new(422, "reason-needed", "Say why, in at most 400 characters.").at(
            "/reason",
            "reason-needed",
            "Say why, in at most 400 characters.",
        ));
    }
    Ok((request.param("id")?, reason))
}
