//! Processes killed, and processes frozen while they relay and read.

use std::time::Duration;

use dars_messages::Owner;
use tokio::time::Instant;

use super::{Done, holders, replicas};
use crate::world::World;

/// How long a killed process stays away.
const AWAY: Duration = Duration::from_millis(300);
/// How long a frozen one stands still.
const FROZEN: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Kills each replica of each service, and of the portal when it is not one service alone, in turn; waits until it is
/// ready again.
pub async fn kill_each(world: &World) -> anyhow::Result<Done> {
    let mut owners = world.chosen.clone();
    if owners.len() > 1 {
        owners.push(Owner::Portal);
    }
    for owner in &owners {
        for replica in replicas() {
            let process = world.stack.process(owner.name(), replica)?;
            process.kill();
            tokio::time::sleep(AWAY).await;
            process.start()?;
            process.until_ready().await?;
        }
    }
    let names: Vec<&str> = owners.iter().map(|owner| owner.name()).collect();
    Ok(Done { notes: vec![format!("killed: both of {}", names.join(", "))], failures: Vec::new() })
}

/// Freezes the process that relays for a service, with all it reads and sweeps; its twin must take all of it over.
pub async fn freeze_holders(world: &World) -> anyhow::Result<Done> {
    let mut done = Done::default();
    for owner in &world.chosen {
        freeze_holder(world, *owner, &mut done).await?;
    }
    Ok(done)
}

async fn freeze_holder(world: &World, owner: Owner, done: &mut Done) -> anyhow::Result<()> {
    let held = holders::once_all_are_held(world, owner).await?;
    let replica = held.get(&holders::relay(owner)).copied().unwrap_or_default();
    let its: Vec<&String> = held.iter().filter(|(_, holder)| **holder == replica).map(|(name, _)| name).collect();
    let process = world.stack.process(owner.name(), replica)?;
    let began = Instant::now();
    process.freeze()?;
    let mut taken_over = None;
    while began.elapsed() < FROZEN {
        if taken_over.is_none() {
            let now = holders::of(world, owner).await?;
            let by_twin = |name: &&String| now.get(*name).is_some_and(|holder| *holder != replica);
            taken_over = its.iter().all(by_twin).then(|| began.elapsed());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    process.thaw()?;
    let what = format!("{} with {} locks", process.label(), its.len());
    match taken_over {
        Some(after) => done.notes.push(format!("frozen: {what}, taken over in {:.1} s", after.as_secs_f64())),
        None => done.failures.push(format!("{what} was frozen for 20 s and its twin did not take over")),
    }
    Ok(())
}
