//! The portal's command line.

use std::sync::Arc;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use dars_kit::{Settings, health, lifecycle::Lifecycle, telemetry};

/// The web door of DARS.
#[derive(Debug, Parser)]
#[command(name = "dars-portal")]
struct Cli {
    /// What to do.
    #[command(subcommand)]
    verb: Verb,
}

/// What the portal's binary can do.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Serve HTTP until it is told to stop.
    Serve,
    /// The portal has no database; says so, and exits.
    Migrate,
    /// Ask the running portal whether it is ready; exit 0 if so.
    Healthcheck,
}

/// Runs the portal's binary: parses its command line and does what it says.
pub fn run() -> anyhow::Result<()> {
    let cli = Cli::parse();
    if matches!(cli.verb, Verb::Migrate) {
        println!("portal has no database: nothing to migrate");
        return Ok(());
    }
    let settings = Arc::new(Settings::load(crate::DEFAULTS).context("the settings cannot be used")?);
    if matches!(cli.verb, Verb::Healthcheck) {
        return health::ask(&settings.health);
    }
    let guard = telemetry::start("portal", &settings.telemetry)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let done = runtime.block_on(serve(settings));
    guard.flush();
    done
}

async fn serve(settings: Arc<Settings>) -> anyhow::Result<()> {
    let life = Lifecycle::default();
    let started = crate::start(settings, &life).await?;
    tracing::info!(address = %started.address, health_port = started.health_port, "portal is up");
    anyhow::ensure!(life.run().await?, "stopped hard: something in flight did not end in time");
    Ok(())
}
