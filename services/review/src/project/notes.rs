//! Notes into their list.

use dars_bus::{Loaded, Meta, StoreError};
use dars_review_domain::case::{Event, State, event};
use sqlx::PgConnection;

use crate::store::{self, notes::Note};

/// Keeps the notes among the newest `events`, each with the journal entry that holds it.
pub async fn keep(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    saved: &Loaded<State>,
    events: &[Event],
) -> Result<(), StoreError> {
    let before = saved.chain_length - i64::try_from(events.len()).unwrap_or_default();
    for (entry, event) in (before + 1..).zip(events) {
        if let Event::NoteAdded(event::NoteAdded { number, text, by, .. }) = event {
            let number = i32::try_from(*number).unwrap_or(i32::MAX);
            let note = Note { number, by: by.0, at: meta.now, text: text.open().cloned() };
            store::notes::keep(tx, reference, entry, &note).await?;
        }
    }
    Ok(())
}
