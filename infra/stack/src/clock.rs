//! The file with the offset of trade time: one whole number of seconds.

use std::path::{Path, PathBuf};

use anyhow::Context;
use dars_bus::technical;
use jiff::{SignedDuration, Timestamp};

/// Where it is.
pub fn file(dir: &Path) -> PathBuf {
    dir.join("clock")
}

/// Sets trade time for a stack that has none yet; one that has keeps it.
pub fn begin(dir: &Path, at: Option<Timestamp>) -> anyhow::Result<()> {
    let path = file(dir);
    if path.exists() {
        return Ok(());
    }
    let offset = at.map_or(0, |at| at.duration_since(technical::now()).as_secs());
    std::fs::write(&path, offset.to_string()).with_context(|| format!("{}", path.display()))
}

/// Trade time now.
pub fn now(dir: &Path) -> anyhow::Result<Timestamp> {
    let path = file(dir);
    let text = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    let offset: i64 = text.trim().parse().with_context(|| format!("{}", path.display()))?;
    Ok(technical::now().checked_add(SignedDuration::from_secs(offset))?)
}
