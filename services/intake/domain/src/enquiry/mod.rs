//! An enquiry: someone asks, a team answers, and it may become an application (domain.md §4).

mod ask;
mod command;
mod decide;
mod details;
mod ending;
mod event;
mod evolve;
mod incident;
mod link;
mod merge;
mod outward;
mod permitted;
mod raise;
mod refusal;
mod shown;
mod state;
mod thread;
mod triage;

pub use ask::{Reach, may_see};
pub use command::{Command, Facts, Other};
pub use decide::decide;
pub use details::{Details, More, Words};
pub use event::{Enquirer, Event};
pub use evolve::evolve;
pub use incident::Suspicion;
pub(crate) use incident::within_the_hour;
pub use link::{Held, address};
pub use outward::{COME_BACK, outward_team, who_has_it};
pub use permitted::permitted;
pub use refusal::Refusal;
pub use shown::{Message, Noted, Particulars, Shown, noted, particulars, shown, state_name};
pub use state::{Asked, State};
