//! Free ports, kept so that a second start finds everything where it was.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
};

use anyhow::Context;

/// Below the range from which the system takes ports for outgoing connections, any of which could take one of ours
/// while its process is down.
const RANGE: std::ops::Range<u16> = 20_000..32_000;

/// The ports of one stack, by process.
#[derive(Debug)]
pub struct Ports {
    file: PathBuf,
    known: BTreeMap<String, u16>,
}

impl Ports {
    /// The ports kept in `folder`.
    pub fn load(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join("ports.json");
        let known = match std::fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text).with_context(|| format!("{}", file.display()))?,
            Err(_) => BTreeMap::new(),
        };
        Ok(Self { file, known })
    }

    /// The port of `name`: the one it had, if that is free now, else another.
    pub fn take(&mut self, name: &str) -> anyhow::Result<u16> {
        let had = self.known.get(name).copied().filter(|port| is_free(*port));
        let port = match had {
            Some(port) => port,
            None => self.another()?,
        };
        self.known.insert(name.to_owned(), port);
        std::fs::write(&self.file, serde_json::to_vec_pretty(&self.known)?)
            .with_context(|| format!("{}", self.file.display()))?;
        Ok(port)
    }

    /// Begins at a place of this process' own, so that two stacks that start together rarely meet.
    fn another(&self) -> anyhow::Result<u16> {
        let width = u32::from(RANGE.end - RANGE.start);
        let begin = u16::try_from(std::process::id().wrapping_mul(97) % width)?;
        RANGE
            .cycle_from(begin)
            .find(|port| !self.known.values().any(|taken| taken == port) && is_free(*port))
            .with_context(|| format!("no port is free from {} to {}", RANGE.start, RANGE.end))
    }
}

trait CycleFrom {
    fn cycle_from(self, begin: u16) -> impl Iterator<Item = u16>;
}

impl CycleFrom for std::ops::Range<u16> {
    fn cycle_from(self, begin: u16) -> impl Iterator<Item = u16> {
        let width = self.end - self.start;
        (0..width).map(move |at| self.start + (begin % width + at) % width)
    }
}

/// Whether a process could listen there.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_keeps_its_port_until_somebody_else_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Ports::load(folder.path()).unwrap().take("a").unwrap();
        let mut again = Ports::load(folder.path()).unwrap();
        assert_eq!(again.take("a").unwrap(), first);
        assert_ne!(again.take("b").unwrap(), first);
        let _somebody = TcpListener::bind((Ipv4Addr::LOCALHOST, first)).unwrap();
        assert_ne!(again.take("a").unwrap(), first);
    }
}
