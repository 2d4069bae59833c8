//! Data derived by the Office for National Statistics goes before an approver with the office's approval alone.

use dars_messages::requests::review::{CheckOutcome, Specialism};
use dars_vocabulary::code::RequiredRoute;

use super::pag_before_decision::owed;
use crate::case::{Case, Known};

/// Whether the catalogue asks for the office's approval of this version, and nobody noted that it was given. The last answer
/// counts.
pub fn ons_owed(case: &Case, known: &Known) -> bool {
    owed(case, known, RequiredRoute::Ons) && !approved(case)
}

fn approved(case: &Case) -> bool {
    let of_this = case.work.checks.iter().filter(|check| check.of == Specialism::Ons && check.version == case.version);
    let last = of_this.filter_map(|check| check.answer.as_ref()).next_back();
    last.is_some_and(|answer| match answer.outcome {
        CheckOutcome::Satisfied | CheckOutcome::SatisfiedWithConditions => true,
        CheckOutcome::NotSatisfied => false,
    })
}
