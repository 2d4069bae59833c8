//! What an agreement says to a command.

use dars_vocabulary::{Actor, ActorKind, london_date};

use super::{Command, Draft, Event, Facts, Refusal, State, dates::due, issue::issue, sign::sign, visible_to};

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Draft(draft) => {
            system(&facts.actor)?;
            draft_from(state, draft)
        }
        Command::Issue { document, sha256 } => {
            person_who_may_know(state, facts)?;
            issue(state, document, sha256, facts)
        }
        Command::Sign { sha256, side, organisation } => {
            person_who_may_know(state, facts)?;
            sign(state, &sha256, side, organisation, facts)
        }
        Command::DatesPassed => {
            system(&facts.actor)?;
            Ok(due(state, london_date(facts.now)))
        }
    }
}

fn system(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

/// Issuing and signing are acts of people; a stranger learns nothing, not even that the agreement exists.
fn person_who_may_know(state: &State, facts: &Facts) -> Result<(), Refusal> {
    match facts.actor.kind {
        ActorKind::Public => Err(Refusal::SignInNeeded),
        ActorKind::Machine | ActorKind::System => Err(Refusal::PersonNeeded),
        ActorKind::Person if visible_to(state, &facts.actor, &facts.organisations()) => Ok(()),
        ActorKind::Person => Err(Refusal::NotFound),
    }
}

fn draft_from(state: &State, draft: Draft) -> Result<Vec<Event>, Refusal> {
    let (version, application_version, application_sha256) = match state {
        State::Absent => return Ok(vec![Event::AgreementDrafted(draft)]),
        State::Draft(known) => (known.version, known.application_version, &known.application_sha256),
        State::IssuedForSignature(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Expired(_) => {
            // Of what was issued only the version is kept outside the sealed document; it is enough for a repeat.
            let same = state.issued().is_some_and(|issued| issued.version == draft.version);
            return if same { Ok(Vec::new()) } else { Err(Refusal::AlreadyDrafted) };
        }
    };
    let same = version == draft.version
        && application_version == draft.application_version
        && *application_sha256 == draft.application_sha256;
    if same { Ok(Vec::new()) } else { Err(Refusal::AlreadyDrafted) }
}
