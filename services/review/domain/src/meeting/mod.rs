//! A meeting of an advisory group: its agenda and papers, who declared an interest in what, and its minutes
//! (domain.md §3, §4). What the group said of a case stands in the case; here stands that it said something.

mod agenda;
mod closed;
mod command;
mod correct;
mod decide;
mod declare;
mod event;
mod evolve;
mod minutes;
mod refusal;
mod state;

pub use closed::{Papers, listed, papers};
pub use command::{Action, Command, Correction, Facts, Listing, MinutesDraft, PlannedItem, TakenAlong};
pub use decide::{decide, may_see, permitted};
pub use declare::may_open_papers;
pub use event::Event;
pub use evolve::evolve;
pub use minutes::{being_corrected, must_be_written_anew};
pub use refusal::Refusal;
pub use state::{Declaration, Item, Meeting, Minuted, Minutes, Published, State};
