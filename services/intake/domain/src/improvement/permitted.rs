//! What the caller may ask of it: by the guard with which `decide` refuses.

use super::{Facts, State, decide::may_publish};

/// The actions that the caller may take now.
pub fn permitted(state: &State, facts: &Facts) -> Vec<&'static str> {
    match state {
        State::Published(_) if may_publish(facts).is_ok() => vec!["withdraw-change"],
        State::Absent | State::Published(_) | State::Withdrawn(_) => Vec::new(),
    }
}
