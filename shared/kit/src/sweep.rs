//! What falls due: found by an index on the due date, so a sweep costs what is due and not what there is.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use dars_bus::{Meta, Problem, ids, lease::Leases, technical};
use dars_vocabulary::Actor;
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use crate::{clock::TradeClock, service::Context};

/// Does what falls due. What a date makes true is computed for every decision; the sweep only adds the event, once.
#[async_trait]
pub trait Sweep: Send + Sync + 'static {
    /// The earliest instant of trade time at which something falls due.
    async fn next_due(&self) -> Result<Option<Timestamp>, Problem>;

    /// Does all that is due at `meta.now`; says how much was done.
    async fn sweep(&self, meta: &Meta) -> Result<u64, Problem>;

    /// How much of what was due is begun and not yet done: mails on their way, for example. A moved clock waits for it.
    async fn pending(&self) -> Result<u64, Problem> {
        Ok(0)
    }
}

/// A service with nothing that falls due.
#[derive(Clone, Copy, Debug)]
pub struct NothingDue;

#[async_trait]
impl Sweep for NothingDue {
    async fn next_due(&self) -> Result<Option<Timestamp>, Problem> {
        Ok(None)
    }

    async fn sweep(&self, _meta: &Meta) -> Result<u64, Problem> {
        Ok(0)
    }
}

/// Who sweeps, and when.
pub fn meta(context: &Context) -> Meta {
    Meta {
        actor: Actor::system(context.owner.name()),
        now: context.clock.now(),
        technical_now: technical::now(),
        request_id: ids::fresh(),
        traceparent: dars_bus::trace::current(),
    }
}

/// Sweeps in one process at a time, until stopped; deletes what has been kept long enough as well.
pub async fn run(context: Context, sweep: Arc<dyn Sweep>, leases: Leases, stop: CancellationToken) {
    let every = Duration::from_millis(context.settings.sweep.every_ms);
    while let Some(lease) = leases.acquire("sweep").await {
        let mut housekeeping = tokio::time::Instant::now();
        while !lease.is_lost() {
            tokio::select! {
                () = stop.cancelled() => return,
                () = lease.lost() => break,
                () = tokio::time::sleep(every) => {}
            }
            if let Err(problem) = sweep.sweep(&meta(&context)).await {
                let cause = problem.cause.as_ref().map(|cause| cause as &dyn std::error::Error);
                tracing::warn!(error = cause, code = problem.code, "the sweep begins again");
            }
            if housekeeping.elapsed() > Duration::from_mins(1) {
                housekeeping = tokio::time::Instant::now();
                keep_house(&context).await;
            }
        }
    }
}

async fn keep_house(context: &Context) {
    let done: Result<(), sqlx::Error> = async {
        let mut connection = context.pool.acquire().await?;
        dars_bus::idempotency::sweep(&mut connection).await?;
        dars_bus::dead_letters::sweep(&mut connection).await?;
        Ok(())
    }
    .await;
    if let Err(error) = done {
        tracing::warn!(error = &error as &dyn std::error::Error, "old rows were not deleted");
    }
}

/// The clock a sweep reads; here so that a local stack can reload it first.
pub fn reload(clock: &TradeClock) {
    clock.reload();
}
