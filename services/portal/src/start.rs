//! Opening the door: everything a request needs, and the port it comes in by.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context as _;
use async_trait::async_trait;
use axum::serve::ListenerExt as _;
use dars_bus::{assertion::Signer, rpc::Caller};
use dars_kit::{
    Settings, TradeClock,
    health::{self, Ready},
    lifecycle::Lifecycle,
    nats,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    api::{Door, router},
    session::{TokenAlgorithm, TokenSettings, TokenVerifier},
    settings::Own,
};

/// A portal that runs in this process.
#[derive(Debug)]
pub struct Started {
    /// Where it listens.
    pub address: SocketAddr,
    /// The port of its probes.
    pub health_port: u16,
}

/// Starts the portal. It does not wait for the broker: until that is there, its answers are 503.
pub async fn start(settings: Arc<Settings>, life: &Lifecycle) -> anyhow::Result<Started> {
    let own: Own = serde_json::from_value(settings.service.clone()).context("the settings under [service]")?;
    let verifier = TokenVerifier::new(token_settings(&settings, &own), settings.local.enabled)
        .context("the settings under [identity]")?;
    let signer = Signer::from_base64(&settings.assertion.private_key).context("assertion.private_key")?;
    let client = nats::connect("portal", &settings.nats).await?;
    let clock = if settings.local.enabled && !settings.local.clock_file.is_empty() {
        TradeClock::watching(settings.local.clock_file.clone().into(), &life.tasks, life.stop.clone())
    } else {
        TradeClock::real()
    };
    let listener = TcpListener::bind((own.http_address.as_str(), own.http_port))
        .await
        .with_context(|| format!("cannot listen on {}:{}", own.http_address, own.http_port))?;
    let address = listener.local_addr()?;
    let timeout = Duration::from_millis(settings.rpc.timeout_ms);
    let caller = Caller::new(client, Arc::new(signer), timeout);
    let health_settings = settings.health.clone();
    let door = Door::new(settings, own, caller, verifier, clock, life.tasks.clone());
    let app = router(&Arc::new(door));
    let stop = life.stop.clone();
    life.tasks.spawn(async move {
        // Answers are small and one at a time: waiting to fill a packet would only add delay.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        let served = axum::serve(listener, app).with_graceful_shutdown(async move { stop.cancelled().await }).await;
        if let Err(error) = served {
            tracing::error!(error = &error as &dyn std::error::Error, "the web door failed");
        }
    });
    let ready = Arc::new(CanAnswer(life.stop.clone()));
    let health_port = health::serve(&health_settings, ready, health::recorder(), life).await?;
    Ok(Started { address, health_port })
}

fn token_settings(settings: &Settings, own: &Own) -> TokenSettings {
    TokenSettings {
        issuer: settings.identity.issuer.clone(),
        audience: settings.identity.audience.clone(),
        jwks_url: settings.identity.jwks_url.clone(),
        algorithms: vec![TokenAlgorithm::RS256, TokenAlgorithm::ES256],
        leeway_seconds: own.leeway_seconds,
        roles_claim: own.roles_claim.clone(),
    }
}

/// The portal is ready when it can answer; while the broker is away its answer is 503, and that is an answer too.
struct CanAnswer(CancellationToken);

#[async_trait]
impl Ready for CanAnswer {
    async fn ready(&self) -> Result<(), String> {
        if self.0.is_cancelled() { Err("stopping".to_owned()) } else { Ok(()) }
    }
}
