//! The faults (a) to (f), each done to a running stack; they answer when the damage is over and its repair can begin.

mod broker;
mod database;
mod holders;
mod processes;

use std::time::Duration;

use clap::ValueEnum;

use crate::world::{REPLICAS, World};

/// A kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fault {
    /// Each process is killed with SIGKILL in turn and restarted.
    #[value(name = "a")]
    Kill,
    /// The process that relays or reads is stopped with SIGSTOP for 20 s while its twin takes over, then continued.
    #[value(name = "b")]
    Freeze,
    /// The broker is killed and its store deleted.
    #[value(name = "c")]
    StoreDeleted,
    /// The broker's store is put back to a copy that is 10 s old.
    #[value(name = "d")]
    StorePutBack,
    /// A stream is purged.
    #[value(name = "e")]
    Purge,
    /// PostgreSQL is stopped at once, and then its connections are cut one by one.
    #[value(name = "f")]
    Database,
}

/// What was done, for the report.
#[derive(Clone, Debug, Default)]
pub struct Done {
    /// To what, and what was seen.
    pub notes: Vec<String>,
    /// What went otherwise than promised.
    pub failures: Vec<String>,
}

impl Fault {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Kill, Self::Freeze, Self::StoreDeleted, Self::StorePutBack, Self::Purge, Self::Database];

    /// How it is called in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kill => "a-kill",
            Self::Freeze => "b-freeze",
            Self::StoreDeleted => "c-store-deleted",
            Self::StorePutBack => "d-store-10-s-old",
            Self::Purge => "e-stream-purged",
            Self::Database => "f-database",
        }
    }

    /// How long it lasts, about: the requests are spread over that.
    pub fn length(self, world: &World) -> Duration {
        let services = u64::try_from(world.chosen.len()).unwrap_or(1);
        Duration::from_secs(match self {
            Self::Kill => 6 * services,
            Self::Freeze => 21 * services,
            Self::StoreDeleted | Self::Purge => 2,
            Self::StorePutBack => 11,
            Self::Database => 8,
        })
    }

    /// Does it.
    pub async fn inject(self, world: &World) -> anyhow::Result<Done> {
        match self {
            Self::Kill => processes::kill_each(world).await,
            Self::Freeze => processes::freeze_holders(world).await,
            Self::StoreDeleted => broker::delete_store(world).await,
            Self::StorePutBack => broker::put_store_back(world).await,
            Self::Purge => broker::purge(world).await,
            Self::Database => database::crash_and_cut(world).await,
        }
    }
}

/// The numbers of a process' replicas.
fn replicas() -> std::ops::Range<usize> {
    0..REPLICAS
}
