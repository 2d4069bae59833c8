//! What an entry says to a command.

use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Nic, StaffRole, london_date};
use jiff::{Timestamp, civil::Date};

use super::{Awaited, Command, Entry, Event, Refusal, State};
use crate::rules::v33::v33;

/// What deciding needs besides the state.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The ids of the catalogue's data sets; read at publication (V33).
    pub catalogue: Vec<String>,
}

/// The events of `command`, or why not.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::ReceiveVersion(entry) => {
            system(&facts.actor)?;
            same_version(state, entry.version)?;
            Ok(receive(state, entry))
        }
        Command::AgreementInForce { nic, version } => {
            system(&facts.actor)?;
            same_version(state, version)?;
            Ok(in_force(state, nic, version))
        }
        Command::AgreementEnded { nic, version, ended_on } => {
            system(&facts.actor)?;
            same_version(state, version)?;
            Ok(ended(state, nic, version, ended_on))
        }
        Command::Publish { no_personal_names } => {
            publisher(&facts.actor)?;
            publish(state, no_personal_names, facts)
        }
    }
}

fn system(actor: &Actor) -> Result<(), Refusal> {
    if actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn publisher(actor: &Actor) -> Result<(), Refusal> {
    match actor.kind {
        ActorKind::Public => Err(Refusal::SignInNeeded),
        ActorKind::Machine | ActorKind::System => Err(Refusal::PersonNeeded),
        ActorKind::Person if actor.is_staff(StaffRole::RegisterPublisher) => Ok(()),
        // What is not published yet is not even known outside the staff.
        ActorKind::Person if actor.is_any_staff() => Err(Refusal::PublisherNeeded),
        ActorKind::Person => Err(Refusal::NotFound),
    }
}

/// An agreement has one version for now; another one would overwrite an entry and is refused, not guessed.
fn same_version(state: &State, version: DocumentVersion) -> Result<(), Refusal> {
    match state.version() {
        Some(known) if known != version => Err(Refusal::AnotherVersion),
        Some(_) | None => Ok(()),
    }
}

fn receive(state: &State, entry: Entry) -> Vec<Event> {
    match state {
        State::Absent => vec![Event::VersionReceived(entry)],
        State::Awaited(awaited) => {
            let pending = Event::EntryPending { nic: entry.nic.clone(), version: entry.version };
            let mut events = vec![Event::VersionReceived(entry)];
            events.extend(awaited.in_force.then_some(pending));
            events
        }
        State::Held(_) | State::Pending(_) | State::Published(_) => Vec::new(),
    }
}

fn in_force(state: &State, nic: Nic, version: DocumentVersion) -> Vec<Event> {
    match state {
        State::Held(_) => vec![Event::EntryPending { nic, version }],
        State::Pending(_) | State::Published(_) | State::Awaited(Awaited { in_force: true, .. }) => Vec::new(),
        State::Absent | State::Awaited(Awaited { in_force: false, .. }) => vec![Event::InForceNoted { nic, version }],
    }
}

fn ended(state: &State, nic: Nic, version: DocumentVersion, ended_on: Date) -> Vec<Event> {
    if state.ended_on().is_some() {
        return Vec::new();
    }
    match state {
        State::Absent | State::Awaited(_) | State::Held(_) | State::Pending(_) => {
            vec![Event::EndNoted { nic, version, ended_on }]
        }
        State::Published(_) => vec![Event::EntryEnded { nic, version, ended_on }],
    }
}

fn publish(state: &State, no_personal_names: bool, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let pending = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Awaited(_) | State::Held(_) => return Err(Refusal::NotInForce),
        State::Pending(pending) => pending,
        State::Published(_) => return Err(Refusal::AlreadyPublished),
    };
    let document = pending.entry.document.open().ok_or(Refusal::ContentRedacted)?;
    let findings = v33(document, no_personal_names, &facts.catalogue);
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet(findings));
    }
    let (nic, version) = (&pending.entry.nic, pending.entry.version);
    let mut events = vec![Event::EntryPublished {
        nic: nic.clone(),
        version,
        published_on: london_date(facts.now),
        published_by: facts.actor.id,
    }];
    events.extend(pending.ended_on.map(|ended_on| Event::EntryEnded { nic: nic.clone(), version, ended_on }));
    Ok(events)
}
