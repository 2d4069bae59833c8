//! What differs between one stack and another.

use std::path::{Path, PathBuf};

use dars_testkit::place;
use jiff::Timestamp;

/// How a stack is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of everything it keeps: databases, streams, mails, logs, secrets.
    pub dir: PathBuf,
    /// The folder of our own programs: `target/debug`, `target/release`.
    pub bin: PathBuf,
    /// The port of the web door; 0 takes a free one.
    pub port: u16,
    /// Whether to delete what `dir` holds first.
    pub fresh: bool,
    /// How many of each service, and of the portal.
    pub replicas: usize,
    /// Where trade time stands when a fresh stack begins; real time if absent.
    pub begins: Option<Timestamp>,
    /// What our processes log, as in tracing's `EnvFilter`.
    pub log_level: String,
    /// Settings for every service and the portal beside those of a stack: `DARS__RPC__AT_ONCE`, `256`.
    pub settings: Vec<(String, String)>,
    /// Who hears of progress.
    pub say: fn(&str),
}

impl Options {
    /// One of each service on a free port, with its state in `dir`, silent.
    pub fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            bin: place::root().join("target/debug"),
            port: 0,
            fresh: false,
            replicas: 1,
            begins: None,
            log_level: "info".to_owned(),
            settings: Vec::new(),
            say: |_| {},
        }
    }
}
