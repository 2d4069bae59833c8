//! How long it took: working days that were ours, and theirs.

use dars_rules::clock::{Clocks, days};
use jiff::civil::Date;

use super::{Case, State};

/// Both clocks of what was handed in last, on `today` or when it was over; `None`: nothing is under review.
pub fn clocks(state: &State, today: Date) -> Option<Clocks> {
    let (case, end): (&Case, Date) = match state {
        State::Submitted(review)
        | State::InReview(review)
        | State::Clarification(review)
        | State::Assurance(review)
        | State::PrecedentRoute(review)
        | State::PagAdvice(review)
        | State::AgdAdvice(review)
        | State::Decision(review) => (&review.case, today),
        State::ReturnedIncomplete { review, since, .. } => (&review.case, *since),
        State::Approved { approval, .. } => (&approval.case, approval.decided_on),
        State::Refused { review, decided_on, .. } => (&review.case, *decided_on),
        State::Withdrawn { case: Some(case), withdrawn_on, .. } => (case, *withdrawn_on),
        State::Lapsed { case: Some(case), lapsed_on, .. } => (case, *lapsed_on),
        State::Absent
        | State::PrelimAssessment { .. }
        | State::Draft { .. }
        | State::Redirected { .. }
        | State::Withdrawn { case: None, .. }
        | State::Lapsed { case: None, .. } => return None,
    };
    Some(days(case.submission.submitted_on, &case.pauses, end.min(today)))
}
