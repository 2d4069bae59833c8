//! The broker killed and made to forget: everything, the last ten seconds, or one stream.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context as _;
use dars_messages::Owner;

use super::Done;
use crate::world::World;

/// How old the copy is that is put back.
const AGE: Duration = Duration::from_secs(10);

/// Kills the broker, deletes its store, starts it again.
pub async fn delete_store(world: &World) -> anyhow::Result<Done> {
    let broker = world.stack.process("nats", 0)?;
    broker.kill();
    std::fs::remove_dir_all(world.stack.nats().store())?;
    broker.start()?;
    broker.until_ready().await?;
    Ok(Done { notes: vec!["the broker was killed and its store deleted".to_owned()], failures: Vec::new() })
}

/// Copies the store, lets ten seconds of traffic go by, kills the broker, puts the copy back, starts it again.
pub async fn put_store_back(world: &World) -> anyhow::Result<Done> {
    let broker = world.stack.process("nats", 0)?;
    let store = world.stack.nats().store().to_owned();
    let copy = store.with_extension("copy");
    // Frozen meanwhile, so that the copy is of one moment.
    broker.freeze()?;
    let copied = copy_folder(store.clone(), copy.clone()).await;
    broker.thaw()?;
    copied?;
    tokio::time::sleep(AGE).await;
    let before = last_sequences(world).await?;
    broker.kill();
    std::fs::remove_dir_all(&store)?;
    std::fs::rename(&copy, &store)?;
    broker.start()?;
    broker.until_ready().await?;
    Ok(Done {
        notes: vec![format!("the broker's store was put back by 10 s, from {before} messages")],
        failures: vec![],
    })
}

/// How many messages the streams of facts have taken in all.
async fn last_sequences(world: &World) -> anyhow::Result<u64> {
    let mut sum: u64 = 0;
    for owner in Owner::SERVICES {
        let stream = world.streams.get(owner, owner.stream()).await?;
        sum = sum.saturating_add(stream.cached_info().state.last_sequence);
    }
    Ok(sum)
}

/// Purges the streams of the chosen services behind their backs, one after the other.
pub async fn purge(world: &World) -> anyhow::Result<Done> {
    let facts = world.chosen.iter().map(|owner| (*owner, owner.stream()));
    let contacts = world.chosen.iter().filter_map(|owner| Some((*owner, owner.contact_stream()?)));
    let streams: Vec<_> = facts.chain(contacts).collect();
    let mut notes = Vec::new();
    for (owner, name) in streams {
        let purged = world.streams.get(owner, name).await?.purge().await.with_context(|| name.to_owned())?;
        notes.push(format!("{name} purged of {} messages", purged.purged));
    }
    Ok(Done { notes, failures: Vec::new() })
}

async fn copy_folder(from: PathBuf, to: PathBuf) -> anyhow::Result<()> {
    tokio::task::spawn_blocking(move || {
        if to.exists() {
            std::fs::remove_dir_all(&to)?;
        }
        copy_into(&from, &to)
    })
    .await?
    .context("copying the broker's store")
}

fn copy_into(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_into(&source, &target)?;
        } else {
            std::fs::copy(&source, &target)?;
        }
    }
    Ok(())
}
