//! `review`: the case of each submitted application, from its officer, through questions and advice, to the approver's
//! word.
//!
//! In the order of the flow: a request ([`rpc`]) or a fact ([`consume`]) becomes a command; [`handle`] loads, decides,
//! evolves and saves it; `publish` says what is told outside; `project` keeps the lists that `store` reads.

pub mod consume;
pub mod handle;
mod project;
mod publish;
pub mod rpc;
mod store;

use std::sync::Arc;

use dars_kit::{Context, Parts, Service, sweep::NothingDue};
use dars_messages::Owner;

/// The service's own tables; the bus' are migrated before.
static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

/// The service, for its binary and for tests.
pub fn service() -> Service {
    Service { owner: Owner::Review, defaults: include_str!("../config/default.toml"), migrator: &MIGRATOR, parts }
}

fn parts(context: &Context) -> Parts {
    Parts {
        serve: Arc::new(rpc::Rpc { context: context.clone() }),
        hear: Arc::new(consume::Ears),
        sweep: Arc::new(NothingDue),
        redact: Arc::new(handle::Redactions),
    }
}
