//! Where spans are sent: it keeps every request as it came.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::Uri,
};
use tokio_util::task::TaskTracker;

type Kept = Arc<Mutex<Vec<(String, Bytes)>>>;

/// A collector of spans (OTLP over HTTP).
pub struct Collector {
    port: u16,
    kept: Kept,
    _tasks: TaskTracker,
}

impl Collector {
    /// Listens on a free port.
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (kept, tasks) = (Kept::default(), TaskTracker::new());
        let app = Router::new().fallback(keep).layer(DefaultBodyLimit::disable()).with_state(kept.clone());
        tasks.spawn(async move { axum::serve(listener, app).await });
        Self { port, kept, _tasks: tasks }
    }

    /// What a process is told.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}/v1/traces", self.port)
    }

    /// Everything that came, as text.
    pub fn text(&self) -> String {
        let kept = self.kept.lock().unwrap();
        let texts: Vec<_> =
            kept.iter().map(|(path, body)| format!("{path}\n{}", String::from_utf8_lossy(body))).collect();
        texts.join("\n")
    }
}

async fn keep(State(kept): State<Kept>, uri: Uri, body: Bytes) {
    kept.lock().unwrap().push((uri.to_string(), body));
}
