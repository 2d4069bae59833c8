//! An application: assessed, drafted section by section, submitted, then told by others where it stands
//! (domain.md §4). A change to an agreement in force goes the same way while the agreement stands.

mod advice;
mod agreement;
mod begin;
mod case;
mod clock;
mod command;
mod decide;
mod event;
mod evolve;
mod lapse;
mod pen;
mod people;
mod phase;
mod progress;
mod refusal;
mod state;
mod words;
mod write;

pub use advice::{Advice, Meeting};
pub use agreement::{AgreementProgress, AgreementStage, Term};
pub use case::{Answer, Asked, Case, Clarification};
pub use clock::clocks;
pub use command::{Command, Facts};
pub use decide::{decide, findings, may_save, may_see, organisations};
pub use event::Event;
pub use evolve::evolve;
pub use lapse::{as_of, lapses_on};
pub use pen::{PenHolder, pen_holder};
pub use refusal::Refusal;
pub use state::{Application, Approval, Change, ChangeEnd, EndedChange, State, Submission, UnderReview};
pub use words::{ConditionWords, DecisionWords};
