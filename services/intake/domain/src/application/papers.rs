//! What the meetings that have an application on their list make of it for those who sit there (domain.md §3).

use dars_vocabulary::StaffRole;

use super::{Facts, Refusal, State};

/// For the person who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Papers {
    /// They sit at no such meeting.
    #[default]
    Nothing,
    /// They sit at one, and have not declared an interest or none.
    Undeclared,
    /// They declared an interest.
    Interested,
    /// They declared to have none.
    Open {
        /// The group said something of it.
        considered: bool,
    },
}

/// Whether staff who could read it else may, as far as their own declarations go.
pub(super) fn declared(facts: &Facts) -> Result<(), Refusal> {
    match facts.papers {
        Papers::Nothing | Papers::Open { .. } => Ok(()),
        Papers::Undeclared => Err(Refusal::InterestNotDeclared),
        Papers::Interested => Err(Refusal::InterestDeclared),
    }
}

/// Whether a meeting's adviser may open what was handed in: one who declared to have no interest, while the case waits for
/// the meeting, and afterwards what their group said something of.
pub fn opens_papers(state: &State, facts: &Facts) -> bool {
    let over = matches!(state, State::Withdrawn { .. } | State::Lapsed { .. });
    let open = match facts.papers {
        Papers::Open { considered } => considered || !over,
        Papers::Nothing | Papers::Undeclared | Papers::Interested => false,
    };
    open && facts.actor.is_person() && facts.actor.is_staff(StaffRole::Adviser)
}
