//! The local OpenID provider's process.

use std::process::ExitCode;

use clap::Parser as _;
use dars_identity::start::{Arguments, run};

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            // One line, with its causes: whoever starts this wants the reason, not where it arose.
            eprintln!("identity provider: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}
