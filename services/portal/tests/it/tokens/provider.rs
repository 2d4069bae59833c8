//! A provider that serves keys over real HTTP, counts who asks, and can go away; and the tokens of its personas.

use std::sync::{
    Arc, Mutex, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Json, Router, extract::State, routing::get};
use dars_identity::{Issuer, Overrides, Persona, Personas};
use dars_portal::session::{TokenAlgorithm, TokenSettings, TokenVerifier};
use dars_vocabulary::identity::{API_AUDIENCE, LOCAL_ISSUER};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tokio::{
    net::TcpListener,
    sync::{Notify, RwLock, oneshot},
    task::JoinHandle,
};

/// The provider's issuer; one key for all tests, because making one takes a while.
pub fn ours() -> &'static Issuer {
    static OURS: OnceLock<Issuer> = OnceLock::new();
    OURS.get_or_init(|| Issuer::generate().unwrap())
}

/// Somebody else's issuer.
pub fn theirs() -> &'static Issuer {
    static THEIRS: OnceLock<Issuer> = OnceLock::new();
    THEIRS.get_or_init(|| Issuer::generate().unwrap())
}

/// The moment at which the tests begin.
pub fn noon() -> Timestamp {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

/// Seconds after noon; before it, if negative.
pub fn after(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

pub fn persona(key: &str) -> Persona {
    static PERSONAS: OnceLock<Personas> = OnceLock::new();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/personas.json");
    PERSONAS.get_or_init(|| Personas::load(&file).unwrap()).find(key).unwrap().clone()
}

/// An honest token of the case officer, issued at noon.
pub fn honest() -> String {
    ours().issue(&persona("case-officer"), noon(), &Overrides::default()).unwrap()
}

struct Shared {
    keys: Mutex<Value>,
    asked: AtomicUsize,
    arrived: Notify,
    /// Held for writing while answers are held back.
    answering: RwLock<()>,
}

pub struct Provider {
    shared: Arc<Shared>,
    pub url: String,
    stop: oneshot::Sender<()>,
    stopped: JoinHandle<()>,
}

impl Provider {
    /// A provider that serves these keys on a free port.
    pub async fn serving(keys: Value) -> Self {
        let shared = Arc::new(Shared {
            keys: Mutex::new(keys),
            asked: AtomicUsize::new(0),
            arrived: Notify::new(),
            answering: RwLock::new(()),
        });
        let router = Router::new().route("/jwks", get(answer)).with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/jwks", listener.local_addr().unwrap());
        let (stop, stopping) = oneshot::channel();
        let stopped = tokio::runtime::Handle::current().spawn(async move {
            let leave = async { stopping.await.unwrap_or(()) };
            axum::serve(listener, router).with_graceful_shutdown(leave).await.unwrap();
        });
        Self { shared, url, stop, stopped }
    }

    pub fn verifier(&self) -> TokenVerifier {
        TokenVerifier::new(self.settings(), true).unwrap()
    }

    pub fn settings(&self) -> TokenSettings {
        TokenSettings {
            issuer: LOCAL_ISSUER.to_owned(),
            audience: API_AUDIENCE.to_owned(),
            jwks_url: self.url.clone(),
            algorithms: vec![TokenAlgorithm::RS256, TokenAlgorithm::ES256],
            leeway_seconds: 30,
            roles_claim: "/roles".to_owned(),
        }
    }

    /// How often it was asked for keys.
    pub fn asked(&self) -> usize {
        self.shared.asked.load(Ordering::SeqCst)
    }

    /// Other keys from now on.
    pub fn rotate(&self, keys: Value) {
        *self.shared.keys.lock().unwrap() = keys;
    }

    /// Holds every answer back until the guard is dropped.
    pub async fn hold(&self) -> tokio::sync::RwLockWriteGuard<'_, ()> {
        self.shared.answering.write().await
    }

    /// Waits until somebody has asked.
    pub async fn is_asked(&self) {
        self.shared.arrived.notified().await;
    }

    /// Closes the port and every connection.
    pub async fn goes_away(self) {
        self.stop.send(()).unwrap();
        self.stopped.await.unwrap();
    }
}

async fn answer(State(shared): State<Arc<Shared>>) -> Json<Value> {
    shared.asked.fetch_add(1, Ordering::SeqCst);
    shared.arrived.notify_one();
    let _answering = shared.answering.read().await;
    Json(shared.keys.lock().unwrap().clone())
}
