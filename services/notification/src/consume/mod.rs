//! Step 1b: facts and contacts of other owners into occasions, plans and the directory.

mod contacts;
mod contracts;
mod intake;
mod review;

use async_trait::async_trait;
use dars_bus::{Hear, HearError, Meta, Told, technical};
use dars_messages::{OutgoingFamily, Owner, facts::register::EntryPublishedV1};
use dars_vocabulary::{Actor, OrganisationId};
use sqlx::PgConnection;

use crate::{occasion::Occasion, planning, store};

/// What notification does with what it hears.
#[derive(Debug)]
pub struct Ears {
    /// The data body, which signs every agreement.
    pub body: Option<OrganisationId>,
}

#[async_trait]
impl Hear for Ears {
    async fn hear(&self, tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
        let heard = match told.family {
            OutgoingFamily::Contacts => contacts::hear(tx, told).await?,
            OutgoingFamily::Facts => {
                store::directory::lock(tx).await?;
                if told.name == "redacted" {
                    // Of others' content there is only what stands in mails that went out.
                    store::mails::empty_about(tx, &told.reference).await?;
                    return Ok(());
                }
                match told.owner {
                    Owner::Intake => intake::hear(tx, told).await?,
                    Owner::Review => review::hear(tx, told).await?,
                    Owner::Contracts => contracts::hear(tx, told, self.body.as_ref()).await?,
                    // Understood; its mail (N26) comes with the register's editions.
                    Owner::Register if told.is::<EntryPublishedV1>() => {
                        told.read::<EntryPublishedV1>().map(|_| true)?
                    }
                    Owner::Register | Owner::Notification | Owner::Portal => false,
                }
            }
        };
        if heard { Ok(()) } else { Err(HearError::Reject { code: "not-understood".to_owned() }) }
    }
}

/// Keeps what a fact gives occasion to write, in the fact's own trade time.
async fn note(tx: &mut PgConnection, told: &Told, occasion: &Occasion) -> Result<(), HearError> {
    Ok(planning::note(tx, &format!("fact/{}", told.event_id), told.event_id, told.time, occasion).await?)
}

/// A fact acts in trade time of its own: what it tells happened then.
fn meta(told: &Told) -> Meta {
    Meta {
        actor: Actor::system(told.owner.name()),
        now: told.time,
        technical_now: technical::now(),
        request_id: told.event_id,
        traceparent: told.traceparent.clone(),
    }
}
