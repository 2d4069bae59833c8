//! The case of an application: assigned, assessed, clarified, advised on, decided upon (domain.md §4).

mod advise;
mod assess;
mod assign;
mod clarification;
mod clarify;
mod clocks;
mod command;
mod decide;
mod decision;
mod event;
mod evolve;
mod hear;
mod precedent_route;
mod record;
mod refusal;
mod send_back;
mod state;
mod words;

pub use clarification::{Clarification, ClarificationStatus, Round};
pub use clocks::{CaseClocks, Pen, clocks};
pub use command::{Advising, AskedCondition, Assessment, Command, Decision, Facts, Known, Question, Resolution};
pub use decide::{decide, findings, may_see};
pub use event::Event;
pub use evolve::evolve;
pub use record::{Advice, Case, Deferral, GivenCondition, Meeting, PrecedentUse, Return};
pub use refusal::Refusal;
pub use state::{Approval, State, Whence};
