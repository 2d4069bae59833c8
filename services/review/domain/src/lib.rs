//! What `review` decides: the case of a submitted application, from its officer to the approver's word.
//!
//! Pure: no IO, clock, chance or logging. The aggregate is `decide(state, command, facts)` and `evolve(state, event)`.

pub mod absence;
pub mod case;
pub mod rules;

pub use rules::person::NotAPerson;
