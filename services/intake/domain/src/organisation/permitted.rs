//! What the caller may ask of an organisation: by the same guards with which `decide` refuses, so that the two cannot
//! disagree.

use super::{Facts, Refusal, State, assure};

type Guard = fn(&State, &Facts) -> Result<(), Refusal>;

/// Every action on an organisation that is for people, and what stands before it.
const GUARDS: &[(&str, Guard)] = &[("record-assurance", assure::may_record)];

/// The actions that the caller may take now.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    if matches!(state, State::Absent) {
        return Vec::new();
    }
    GUARDS.iter().filter(|(_, guard)| guard(state, facts).is_ok()).map(|(action, _)| *action).collect()
}
