//! Organisations and memberships into their lookups.

use dars_bus::StoreError;
use dars_intake_domain::organisation::Event;
use sqlx::PgConnection;

use crate::store;

/// Keeps the lookups in step.
pub async fn keep(tx: &mut PgConnection, events: &[Event]) -> Result<(), StoreError> {
    for event in events {
        match event {
            Event::OrganisationRegistered { organisation, name, organisation_type } => {
                store::organisations::keep(tx, organisation.as_str(), name, organisation_type.code()).await?;
            }
            Event::MembershipGranted { organisation, person, roles, from, until, .. } => {
                store::memberships::keep(tx, *person, organisation, roles, *from, *until).await?;
            }
            // Read from the organisation's state where it is needed; told to those who check signatures.
            Event::SigningAuthorityConfirmed { .. } => {}
        }
    }
    Ok(())
}
