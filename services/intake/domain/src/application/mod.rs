//! An application: drafted section by section, submitted, then told by others where it stands (domain.md §4).

mod command;
mod decide;
mod event;
mod evolve;
mod pen;
mod progress;
mod refusal;
mod state;

pub use command::{Command, Facts};
pub use decide::{decide, findings, may_save, may_see};
pub use event::{AgreementProgress, AgreementStage, Event};
pub use evolve::evolve;
pub use pen::{PenHolder, pen_holder};
pub use refusal::Refusal;
pub use state::{Application, State, Submission, UnderReview};
