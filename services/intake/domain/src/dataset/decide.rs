//! Whether what is asked of a catalogue entry may happen.

use dars_vocabulary::{ActorKind, FieldError};

use super::{Command, Event, Facts, Refusal, State};
use crate::rules::text;

const LONGEST_ID: usize = 40;

/// The events that follow from `command`; none when it says what is already so.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let Command::Register { dataset, name, scope, traits } = command;
    if facts.actor.kind != ActorKind::System {
        return Err(Refusal::SystemOnly);
    }
    match state {
        State::Absent => {
            let published = traits.published.iter().enumerate();
            let errors: Vec<FieldError> =
                [unusable_id(&dataset), text::line("/name", &name), text::free_text("/scope", &scope, text::FREE_TEXT)]
                    .into_iter()
                    .chain(published.map(|(index, title)| text::line(&format!("/traits/published/{index}"), title)))
                    .flatten()
                    .collect();
            if !errors.is_empty() {
                return Err(Refusal::Unacceptable { errors });
            }
            Ok(vec![Event::DatasetRegistered { dataset, name, scope, traits }])
        }
        State::Registered { dataset: id, name: called, scope: covers, traits: known } => {
            let same = *id == dataset && *called == name && *covers == scope && *known == traits;
            if same { Ok(Vec::new()) } else { Err(Refusal::Exists) }
        }
    }
}

/// The id ends subjects of the bus and paths, so nothing but letters, digits and hyphens may stand in it.
fn unusable_id(id: &str) -> Option<FieldError> {
    let usable = (1..=LONGEST_ID).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (!usable).then(|| FieldError {
        pointer: "/id".to_owned(),
        code: "not-an-id".to_owned(),
        detail: format!("Use 1 to {LONGEST_ID} lower-case letters, digits and hyphens."),
    })
}
