//! `intake`: enquiries, applications up to submission, organisations and their people, the catalogue.
//!
//! In the order of the flow: a request ([`rpc`]), a fact ([`consume`]) or a date ([`sweep`]) becomes a command;
//! [`handle`] loads, decides, evolves and saves it; [`publish`] says what is told outside; [`project`] keeps the lists,
//! tasks and due dates that [`store`] reads. Operators have subcommands of their own ([`cli`]).

pub mod cli;
mod consume;
mod handle;
mod project;
mod publish;
mod rpc;
mod store;
mod sweep;

use std::sync::Arc;

use dars_kit::{Context, Parts, Service};
use dars_messages::Owner;

/// The service's own tables; the bus' are migrated before.
static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// The service, for its binary and for tests.
pub fn service() -> Service {
    Service { owner: Owner::Intake, defaults: include_str!("../config/default.toml"), migrator: &MIGRATOR, parts }
}

fn parts(context: &Context) -> Parts {
    Parts {
        serve: Arc::new(rpc::Rpc { context: context.clone() }),
        hear: Arc::new(consume::Ears),
        sweep: Arc::new(sweep::Dates { context: context.clone() }),
        redact: Arc::new(handle::Redactions),
    }
}
