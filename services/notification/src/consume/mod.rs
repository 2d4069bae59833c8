//! Step 1b: facts and contacts of other owners into occasions, plans and the directory.

mod access;
mod agreements;
mod applications;
mod contacts;
mod directory;
mod endings;
mod enquiries;
mod framework_contracts;
mod invitations;
mod notices;
mod review;

use async_trait::async_trait;
use dars_bus::{Hear, HearError, Meta, Told, aggregate::execute, technical};
use dars_messages::{
    Fact, OutgoingFamily, Owner,
    facts::{redacted_events, register::EntryPublishedV1},
};
use dars_notification_domain::{
    ladder::Ladder,
    plan::{Command, Edition, EndReason, Plan as Planned, State, Track},
};
use dars_vocabulary::{Actor, OrganisationId};
use serde::de::DeserializeOwned;
use sqlx::PgConnection;

use crate::{handle::Plan, occasion::Occasion, planning, store};

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
                    let events = redacted_events(&told.body).unwrap_or_default();
                    store::notices::forget(tx, &told.reference, &events).await?;
                    return Ok(());
                }
                notices::over(tx, told).await?;
                self.hear_fact(tx, told).await?
            }
        };
        if heard { Ok(()) } else { Err(HearError::Reject { code: "not-understood".to_owned() }) }
    }
}

impl Ears {
    async fn hear_fact(&self, tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
        let body = self.body.as_ref();
        match told.owner {
            Owner::Intake => Ok(directory::hear(tx, told).await?
                || enquiries::hear(tx, told).await?
                || applications::hear(tx, told).await?
                || notices::hear(tx, told).await?),
            Owner::Review => review::hear(tx, told).await,
            Owner::Contracts => Ok(framework_contracts::hear(tx, told, body).await?
                || agreements::hear(tx, told, body).await?
                || access::hear(tx, told).await?
                || endings::hear(tx, told).await?),
            // Understood; its mail (N26) comes with the register's editions.
            Owner::Register => Ok(read::<EntryPublishedV1>(told)?.is_some()),
            Owner::Notification | Owner::Portal => Ok(false),
        }
    }
}

/// The fact, if it is this one.
fn read<F: Fact + DeserializeOwned>(told: &Told) -> Result<Option<F>, HearError> {
    if told.is::<F>() { told.read().map(Some) } else { Ok(None) }
}

/// Keeps what a fact gives occasion to write, in the fact's own trade time.
async fn note(tx: &mut PgConnection, told: &Told, occasion: &Occasion) -> Result<(), HearError> {
    note_also(tx, told, "", occasion).await
}

/// The same for a further occasion of the same fact.
async fn note_also(tx: &mut PgConnection, told: &Told, which: &str, occasion: &Occasion) -> Result<(), HearError> {
    Ok(planning::note(tx, &format!("fact/{}{which}", told.event_id), told.event_id, told.time, occasion).await?)
}

/// Counts to a date; how the plan stands then.
async fn plan(tx: &mut PgConnection, told: &Told, plan: Planned) -> Result<State, HearError> {
    let key = plan.track.key();
    Ok(execute::<Plan>(tx, &meta(told), &key, None, Command::Plan(plan)).await?.saved.state)
}

/// Reminds no more of one thing.
async fn end(
    tx: &mut PgConnection,
    told: &Told,
    key: &str,
    edition: Option<Edition>,
    reason: EndReason,
) -> Result<(), HearError> {
    execute::<Plan>(tx, &meta(told), key, None, Command::End { edition, reason }).await?;
    Ok(())
}

/// Reminds no more of anything that these ladders count to.
async fn end_all(
    tx: &mut PgConnection,
    told: &Told,
    about: &str,
    ladders: &[Ladder],
    edition: Option<Edition>,
    reason: EndReason,
) -> Result<(), HearError> {
    let codes: Vec<String> = ladders.iter().map(|ladder| ladder.code().to_owned()).collect();
    for key in store::plans::running(tx, about, &codes).await? {
        end(tx, told, &key, edition, reason).await?;
    }
    Ok(())
}

/// It is settled up to an edition, planned or not.
async fn settle(tx: &mut PgConnection, told: &Told, track: Track, edition: Edition) -> Result<(), HearError> {
    let key = track.key();
    execute::<Plan>(tx, &meta(told), &key, None, Command::Settle { track, edition }).await?;
    Ok(())
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
