//! Faults: requests go down the whole road, from enquiry to register, through the door, while processes are killed and
//! frozen, the broker forgets and the database crashes. Afterwards everything is compared with everything.
//!
//! In the order of a run: [`world`] is the stack and all that looks into it; [`organisations`] found those that the
//! requests need; [`road`] drives a [`journey`] through the
//! [`door`] at a [`pace`]; [`inject`] does the damage; [`recovery`] and [`quiet`] wait until it is mended; [`checks`]
//! compare; [`report`] says it.

mod checks;
mod databases;
mod door;
mod inject;
mod journey;
mod organisations;
mod pace;
mod phase;
mod quiet;
mod recovery;
mod report;
mod road;
mod sink;
mod streams;
mod tale;
mod world;

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context as _, ensure};
use clap::Parser;

use inject::Fault;
use world::World;

/// What to break, and how much is on the road meanwhile.
#[derive(Debug, Parser)]
#[command(name = "tests/faults/run")]
struct Arguments {
    /// 16 requests, each fault once, (a) and (b) on one service: at most two minutes.
    #[arg(long)]
    short: bool,
    /// How many requests are on the road in all, spread evenly over the faults; 200, or 16 in the short form.
    #[arg(long)]
    requests: Option<usize>,
    /// What chance chooses by; printed, so that a run can be had again.
    #[arg(long)]
    seed: Option<u64>,
    /// Which faults, parted by commas: a (kill), b (freeze), c (broker's store deleted), d (put back), e (stream
    /// purged), f (database).
    #[arg(long, value_delimiter = ',')]
    only: Vec<Fault>,
    /// The folder of the programs.
    #[arg(long, hide = true)]
    bin: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)
        .and_then(|runtime| runtime.block_on(run(&arguments)));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("dars: FAILED: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    let seed = arguments.seed.unwrap_or_else(rand::random);
    let requests = arguments.requests.unwrap_or(if arguments.short { 16 } else { 200 });
    let faults = if arguments.only.is_empty() { Fault::ALL.to_vec() } else { arguments.only.clone() };
    ensure!(requests >= faults.len(), "at least one request a fault: {requests} are too few");
    println!("faults: seed={seed} requests={requests} replicas=2");
    let world = World::start(arguments.bin.clone(), seed, arguments.short).await.context("the stack for the faults")?;
    let passed = phase::all(&world, &faults, requests).await;
    if !matches!(passed, Ok(true)) {
        println!("logs and data: {}", world.stack.options().dir.display());
    }
    world.stop().await?;
    passed
}
