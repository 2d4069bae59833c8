//! What runs where, written down for other commands.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{lock::Lock, secrets::write_private, stack::Stack};

/// A running stack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Running {
    /// Where people find it.
    pub address: String,
    /// Where its identity provider is.
    pub identity: String,
    /// The supervisor's process id.
    pub supervisor: u32,
    /// Its processes.
    pub processes: Vec<RunningProcess>,
}

/// One process of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunningProcess {
    /// Its name.
    pub name: String,
    /// Its process id.
    pub id: Option<u32>,
    /// Where it tells that it is ready.
    pub place: String,
    /// Where it writes.
    pub log: PathBuf,
}

fn file(dir: &Path) -> PathBuf {
    dir.join("running.json")
}

/// Writes down what runs.
pub fn write(stack: &Stack) -> anyhow::Result<()> {
    let processes = stack.processes().iter().map(|process| RunningProcess {
        name: process.label(),
        id: process.id(),
        place: process.place().to_owned(),
        log: process.log().to_owned(),
    });
    let running = Running {
        address: stack.url(),
        identity: stack.identity_url(),
        supervisor: std::process::id(),
        processes: processes.collect(),
    };
    write_private(&file(&stack.options().dir), &serde_json::to_vec_pretty(&running)?)
}

/// Takes it back once nothing runs.
pub fn remove(stack: &Stack) -> anyhow::Result<()> {
    std::fs::remove_file(file(&stack.options().dir)).context("running.json")
}

/// The stack that runs on a folder, if one does and is ready.
pub fn of(dir: &Path) -> Option<Running> {
    if !Lock::is_held(dir) {
        return None;
    }
    serde_json::from_slice(&std::fs::read(file(dir)).ok()?).ok()
}
