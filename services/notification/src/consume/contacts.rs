//! Names and addresses: kept as they are newest, forgotten when their owner empties them.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{EnquirerContactV1, InvitationContactV1, PersonContactV1};
use sqlx::PgConnection;

use super::invitations;
use crate::store;

/// Keeps or forgets a contact; false when this is none that notification hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let person = told.is_contact::<PersonContactV1>();
    let invitation = told.is_contact::<InvitationContactV1>();
    if !person && !invitation && !told.is_contact::<EnquirerContactV1>() {
        return Ok(false);
    }
    if told.body.is_empty() || told.body.as_ref() == b"null" {
        if invitation {
            invitations::over(tx, &told.reference).await?;
        }
        store::contacts::forget(tx, &told.reference).await?;
        store::mails::empty_to(tx, &told.reference).await?;
        return Ok(true);
    }
    if invitation {
        invitations::open(tx, told).await?;
        return Ok(true);
    }
    let (id, name, email) = if person {
        let contact: PersonContactV1 = told.read()?;
        (contact.person.to_string(), contact.name, contact.email)
    } else {
        let contact: EnquirerContactV1 = told.read()?;
        (contact.enquiry.to_string(), contact.name, contact.email)
    };
    store::contacts::keep(tx, &id, &name, &email).await?;
    Ok(true)
}
