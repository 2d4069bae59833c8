//! Connecting to the broker.

use async_nats::{Client, ConnectOptions, Event};
use dars_messages::topology;

use crate::config;

/// Connects as the process' own user; waits until the broker is there.
pub async fn connect(process: &str, settings: &config::Nats) -> Result<Client, async_nats::ConnectError> {
    options(process, settings).connect(&settings.url).await
}

/// How the process' own user connects: the first connection is waited for, later ones are made anew for ever.
pub fn options(process: &str, settings: &config::Nats) -> ConnectOptions {
    ConnectOptions::with_user_and_password(settings.user.clone(), settings.password.clone())
        .name(format!("dars-{process}"))
        .custom_inbox_prefix(topology::inbox_prefix(&settings.user))
        .retry_on_initial_connect()
        .max_reconnects(None)
        .reconnect_delay_callback(|attempts| {
            std::time::Duration::from_millis(100 * u64::try_from(attempts.min(20)).unwrap_or(20))
        })
        .event_callback(|event| async move {
            match event {
                // A refused permission arrives here alone; the call itself just times out.
                Event::ServerError(error) => {
                    metrics::counter!("dars_nats_errors_total").increment(1);
                    tracing::error!(%error, "the broker refused");
                }
                Event::Disconnected => tracing::warn!("the broker is away"),
                Event::Connected => tracing::info!("connected to the broker"),
                Event::SlowConsumer(_) => metrics::counter!("dars_nats_slow_consumer_total").increment(1),
                _ => {}
            }
        })
}
