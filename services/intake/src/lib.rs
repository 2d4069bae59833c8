//! `intake`: enquiries, applications up to submission, organisations and their people, the catalogue.
//!
//! In the order of the flow: a request ([`rpc`]), a fact ([`consume`]) or a date ([`sweep`]) or a mail ([`inbox`]) becomes a command;
//! [`handle`] loads, decides, evolves and saves it; [`publish`] says what is told outside; [`project`] keeps the lists,
//! tasks and due dates that [`store`] reads. What an uploaded file is, [`file`] finds out. Operators have subcommands of
//! their own ([`cli`]).

pub mod cli;
mod consume;
mod file;
mod handle;
mod inbox;
mod project;
mod publish;
mod rpc;
pub mod settings;
mod store;
mod sweep;

use std::sync::Arc;

use dars_kit::{Context, Parts, Service};
use dars_messages::Owner;

use file::scanner::Scanner;

/// The service's own tables; the bus' are migrated before.
static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// The service, for its binary and for tests.
pub fn service() -> Service {
    Service { owner: Owner::Intake, defaults: include_str!("../config/default.toml"), migrator: &MIGRATOR, parts }
}

/// Whether the virus scanner is named in a way that can be used; none is.
pub fn check(settings: &dars_kit::Settings) -> Result<(), String> {
    Scanner::of(settings).map(|_| ())
}

fn parts(context: &Context) -> Parts {
    let scanner = Scanner::of(&context.settings).unwrap_or_else(|why| {
        // The binary checks before; whoever does not has attachments that nobody scans, and that say so.
        tracing::error!(why, "there is no virus scanner");
        None
    });
    // The binary checks before; whoever does not has neither links nor an inbox.
    let own = settings::Own::of(&context.settings).ok();
    let links = own.as_ref().map(|own| own.links.clone()).unwrap_or_default();
    let inbox = own.and_then(|own| inbox::Reader::new(context, own));
    Parts {
        serve: Arc::new(rpc::Rpc { context: context.clone(), links }),
        hear: Arc::new(consume::Ears),
        sweep: Arc::new(sweep::Rounds { dates: sweep::Dates { context: context.clone(), scanner }, inbox }),
        redact: Arc::new(handle::Redactions),
    }
}
