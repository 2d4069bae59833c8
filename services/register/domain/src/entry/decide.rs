//! What an entry says to a command.

use dars_vocabulary::{Actor, ActorKind, DocumentVersion, Nic, StaffRole, london_date};
use jiff::Timestamp;

use super::{Access, Command, Ending, Entry, Event, Heard, News, Refusal, State, Version};
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
            Ok(receive(state, entry, facts))
        }
        Command::Hear { nic, version, news } => {
            system(&facts.actor)?;
            Ok(hear(state, &nic, version, news, facts))
        }
        Command::Publish { version, no_personal_names } => {
            publisher(&facts.actor)?;
            publish(state, version, no_personal_names, facts)
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

fn receive(state: &State, entry: Entry, facts: &Facts) -> Vec<Event> {
    let (nic, version) = (entry.nic.clone(), entry.version);
    let in_force = match state.version(version) {
        None => false,
        Some(Version::Awaited { heard }) => heard.in_force,
        // Told twice: what was issued never changes.
        Some(Version::Held { .. } | Version::Pending { .. } | Version::Published { .. }) => return Vec::new(),
    };
    let mut events = vec![Event::VersionReceived(entry)];
    events.extend(in_force.then(|| pending(&nic, version, facts)));
    events
}

fn pending(nic: &Nic, version: DocumentVersion, facts: &Facts) -> Event {
    Event::EntryPending { nic: nic.clone(), version, since: Some(london_date(facts.now)) }
}

/// What is told is kept once, at whatever stage the version is.
fn hear(state: &State, nic: &Nic, version: DocumentVersion, news: News, facts: &Facts) -> Vec<Event> {
    let known = state.version(version);
    let silence = Heard::default();
    let heard = known.map_or(&silence, Version::heard);
    let nic = nic.clone();
    match news {
        News::InForce { start } => {
            if heard.in_force {
                return Vec::new();
            }
            // Signed after its first day, it is in force from that day on and not before.
            let from = Some(start.max(london_date(facts.now)));
            let waits = matches!(known, Some(Version::Held { .. })).then(|| pending(&nic, version, facts));
            [Event::InForceNoted { nic, version, from }].into_iter().chain(waits).collect()
        }
        News::Ended { how, ended_on } => {
            let noted = match how {
                Ending::Expired => heard.expired_on,
                Ending::Terminated => heard.terminated_on,
            };
            if noted.is_some() {
                return Vec::new();
            }
            let told = matches!(known, Some(Version::Published { end_told: None, .. })).then(|| Event::EntryEnded {
                nic: nic.clone(),
                version,
                ended_on,
            });
            [Event::EndNoted { nic, version, ended_on, how }].into_iter().chain(told).collect()
        }
        News::Superseded { by } => once(heard.superseded_by.is_some(), Event::SupersededNoted { nic, version, by }),
        News::Closed { closed_on } => once(heard.closed_on.is_some(), Event::ClosedNoted { nic, version, closed_on }),
        News::Suspended => access(heard, nic, version, true, facts),
        News::Reinstated => access(heard, nic, version, false, facts),
        News::Released(release) => {
            once(heard.releases.contains_key(&release.release), Event::ReleaseNoted { nic, version, release })
        }
    }
}

fn once(known: bool, event: Event) -> Vec<Event> {
    if known { Vec::new() } else { vec![event] }
}

/// An older word does not undo a newer one; of the same moment, the later heard counts.
fn access(heard: &Heard, nic: Nic, version: DocumentVersion, suspended: bool, facts: &Facts) -> Vec<Event> {
    let at = facts.now;
    match heard.access {
        Some(Access { at: known, .. }) if at < known => Vec::new(),
        Some(known) if known == (Access { suspended, at }) => Vec::new(),
        Some(_) | None => vec![Event::AccessNoted { nic, version, suspended, at }],
    }
}

fn publish(
    state: &State,
    version: Option<DocumentVersion>,
    no_personal_names: bool,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let State::Known(known) = state else { return Err(Refusal::NotFound) };
    let chosen = match version {
        Some(version) => version,
        None => known.newest_pending().ok_or_else(|| nothing_waits(state))?,
    };
    let (entry, heard) = match known.versions.get(&chosen) {
        None => return Err(Refusal::NotFound),
        Some(Version::Awaited { .. } | Version::Held { .. }) => return Err(Refusal::NotInForce),
        Some(Version::Published { .. }) => return Err(Refusal::AlreadyPublished),
        Some(Version::Pending { entry, heard, .. }) => (entry, heard),
    };
    let document = entry.document.open().ok_or(Refusal::ContentRedacted)?;
    let findings = v33(document, no_personal_names, &facts.catalogue);
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet(findings));
    }
    let (nic, version) = (entry.nic.clone(), chosen);
    let published_on = london_date(facts.now);
    let ended = heard.ended_on().map(|ended_on| Event::EntryEnded { nic: nic.clone(), version, ended_on });
    let published = Event::EntryPublished { nic, version, published_on, published_by: facts.actor.id };
    Ok([published].into_iter().chain(ended).collect())
}

fn nothing_waits(state: &State) -> Refusal {
    let published = state.versions().any(|(_, version)| matches!(version, Version::Published { .. }));
    if published { Refusal::AlreadyPublished } else { Refusal::NotInForce }
}
