//! Who relays, reads and sweeps: the advisory locks of a service, from lock to session, to port, to process.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    time::Duration,
};

use anyhow::ensure;
use dars_bus::chain;
use dars_messages::{Owner, topology};
use tokio::time::Instant;

use super::replicas;
use crate::world::World;

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Which replica holds which lock.
pub type Holders = BTreeMap<String, usize>;

/// The name of the lock of a service's relay.
pub fn relay(owner: Owner) -> String {
    format!("relay {}", owner.stream())
}

/// The names of all locks of a service.
fn names(owner: Owner) -> Vec<String> {
    let contacts = owner.contact_stream().map(|stream| format!("relay {stream}"));
    let heard = owner.hears().iter().map(|heard| topology::durable(owner, *heard));
    let heard_contacts = owner.hears_contacts().iter().map(|heard| topology::contact_durable(owner, *heard));
    let readers = heard.chain(heard_contacts).map(|durable| format!("reader {durable}"));
    [relay(owner), "sweep".to_owned()].into_iter().chain(contacts).chain(readers).collect()
}

/// Who holds what now. A session that belongs to none of the replicas any more is nobody's.
pub async fn of(world: &World, owner: Owner) -> anyhow::Result<Holders> {
    let sessions: Vec<(i64, i32)> = sqlx::query_as(
        "select (l.classid::bigint << 32) | l.objid::bigint, a.client_port
         from pg_locks l join pg_stat_activity a using (pid)
         where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and a.client_port is not null
           and l.database = (select oid from pg_database where datname = current_database())",
    )
    .fetch_all(world.databases.of_owner(owner)?)
    .await?;
    let ports: Vec<(usize, BTreeSet<u16>)> =
        replicas().map(|replica| anyhow::Ok((replica, ports_of(world, owner, replica)?))).collect::<Result<_, _>>()?;
    let mut holders = Holders::new();
    for name in names(owner) {
        let number = chain::lock_number(name.as_bytes());
        let port = sessions.iter().find(|(lock, _)| *lock == number).and_then(|(_, port)| u16::try_from(*port).ok());
        let holder = port.and_then(|port| ports.iter().find(|(_, ports)| ports.contains(&port)));
        if let Some((replica, _)) = holder {
            holders.insert(name, *replica);
        }
    }
    Ok(holders)
}

/// Who holds what, once everything is held by somebody.
pub async fn once_all_are_held(world: &World, owner: Owner) -> anyhow::Result<Holders> {
    let begun = Instant::now();
    loop {
        let held = of(world, owner).await?;
        if held.len() == names(owner).len() {
            return Ok(held);
        }
        ensure!(begun.elapsed() < PATIENCE, "{owner}: of {:?} only {held:?} are held", names(owner));
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The local ports of a process' connections: its sockets, found in the kernel's table of connections.
fn ports_of(world: &World, owner: Owner, replica: usize) -> anyhow::Result<BTreeSet<u16>> {
    let Some(id) = world.stack.process(owner.name(), replica)?.id() else { return Ok(BTreeSet::new()) };
    let Ok(folder) = fs::read_dir(format!("/proc/{id}/fd")) else { return Ok(BTreeSet::new()) };
    let sockets: BTreeSet<String> = folder
        .filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let table = fs::read_to_string(format!("/proc/{id}/net/tcp"))?;
    let port_of = |line: &str| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (local, inode) = (columns.get(1)?, columns.get(9)?);
        let port = u16::from_str_radix(local.rsplit(':').next()?, 16).ok()?;
        sockets.contains(*inode).then_some(port)
    };
    Ok(table.lines().skip(1).filter_map(port_of).collect())
}
