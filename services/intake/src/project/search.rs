//! Names and titles into what is searched.

use dars_bus::{Loaded, StoreError};
use dars_intake_domain::{application, organisation};
use sqlx::PgConnection;

use crate::store;

/// Keeps the names that the newest `events` told, each with the journal entry that holds it.
pub async fn organisation(
    tx: &mut PgConnection,
    saved: &Loaded<organisation::State>,
    events: &[organisation::Event],
) -> Result<(), StoreError> {
    let before = saved.chain_length - i64::try_from(events.len()).unwrap_or_default();
    for (entry, event) in (before + 1..).zip(events) {
        if let organisation::Event::OrganisationRegistered { organisation, name, .. }
        | organisation::Event::OrganisationRenamed { organisation, name, .. } = event
        {
            store::search::keep_organisation(tx, organisation.as_str(), name).await?;
        }
        if let organisation::Event::MembershipGranted { organisation, person, contact, .. } = event {
            let name = contact.open().map(|contact| contact.name.as_str());
            store::search::keep_person(tx, person.0, organisation.as_str(), entry, name).await?;
        }
    }
    Ok(())
}

/// Keeps the title of what was handed in last; none once it is redacted.
pub async fn application(tx: &mut PgConnection, reference: &str, state: &application::State) -> Result<(), StoreError> {
    let content = state.case().and_then(|case| case.submission.content.open());
    store::search::keep_title(tx, reference, content.and_then(|content| content.title.as_deref())).await
}
