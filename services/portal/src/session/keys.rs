//! The provider's keys, kept: used while it is away, fetched anew when a token names one that is unknown.
//!
//! A fetch starts at most every 10 s whatever is asked, one at a time; whoever needs one in flight waits for it.

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, Url, redirect::Policy};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio_util::task::TaskTracker;

use super::{
    jwks::{self, Key, Keys},
    refusal::TokenRefusal,
    settings::SettingsRefused,
};

/// The least time from the start of one fetch to the start of the next.
const BETWEEN_FETCHES: SignedDuration = SignedDuration::from_secs(10);

/// After this long, known keys are fetched anew beside their use, so that a key that was withdrawn does not stay.
const FRESH_FOR: SignedDuration = SignedDuration::from_mins(10);

/// How long one fetch may take.
const FETCH_TIMEOUT: Duration = Duration::from_secs(5);

/// The largest key set that is read, in bytes.
const LARGEST_SET: usize = 256 * 1024;

/// The provider's keys, kept.
#[derive(Clone)]
pub(super) struct KeyCache(Arc<Inner>);

struct Inner {
    client: Client,
    url: Url,
    known: RwLock<Known>,
    gate: Arc<Mutex<Gate>>,
    fetches: TaskTracker,
}

#[derive(Default)]
struct Known {
    keys: Arc<Keys>,
    fetched_at: Option<Timestamp>,
}

/// Held by whoever fetches.
#[derive(Default)]
struct Gate {
    tried_at: Option<Timestamp>,
    failed: bool,
}

impl Gate {
    /// Whether a fetch may start; a clock that was set back does not close the gate for long.
    fn is_open(&self, now: Timestamp) -> bool {
        self.tried_at.is_none_or(|tried| now.duration_since(tried).abs() >= BETWEEN_FETCHES)
    }
}

impl KeyCache {
    /// No keys yet, to be fetched from `url` when they are needed.
    pub(super) fn new(url: Url) -> Result<Self, SettingsRefused> {
        // Fails when one is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut client = Client::builder().redirect(Policy::none()).timeout(FETCH_TIMEOUT);
        if url.scheme() == "http" {
            // A provider on this machine: no proxy is between us, and no certificate authority is needed.
            client = client.no_proxy().tls_certs_only([]);
        }
        let client = client.build().map_err(SettingsRefused::Client)?;
        Ok(Self(Arc::new(Inner {
            client,
            url,
            known: RwLock::default(),
            gate: Arc::default(),
            fetches: TaskTracker::new(),
        })))
    }

    /// The key of that id, known or fetched.
    pub(super) async fn find(&self, key_id: &str, now: Timestamp) -> Result<Arc<Key>, TokenRefusal> {
        if let Some(key) = self.known(key_id) {
            self.refresh_if_old(now);
            return Ok(key);
        }
        let gate = Arc::clone(&self.0.gate).lock_owned().await;
        // Whoever held the gate may have fetched it.
        if let Some(key) = self.known(key_id) {
            return Ok(key);
        }
        let failed = if gate.is_open(now) { self.fetch(gate, now).await } else { gate.failed };
        match self.known(key_id) {
            Some(key) => Ok(key),
            None if failed => Err(TokenRefusal::KeysUnavailable),
            None => Err(TokenRefusal::KeyUnknown),
        }
    }

    fn known(&self, key_id: &str) -> Option<Arc<Key>> {
        self.0.known.read().unwrap_or_else(PoisonError::into_inner).keys.get(key_id).cloned()
    }

    fn refresh_if_old(&self, now: Timestamp) {
        let fetched_at = self.0.known.read().unwrap_or_else(PoisonError::into_inner).fetched_at;
        if fetched_at.is_some_and(|at| now.duration_since(at) < FRESH_FOR) {
            return;
        }
        if let Ok(gate) = Arc::clone(&self.0.gate).try_lock_owned()
            && gate.is_open(now)
        {
            self.start(gate, now);
        }
    }

    /// Fetches and says whether it failed.
    async fn fetch(&self, gate: OwnedMutexGuard<Gate>, now: Timestamp) -> bool {
        self.start(gate, now).await.unwrap_or(true)
    }

    /// Starts a fetch in a task of its own: a caller who hangs up does not take it with them.
    fn start(&self, mut gate: OwnedMutexGuard<Gate>, now: Timestamp) -> tokio::task::JoinHandle<bool> {
        gate.tried_at = Some(now);
        gate.failed = true;
        let inner = Arc::clone(&self.0);
        self.0.fetches.spawn(async move {
            match inner.download().await {
                Ok(keys) => {
                    let known = Known { keys: Arc::new(keys), fetched_at: Some(now) };
                    *inner.known.write().unwrap_or_else(PoisonError::into_inner) = known;
                    gate.failed = false;
                }
                Err(reason) => {
                    tracing::warn!(%reason, "the sign-in provider's keys cannot be fetched; known ones stay in use");
                }
            }
            gate.failed
        })
    }
}

/// Why no keys came.
#[derive(Debug, thiserror::Error)]
enum NoKeys {
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    #[error("the key set is larger than 256 KiB")]
    TooLarge,
    #[error("the key set has no usable key")]
    NoneUsable,
}

impl Inner {
    async fn download(&self) -> Result<Keys, NoKeys> {
        let request = self.client.get(self.url.clone()).header("accept", "application/json");
        let mut answer = request.send().await.and_then(reqwest::Response::error_for_status)?;
        let mut set = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if set.len().saturating_add(chunk.len()) > LARGEST_SET {
                return Err(NoKeys::TooLarge);
            }
            set.extend_from_slice(&chunk);
        }
        let keys = jwks::usable(&set);
        if keys.is_empty() { Err(NoKeys::NoneUsable) } else { Ok(keys) }
    }
}
