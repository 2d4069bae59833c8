//! Where the tree is, and the programs that `infra/setup` put into it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// What to do when a program is missing.
const ADVICE: &str = "run tests/run or infra/up once: they set it up";

/// The root of the tree: `DARS_ROOT`, or where this crate was built.
pub fn root() -> PathBuf {
    std::env::var_os("DARS_ROOT").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_owned(),
        PathBuf::from,
    )
}

/// The folder of all that the local stack and the tests leave: `.dars`.
pub fn state() -> PathBuf {
    root().join(".dars")
}

/// The broker's program.
pub fn nats_server() -> anyhow::Result<PathBuf> {
    let program = state().join("bin/nats-server");
    if !program.exists() {
        bail!("nats-server is missing ({}): {ADVICE}", program.display());
    }
    Ok(program)
}

/// The folder of PostgreSQL's server programs.
pub fn postgres_programs() -> anyhow::Result<PathBuf> {
    let record = state().join("postgres-bin");
    let folder = std::fs::read_to_string(&record)
        .with_context(|| format!("PostgreSQL is not set up ({}): {ADVICE}", record.display()))?;
    let folder = PathBuf::from(folder.trim());
    if !folder.join("postgres").exists() {
        bail!("PostgreSQL is missing ({}): {ADVICE}", folder.display());
    }
    Ok(folder)
}
