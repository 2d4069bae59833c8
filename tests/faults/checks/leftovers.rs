//! Nothing is left over: outboxes and dead letters are empty, no process ended by itself, nothing was answered 500.

use std::sync::atomic::Ordering;

use dars_bus::status;
use dars_messages::Owner;

use super::Verdict;
use crate::world::World;

/// Looks for it.
pub async fn check(world: &World, verdict: &mut Verdict) -> anyhow::Result<()> {
    for owner in Owner::SERVICES {
        let mut connection = world.databases.of_owner(owner)?.acquire().await?;
        let waiting: i64 = status::outbox(&mut connection).await?.iter().map(|stream| stream.waiting).sum();
        drop(connection);
        if waiting > 0 {
            verdict.differs.push(format!("{waiting} rows wait in the outbox of {owner}"));
        }
        let letters: Vec<String> = sqlx::query_scalar(
            "select state || ': ' || subject || ', ' || code from dead_letters order by id limit 20",
        )
        .fetch_all(world.databases.of_owner(owner)?)
        .await?;
        verdict.differs.extend(letters.into_iter().map(|letter| format!("a dead letter of {owner}, {letter}")));
    }
    for process in world.stack.processes() {
        if let Some(status) = process.ended()? {
            verdict.differs.push(format!("{} ended by itself: {status}", process.label()));
        }
    }
    let failed = world.door.seen.failed.load(Ordering::Relaxed);
    if failed > 0 {
        verdict.differs.push(format!("{failed} attempts were answered 500"));
    }
    Ok(())
}
