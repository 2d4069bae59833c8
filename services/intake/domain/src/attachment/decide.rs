//! Whether what is asked of the attachments of an application may happen.

use dars_rules::policy;
use dars_vocabulary::{ActorKind, DocumentVersion, FieldError, Nic, Sealed, calendar::london_date};

use super::{Checked, Command, Event, Facts, PlacedText, Refusal, Scan, State, explain, findings};
use crate::{application, rules::text};

/// The events that follow from `command`; none when it was so already.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Add(checked) => add(state, facts, checked),
        Command::Remove { number } => remove(state, facts, number),
        Command::ExplainFile { number, reason, note } => explain::file(state, facts, number, reason, note),
        Command::ExplainText { field, reason, note } => explain::text(state, facts, &field, reason, note),
        Command::NoteScan { sha256, harmful } => {
            system(facts)?;
            Ok(scanned(state, facts, &sha256, harmful))
        }
        Command::NoteSubmitted { version, sha256, texts } => {
            system(facts)?;
            submitted(state, version, sha256, &texts)
        }
    }
}

fn system(facts: &Facts) -> Result<(), Refusal> {
    if facts.of_it.actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

/// The application's reference, for those who may write it now.
pub(super) fn written(facts: &Facts) -> Result<Nic, Refusal> {
    application::may_save(&facts.application, &facts.of_it)?;
    let Some(application) = facts.application.application() else { return Err(application::Refusal::Unknown.into()) };
    Ok(application.nic.clone())
}

/// Whether the caller may add another file now.
pub fn may_add(state: &State, facts: &Facts) -> Result<(), Refusal> {
    written(facts)?;
    let most = policy::ATTACHMENTS.value;
    if state.standing().count() >= most as usize { Err(Refusal::TooMany { most }) } else { Ok(()) }
}

fn add(state: &State, facts: &Facts, checked: Checked) -> Result<Vec<Event>, Refusal> {
    let nic = written(facts)?;
    may_add(state, facts)?;
    let Checked { file, size, format, text, numbers, scan } = checked;
    if scan == Scan::Harmful {
        return Err(Refusal::Harmful);
    }
    let errors: Vec<FieldError> = text::line("/name", &file.name).into_iter().collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    let is_same = |known: &&super::Attachment| known.file.open().is_some_and(|other| other.sha256 == file.sha256);
    if state.standing().any(|known| is_same(&known)) {
        return Err(Refusal::ThereAlready);
    }
    let newest = state.attachments().iter().map(|known| known.number).max().unwrap_or_default();
    Ok(vec![Event::AttachmentAdded {
        nic,
        number: newest.saturating_add(1),
        added_on: london_date(facts.of_it.now),
        added_by: facts.of_it.actor.id,
        format,
        size,
        text,
        numbers,
        scan,
        file: Sealed::Open(file),
    }])
}

fn remove(state: &State, facts: &Facts, number: u32) -> Result<Vec<Event>, Refusal> {
    let nic = written(facts)?;
    let known = state.attachment(number).ok_or(Refusal::Unknown)?;
    if known.removed_on.is_some() {
        return Err(Refusal::Removed);
    }
    let removed_on = london_date(facts.of_it.now);
    Ok(vec![Event::AttachmentRemoved { nic, number, removed_on, removed_by: facts.of_it.actor.id }])
}

/// Wherever these bytes wait, they wait no longer.
fn scanned(state: &State, facts: &Facts, sha256: &str, harmful: bool) -> Vec<Event> {
    let scanned_on = london_date(facts.of_it.now);
    let Some(folder) = state.folder() else { return Vec::new() };
    let waits = |known: &&super::Attachment| match known.scan {
        Scan::Waiting | Scan::NotScanned => known.file.open().is_some_and(|file| file.sha256 == sha256),
        Scan::Passed | Scan::Harmful => false,
    };
    let said = |known: &super::Attachment| {
        let (nic, number) = (folder.nic.clone(), known.number);
        if harmful {
            Event::AttachmentRefused { nic, number, scanned_on }
        } else {
            Event::AttachmentPassed { nic, number, scanned_on }
        }
    };
    folder.attachments.iter().filter(waits).map(said).collect()
}

fn submitted(
    state: &State,
    version: DocumentVersion,
    sha256: String,
    texts: &[PlacedText],
) -> Result<Vec<Event>, Refusal> {
    let findings = findings(state, texts);
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet { findings });
    }
    let Some(folder) = state.folder() else { return Ok(Vec::new()) };
    if folder.handed_in.iter().any(|known| known.version == version) {
        return Ok(Vec::new());
    }
    let attachments = state.standing().map(|known| known.number).collect();
    Ok(vec![Event::AttachmentsHandedIn { nic: folder.nic.clone(), version, sha256, attachments }])
}
