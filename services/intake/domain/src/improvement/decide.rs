//! Whether it may happen.

use dars_rules::policy;
use dars_vocabulary::{FieldError, Sealed, StaffRole, london_date};

use super::{Command, Event, Facts, Improvement, Refusal, State};
use crate::rules::{person::person_needed, staff, text};

/// Who speaks for the service about itself.
const PUBLISHERS: &[StaffRole] = &[StaffRole::TeamManager];

/// The events that follow from `command`.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    may_publish(facts)?;
    match (state, command) {
        (State::Absent, Command::Publish(improvement)) => publish(improvement, facts),
        (State::Published(_), Command::Withdraw { reason }) => {
            acceptable([short("/reason", &reason)])?;
            let withdrawn_on = london_date(facts.now);
            Ok(vec![Event::ImprovementWithdrawn { withdrawn_on, reason: Sealed::Open(reason) }])
        }
        (State::Absent, Command::Withdraw { .. }) => Err(Refusal::Unknown),
        (State::Published(_) | State::Withdrawn(_), Command::Publish(_)) => Err(Refusal::Exists),
        (State::Withdrawn(_), Command::Withdraw { .. }) => Err(Refusal::WithdrawnAlready),
    }
}

/// Lets through those who speak for the service.
pub(super) fn may_publish(facts: &Facts) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    if staff::holds_any(&facts.actor, PUBLISHERS) { Ok(()) } else { Err(Refusal::RoleNeeded) }
}

fn publish(improvement: Improvement, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let later = improvement.changed_on > london_date(facts.now);
    acceptable([
        short("/heard", &improvement.heard),
        short("/changed", &improvement.changed),
        later.then(|| FieldError {
            pointer: "/changed_on".to_owned(),
            code: "in-the-future".to_owned(),
            detail: "Name the day from which on it is different; a plan is not a change.".to_owned(),
        }),
    ])?;
    Ok(vec![Event::ImprovementPublished(improvement)])
}

fn acceptable(errors: impl IntoIterator<Item = Option<FieldError>>) -> Result<(), Refusal> {
    let errors: Vec<FieldError> = errors.into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

/// Public text: short, and nobody's address in it.
fn short(pointer: &str, words: &str) -> Option<FieldError> {
    let most = usize::try_from(policy::CHANGE_CHARACTERS.value).unwrap_or(usize::MAX);
    text::free_text(pointer, words, most).or_else(|| {
        words.contains('@').then(|| FieldError {
            pointer: pointer.to_owned(),
            code: "names-an-address".to_owned(),
            detail: "Leave out addresses: everyone can read this.".to_owned(),
        })
    })
}
