//! Attachments: which files they hold, and what waits because the scanner found something or is away.

use dars_bus::{Aggregate as _, StoreError};
use dars_intake_domain::attachment::{Event, Scan, State};
use dars_vocabulary::StaffRole;
use sqlx::PgConnection;

use crate::{
    handle::Attachments,
    store::{
        files,
        tasks::{self, Audience, NewTask},
    },
};

/// What waits because of the scanner itself is no application's.
const SCANNER: (&str, &str) = ("scanner", "clamd");

/// Keeps files and tasks in step.
pub async fn keep(tx: &mut PgConnection, nic: &str, state: &State, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        match event {
            Event::AttachmentAdded { number, file, .. } => {
                let sha256 = file.open().and_then(|file| bytes(&file.sha256));
                let sha256 = sha256.ok_or_else(|| StoreError::corrupt("attachments", "sha256", nic, "is no hash"))?;
                files::attach(tx, nic, *number, &sha256).await?;
            }
            Event::AttachmentRemoved { number, .. } => release(tx, nic, state, Some(*number)).await?,
            // What is harmful was emptied with the verdict; which attachments held it is still worth knowing.
            Event::AttachmentRefused { .. }
            | Event::AttachmentPassed { .. }
            | Event::AttachmentExplained { .. }
            | Event::TextExplained { .. }
            | Event::AttachmentsHandedIn { .. } => {}
        }
    }
    if events.is_empty() {
        // Redacted: the bytes go with the name.
        release(tx, nic, state, None).await?;
    }
    tasks::replace(tx, Attachments::KIND, nic, &waiting(nic, state)).await
}

/// Lets go of the bytes that no longer need to be kept: of one attachment, or of all.
async fn release(tx: &mut PgConnection, nic: &str, state: &State, only: Option<u32>) -> Result<(), StoreError> {
    let gone = state
        .attachments()
        .iter()
        .filter(|known| only.is_none_or(|only| known.number == only))
        .filter(|known| !state.keeps(known) && (known.scan != Scan::Harmful || known.file.open().is_none()));
    for known in gone {
        files::release(tx, nic, known.number).await?;
    }
    Ok(())
}

/// A refused file waits for its uploader until it is removed.
fn waiting(nic: &str, state: &State) -> Vec<NewTask> {
    state
        .attachments()
        .iter()
        .filter(|known| known.scan == Scan::Harmful && known.removed_on.is_none())
        .map(|known| NewTask {
            what: "replace-attachment",
            title: format!("Replace attachment {}: the virus scanner refused it", known.number),
            due_on: None,
            path: format!("/applications/{nic}/attachments"),
            audience: Audience::Person(known.added_by),
        })
        .collect()
}

/// An operator is to look after the scanner.
pub async fn scanner_is_away(tx: &mut PgConnection) -> Result<(), StoreError> {
    let task = NewTask {
        what: "mend-scanner",
        title: "The virus scanner does not answer: attachments wait in quarantine".to_owned(),
        due_on: None,
        path: "/operations/outbox".to_owned(),
        audience: Audience::Role(StaffRole::Operator),
    };
    tasks::replace(tx, SCANNER.0, SCANNER.1, &[task]).await
}

/// It answered again.
pub async fn scanner_is_back(tx: &mut PgConnection) -> Result<(), StoreError> {
    tasks::replace(tx, SCANNER.0, SCANNER.1, &[]).await
}

/// A hash out of its hex.
pub fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok());
    pairs.collect::<Option<Vec<u8>>>().filter(|bytes| bytes.len() == 32)
}
