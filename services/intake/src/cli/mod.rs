//! The command line: what every service's has, and operators' subcommands of this one.

mod catalogue;

use clap::{Parser, Subcommand};
use dars_kit::Settings;

pub use catalogue::{File, Report, load, packed};

/// Where a request begins.
#[derive(Debug, Parser)]
#[command(name = "dars-intake")]
struct Cli {
    /// What to do.
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    #[command(flatten)]
    Common(dars_kit::cli::Verb),
    /// Look after the catalogue.
    Catalogue {
        /// What to do with it.
        #[command(subcommand)]
        verb: CatalogueVerb,
    },
}

#[derive(Clone, Copy, Debug, Subcommand)]
enum CatalogueVerb {
    /// Load the catalogue that came with this binary; what is loaded already, and what somebody revised, stays.
    Load,
}

/// Runs the service's binary: parses its command line and does what it says.
pub fn run() -> anyhow::Result<()> {
    let service = crate::service();
    let settings = Settings::load(service.defaults)?;
    // Attachments that nobody scans, against what was meant, would be taken in silence: wrong settings stop the start.
    crate::check(&settings).map_err(|why| anyhow::anyhow!(why))?;
    // Links that open nothing and mails that nobody reads would be missed late.
    crate::settings::Own::of(&settings)?;
    match Cli::parse().verb {
        Verb::Common(verb) => dars_kit::run::run_verb(&service, verb),
        Verb::Catalogue { verb: CatalogueVerb::Load } => dars_kit::run::operate(&service, async |context| {
            let report = load(context, &packed()?).await?;
            println!("{report}");
            Ok(())
        }),
    }
}
