//! Step 1b: facts of other owners into commands and copies.

mod contracts;
mod intake;
mod notification;

use async_trait::async_trait;
use dars_bus::{Hear, HearError, Meta, Told, technical};
use dars_messages::Owner;
use dars_vocabulary::Actor;
use sqlx::PgConnection;

/// What review does with what it hears.
#[derive(Debug)]
pub struct Ears;

#[async_trait]
impl Hear for Ears {
    async fn hear(&self, tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
        let heard = match told.owner {
            Owner::Intake => intake::hear(tx, told).await?,
            Owner::Notification => notification::hear(tx, told).await?,
            Owner::Contracts => contracts::hear(tx, told).await?,
            Owner::Review | Owner::Register | Owner::Portal => false,
        };
        if heard { Ok(()) } else { Err(HearError::Reject { code: "not-understood".to_owned() }) }
    }
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
