//! The bench: each figure beside its limit, measured in the same run on the same machine.

mod command;
mod figure;
mod footprint;
mod latency;
mod lifecycle;
mod queue;
mod relay;
mod road;

use std::time::Duration;

use clap::Parser;
use figure::Sheet;

/// What to measure, and for how long.
#[derive(Debug, Parser)]
struct Arguments {
    /// One JSON object a line: name, value, unit, limit, ratio.
    #[arg(long)]
    json: bool,
    /// Seconds a figure.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Which figures, parted by commas: command, lifecycle, queue, relay, latency, footprint.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(measure(&arguments))
}

async fn measure(arguments: &Arguments) -> anyhow::Result<()> {
    let mut sheet = Sheet { json: arguments.json };
    let wanted = |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    let period = Duration::from_secs(arguments.seconds);
    if wanted("relay") {
        relay::measure(&mut sheet).await?;
    }
    if wanted("latency") {
        latency::measure(&mut sheet, period).await?;
    }
    if ["command", "lifecycle", "footprint", "queue"].into_iter().any(wanted) {
        let stack = road::stack().await?;
        if wanted("footprint") {
            footprint::measure(&mut sheet, &stack, period).await?;
        }
        if wanted("command") {
            command::measure(&mut sheet, &stack, period).await?;
        }
        if wanted("lifecycle") {
            lifecycle::measure(&mut sheet, &stack, period).await?;
        }
        if wanted("queue") {
            queue::measure(&mut sheet, &stack, period).await?;
        }
        stack.stop().await?;
    }
    Ok(())
}
