//! Logs and traces, set up once.

use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::WithExportConfig as _;
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::{EnvFilter, Layer as _, layer::SubscriberExt as _, util::SubscriberInitExt as _};

use crate::config;

/// Flushes spans when it is told to.
#[derive(Debug, Default)]
pub struct Guard {
    provider: Option<SdkTracerProvider>,
}

/// Telemetry could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// `telemetry.log_level` is not a filter.
    #[error("telemetry.log_level is not a filter")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// The exporter refused its settings.
    #[error("telemetry.otlp_endpoint cannot be used")]
    Exporter(#[from] opentelemetry_otlp::ExporterBuildError),
    /// It was set up already.
    #[error("telemetry was set up twice")]
    Twice(#[from] tracing_subscriber::util::TryInitError),
}

/// Sets up logs, and traces when an endpoint is configured.
pub fn start(process: &str, settings: &config::Telemetry) -> Result<Guard, TelemetryError> {
    let filter = EnvFilter::try_new(&settings.log_level)?;
    let format = if settings.log_format == "json" {
        tracing_subscriber::fmt::layer().json().flatten_event(true).with_writer(std::io::stderr).boxed()
    } else {
        tracing_subscriber::fmt::layer().with_ansi(false).with_writer(std::io::stderr).boxed()
    };
    if settings.otlp_endpoint.is_empty() {
        tracing_subscriber::registry().with(filter).with(format).try_init()?;
        return Ok(Guard::default());
    }
    // The exporter insists on a provider of cryptography, even for a collector beside it; a second one is refused.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let exporter =
        opentelemetry_otlp::SpanExporter::builder().with_http().with_endpoint(&settings.otlp_endpoint).build()?;
    let provider = SdkTracerProvider::builder()
        .with_batch_exporter(exporter)
        .with_resource(Resource::builder().with_service_name(format!("dars-{process}")).build())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("dars"));
    tracing_subscriber::registry().with(filter).with(format).with(layer).try_init()?;
    Ok(Guard { provider: Some(provider) })
}

impl Guard {
    /// Sends what is left.
    pub fn flush(&self) {
        if let Some(provider) = &self.provider
            && let Err(error) = provider.shutdown()
        {
            tracing::warn!(error = &error as &dyn std::error::Error, "the last spans were not sent");
        }
    }
}
