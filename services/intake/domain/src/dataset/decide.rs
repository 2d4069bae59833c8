//! Whether what is asked of a catalogue entry may happen.

use dars_vocabulary::{Actor, ActorKind, DataSetEntry, FieldError, StaffRole};

use super::{Command, Event, Facts, Refusal, State, acceptable::acceptable};
use crate::rules::person::person_needed;

/// The events that follow from `command`; none when it says what is already so.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Register { dataset, name, scope, traits } => {
            system_needed(&facts.actor)?;
            let wanted = DataSetEntry::of(name.clone(), scope.clone(), traits.clone());
            match state {
                State::Absent => {
                    accepted(&dataset, &wanted).map_err(in_traits)?;
                    Ok(vec![Event::DatasetRegistered { dataset, name, scope, traits }])
                }
                State::Registered { name: called, scope: covers, traits: known, .. } => {
                    unchanged(*called == name && *covers == scope && *known == traits)
                }
                State::Listed { entry, .. } => {
                    unchanged(entry.name == name && entry.scope == scope && entry.traits() == traits)
                }
            }
        }
        Command::Load { dataset, entry, edition } => {
            system_needed(&facts.actor)?;
            match state {
                State::Absent | State::Registered { .. } => {}
                State::Listed { entry: known, edition: loaded, .. } => {
                    if *known == entry {
                        return Ok(Vec::new());
                    }
                    match loaded {
                        None => return Err(Refusal::RevisedByHand),
                        Some(loaded) if *loaded >= edition => return Err(Refusal::NewerEdition { loaded: *loaded }),
                        Some(_) => {}
                    }
                }
            }
            accepted(&dataset, &entry)?;
            Ok(vec![Event::EntrySaved { dataset, entry, edition: Some(edition) }])
        }
        Command::Save { dataset, entry } => {
            may_save(&facts.actor)?;
            match state {
                // What the file said, said again by a person, is theirs: no edition undoes it.
                State::Listed { entry: known, edition: None, .. } if *known == entry => return Ok(Vec::new()),
                State::Absent | State::Registered { .. } | State::Listed { .. } => {}
            }
            accepted(&dataset, &entry)?;
            Ok(vec![Event::EntrySaved { dataset, entry, edition: None }])
        }
    }
}

/// The names of the requests that `actor` may make of an entry now.
pub fn permitted(state: &State, actor: &Actor) -> Vec<&'static str> {
    match state {
        State::Absent | State::Registered { .. } | State::Listed { .. } => {
            may_save(actor).map(|()| "save-dataset").into_iter().collect()
        }
    }
}

fn may_save(actor: &Actor) -> Result<(), Refusal> {
    person_needed(actor)?;
    if actor.is_staff(StaffRole::DataProduction) { Ok(()) } else { Err(Refusal::DataProductionNeeded) }
}

fn system_needed(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn unchanged(same: bool) -> Result<Vec<Event>, Refusal> {
    if same { Ok(Vec::new()) } else { Err(Refusal::Exists) }
}

fn accepted(dataset: &str, entry: &DataSetEntry) -> Result<(), Refusal> {
    let errors: Vec<FieldError> = acceptable(dataset, entry);
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Unacceptable { errors }) }
}

/// The same refusal with the pointers of a fixture, in which everything but id, name and scope is a trait.
fn in_traits(refusal: Refusal) -> Refusal {
    let Refusal::Unacceptable { errors } = refusal else { return refusal };
    let moved = |error: FieldError| {
        let pointer = match error.pointer.strip_prefix("/published_alternatives") {
            Some(rest) => format!("/traits/published{}", rest.trim_end_matches("/title")),
            None if ["/id", "/name", "/scope"].contains(&error.pointer.as_str()) => error.pointer,
            None => format!("/traits{}", error.pointer),
        };
        FieldError { pointer, ..error }
    };
    Refusal::Unacceptable { errors: errors.into_iter().map(moved).collect() }
}
