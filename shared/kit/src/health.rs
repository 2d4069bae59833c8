//! The small port: live means the process, ready means it can do its work, metrics as Prometheus reads them.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use axum::{Router, extract::State, http::StatusCode, response::IntoResponse, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::{config, lifecycle::Lifecycle};

/// Whether a process can do its work.
#[async_trait]
pub trait Ready: Send + Sync + 'static {
    /// `Err` says what is missing, in a word.
    async fn ready(&self) -> Result<(), String>;

    /// Brings the gauges up to date before they are read.
    async fn observe(&self) {}
}

#[derive(Clone)]
struct Probes {
    ready: Arc<dyn Ready>,
    metrics: PrometheusHandle,
}

/// Metrics of this process; once.
pub fn recorder() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    // In a test several services may share a process; the first recorder serves all.
    let _ = metrics::set_global_recorder(recorder);
    handle
}

/// Serves the small port until stopped; returns its number.
pub async fn serve(
    settings: &config::Health,
    ready: Arc<dyn Ready>,
    metrics: PrometheusHandle,
    life: &Lifecycle,
) -> std::io::Result<u16> {
    let listener = TcpListener::bind((settings.address.as_str(), settings.port)).await?;
    let port = listener.local_addr()?.port();
    let app = Router::new()
        .route("/health/live", get(|| async { "live" }))
        .route("/health/ready", get(readiness))
        .route("/metrics", get(render))
        .with_state(Probes { ready, metrics });
    let stop = life.stop.clone();
    life.tasks.spawn(async move {
        let served = axum::serve(listener, app).with_graceful_shutdown(async move { stop.cancelled().await }).await;
        if let Err(error) = served {
            tracing::error!(error = &error as &dyn std::error::Error, "the health port failed");
        }
    });
    Ok(port)
}

async fn readiness(State(probes): State<Probes>) -> impl IntoResponse {
    match tokio::time::timeout(Duration::from_secs(2), probes.ready.ready()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready".to_owned()),
        Ok(Err(missing)) => (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {missing}")),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready: no answer within 2 s".to_owned()),
    }
}

async fn render(State(probes): State<Probes>) -> String {
    probes.ready.observe().await;
    probes.metrics.render()
}

/// Asks a running process on this machine whether it is ready.
pub fn ask(settings: &config::Health) -> anyhow::Result<()> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", settings.port))?;
    stream.set_read_timeout(Some(Duration::from_secs(3)))?;
    stream.write_all(b"GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    anyhow::ensure!(answer.starts_with("HTTP/1.0 200") || answer.starts_with("HTTP/1.1 200"), "not ready");
    Ok(())
}
