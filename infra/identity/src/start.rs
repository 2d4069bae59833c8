//! Starting the provider: what it insists on before it listens.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use anyhow::{Context as _, ensure};
use clap::Parser;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{Issuer, Personas, router};

/// The command line of the provider.
#[derive(Debug, Parser)]
#[command(name = "dars-identity", about = "A local OpenID provider with personas. For a local stack only.")]
pub struct Arguments {
    /// Says that this is a local stack; without it the provider does not start.
    #[arg(long)]
    pub local_stack: bool,
    /// The loopback address to listen on.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub address: IpAddr,
    /// The port to listen on; 0 takes a free one and prints it.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// The folder that keeps the signing key.
    #[arg(long)]
    pub state_dir: PathBuf,
    /// The file of personas.
    #[arg(long)]
    pub personas: PathBuf,
}

impl Arguments {
    /// Where to listen, or why not.
    pub fn listen_on(&self) -> anyhow::Result<SocketAddr> {
        ensure!(
            self.local_stack,
            "this provider signs anybody in as anybody, so it starts in a local stack only: \
             pass --local-stack if this is one, and use a real OpenID provider elsewhere"
        );
        ensure!(
            self.address.is_loopback(),
            "this provider signs anybody in as anybody, so it listens on a loopback address only, not on {}",
            self.address
        );
        Ok(SocketAddr::new(self.address, self.port))
    }
}

/// Serves until the first SIGINT or SIGTERM; requests in flight are finished.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let address = arguments.listen_on()?;
    let personas = Personas::load(&arguments.personas)?;
    let issuer = Issuer::load_or_generate(&arguments.state_dir)?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))?;
    println!("identity provider ready at http://{}", listener.local_addr()?);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let stopped = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    axum::serve(listener, router(issuer, personas)).with_graceful_shutdown(stopped).await.context("serving failed")
}
