//! A service agreement (domain.md §4): the terms of one access service under one data sharing agreement. Quoted by the
//! body, ordered by the organisation, signed by both; users work while it and the agreement run.

mod command;
mod dates;
mod decide;
mod event;
mod evolve;
mod facts;
mod order;
mod parent;
mod quote;
mod refusal;
mod sign;
mod state;
mod users;

use dars_vocabulary::code::AccessService;

pub use command::Command;
pub use dates::{is_active_on, next_due};
pub use decide::decide;
pub use event::Event;
pub use evolve::evolve;
pub use facts::Facts;
pub use parent::{Parent, Standing, parent_of};
pub use quote::{Line, ServiceQuote, quote};
pub use refusal::Refusal;
pub use state::{Closed, Ending, Ordered, Quoted, Running, State, visible_to};

/// Whether data reached through this service needs a service agreement (V40). Our own policy: those whose users work in
/// the body's own environment.
pub const fn needs_service_agreement(service: AccessService) -> bool {
    match service {
        AccessService::Sde | AccessService::DigiTrials => true,
        AccessService::Extract | AccessService::Commissioners | AccessService::SystemAccess | AccessService::Seft => {
            false
        }
    }
}
