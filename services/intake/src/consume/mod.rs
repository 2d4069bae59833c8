//! Step 1b: facts of other owners into commands.

mod contracts;
mod notification;
mod redaction;
mod review;

use async_trait::async_trait;
use dars_bus::{Hear, HearError, Meta, Told, technical};
use dars_messages::Owner;
use dars_vocabulary::Actor;
use sqlx::PgConnection;

use crate::store;

/// What a fact was to intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heard {
    /// A step of a request.
    Step,
    /// Something to know, and no step.
    Quietly,
    /// Nothing that intake hears.
    Unknown,
}

/// What intake does with what it hears.
#[derive(Debug)]
pub struct Ears;

#[async_trait]
impl Hear for Ears {
    async fn hear(&self, tx: &mut PgConnection, told: &Told) -> Result<(), HearError> {
        let heard = match told.owner {
            Owner::Review => review::hear(tx, told).await?,
            Owner::Contracts => contracts::hear(tx, told).await?,
            Owner::Notification => notification::hear(tx, told).await?,
            Owner::Intake | Owner::Register | Owner::Portal => Heard::Unknown,
        };
        match heard {
            Heard::Step => {
                store::timeline::add(tx, &told.reference, told.time, told.owner.name(), &told.name).await?;
                Ok(())
            }
            Heard::Quietly => Ok(()),
            Heard::Unknown => Err(HearError::Reject { code: "not-understood".to_owned() }),
        }
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
