//! What `review` decides: the case of a submitted application, from its officer to the approver's word; the precedents
//! that it may rest on, and the meetings that advise on it.
//!
//! Pure: no IO, clock, chance or logging. The aggregate is `decide(state, command, facts)` and `evolve(state, event)`.

pub mod absence;
pub mod case;
pub mod meeting;
pub mod performance;
pub mod precedent;
pub mod rules;

pub use rules::person::NotAPerson;
