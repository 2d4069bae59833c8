//! The case of an application: assigned, assessed, clarified, advised on, decided upon (domain.md §4).

mod advise;
mod assess;
mod assign;
mod clarification;
mod clarify;
mod clocks;
mod command;
mod completeness;
mod correct;
mod cover;
mod decide;
mod decision;
mod decision_review;
pub mod event;
mod event_names;
mod evolve;
mod hand_over;
mod hear;
mod note;
mod permitted;
mod precedent_route;
mod quick_check;
mod record;
mod refusal;
mod refusal_told;
mod send_back;
mod specialist;
mod standard;
mod state;
mod words;
mod work;
mod worked;

pub use clarification::{Clarification, ClarificationStatus, Round};
pub use clocks::{CaseClocks, Pen, clocks};
pub use command::{
    Advising, AskedCondition, Assessment, Command, Decision, Facts, Interest, Known, Question, Resolution,
};
pub use decide::{decide, findings, may_open, may_see, to_heed};
pub use event::Event;
pub use evolve::evolve;
pub use hand_over::may_hand_over;
pub use permitted::permitted;
pub use record::{Advice, Case, Deferral, GivenCondition, Meeting, PrecedentUse, Return};
pub use refusal::Refusal;
pub use state::{Approval, State, Whence};
pub use work::{
    Assessed, Check, CheckAnswer, CheckState, Completeness, Corrected, Correcting, Correction, DecisionReview,
    Departure, Doing, Found, LeftOpen, Quoted, Reviewed, Work,
};
