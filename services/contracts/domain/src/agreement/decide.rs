//! What an agreement says to a command.

use dars_vocabulary::{Actor, ActorKind, london_date};

use super::{
    Command, Event, Facts, Refusal, State,
    access::{reinstate, suspend, terminate},
    certificate::{accept, query, submit},
    conditions::meet,
    dates::caught_up,
    draft::draft_from,
    evolve,
    issue::issue,
    sign::sign,
    visible_to,
};

/// The events of `command`, or why not.
///
/// People's commands and approvals are decided on what the dates have made true, told or not; what is untold is told
/// with them.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let today = london_date(facts.now);
    match command {
        Command::Draft(approved) => {
            system(&facts.actor)?;
            let (now, mut events) = caught_up(state, today);
            let drafted = draft_from(&now, approved)?;
            if drafted.is_empty() {
                return Ok(drafted);
            }
            events.extend(drafted);
            Ok(events)
        }
        Command::DatesPassed => {
            system(&facts.actor)?;
            Ok(caught_up(state, today).1)
        }
        Command::Issue { document, sha256 } => {
            by_a_person(state, facts, |now| issue(now, document, sha256, facts).map(|event| vec![event]))
        }
        Command::Sign { sha256, side, organisation } => {
            by_a_person(state, facts, |now| sign(now, &sha256, side, organisation, facts))
        }
        Command::Suspend { reason, note } => {
            by_a_person(state, facts, |now| suspend(now, reason, note, facts).map(|event| vec![event]))
        }
        Command::Reinstate { reason } => {
            by_a_person(state, facts, |now| reinstate(now, reason, facts).map(|event| vec![event]))
        }
        Command::Terminate { reason, note } => {
            by_a_person(state, facts, |now| terminate(now, reason, note, facts).map(|event| vec![event]))
        }
        Command::MeetCondition { number, evidence } => {
            by_a_person(state, facts, |now| meet(now, number, evidence, facts).map(|event| vec![event]))
        }
        Command::SubmitCertificate(declaration) => {
            by_a_person(state, facts, |now| submit(now, declaration, facts).map(|event| vec![event]))
        }
        Command::AcceptCertificate { certificate } => {
            by_a_person(state, facts, |now| accept(now, &certificate, facts).map(|event| vec![event]))
        }
        Command::QueryCertificate { certificate, text } => {
            by_a_person(state, facts, |now| query(now, &certificate, text, facts).map(|event| vec![event]))
        }
    }
}

fn system(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

/// A stranger learns nothing, not even that the agreement exists.
fn by_a_person(
    state: &State,
    facts: &Facts,
    what: impl FnOnce(&State) -> Result<Vec<Event>, Refusal>,
) -> Result<Vec<Event>, Refusal> {
    match facts.actor.kind {
        ActorKind::Public => return Err(Refusal::SignInNeeded),
        ActorKind::Machine | ActorKind::System => return Err(Refusal::PersonNeeded),
        ActorKind::Person => {}
    }
    let today = london_date(facts.now);
    let (now, mut events) = caught_up(state, today);
    if matches!(now, State::Absent) || !visible_to(&now, &facts.actor, &facts.organisations()) {
        return Err(Refusal::NotFound);
    }
    let done = what(&now)?;
    if done.is_empty() {
        return Ok(done);
    }
    // What it brings about on this very day: the last signature of a version that has begun, the last certificate.
    let follows = done.iter().try_fold(now, evolve).map(|after| caught_up(&after, today).1).unwrap_or_default();
    events.extend(done);
    events.extend(follows);
    Ok(events)
}
