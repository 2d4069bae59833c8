//! An application: assessed, drafted section by section, submitted, then told by others where it stands
//! (domain.md §4). A change to an agreement in force goes the same way while the agreement stands.

mod advice;
mod agreement;
mod begin;
mod case;
mod clock;
mod command;
mod copy;
mod decide;
mod decision_review;
mod event;
mod event_names;
mod evolve;
mod hand_over;
mod invite;
mod lapse;
mod pen;
mod people;
mod permitted;
mod phase;
mod preliminary;
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
pub use copy::{Original, copied, original};
pub use decide::{decide, findings, may_save, may_see, organisations};
pub use decision_review::permitted_in_review;
pub use event::Event;
pub use evolve::evolve;
pub use invite::{Invitation, Invited};
pub use lapse::{as_of, lapses_on, next_due};
pub use pen::{PenHolder, pen_holder};
pub use permitted::permitted;
pub use phase::version_being_written;
pub use preliminary::{EarlyAdvice, Judged, Judgements, PreliminaryNotes};
pub use refusal::Refusal;
pub use state::{Application, Approval, Change, ChangeEnd, EndedChange, State, Submission, UnderReview};
pub use words::{ConditionWords, DecisionWords};
