//! The table of each aggregate: what each command comes to in each state, by whoever asks, compared with the committed
//! copy that a person has read.

use dars_tables::Outcome;
use dars_vocabulary::{Impossible, Refuse};

pub mod application;
mod attachment;
mod dataset;
mod enquiry;
mod enquiry_by_link;
mod feedback;
mod improvement;
mod mail;
pub mod organisation;

/// What a decision comes to, as the table shows it.
pub fn outcome<S: Clone, E, R: Refuse>(
    state: &S,
    decided: Result<Vec<E>, R>,
    evolve: impl Fn(S, &E) -> Result<S, Impossible>,
    event: impl Fn(&E) -> &'static str,
    name: impl Fn(&S) -> &'static str,
) -> Outcome {
    match decided {
        Err(refusal) => Outcome::Refused(crate::people::code_of(&refusal)),
        Ok(events) if events.is_empty() => Outcome::Nothing,
        Ok(events) => {
            let after = events.iter().fold(state.clone(), |state, event| evolve(state, event).unwrap());
            Outcome::Done { events: events.iter().map(event).collect(), into: name(&after).to_owned() }
        }
    }
}
