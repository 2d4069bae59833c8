//! What `contracts` tells of agreements; an entry takes it in any order.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_messages::facts::contracts::{
    AgreementActivatedV1, AgreementExpiredV1, AgreementVersionV1, ContractsRedactedV1,
};
use dars_register_domain::entry::{Command, Entry as Version};
use dars_vocabulary::Sealed;
use sqlx::PgConnection;

use super::redaction;
use crate::{handle::Entry, store};

/// Notes it on the entry; false when this is no fact that register hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<AgreementVersionV1>() {
        receive(tx, told, told.read()?).await?;
    } else if told.is::<AgreementActivatedV1>() {
        let fact: AgreementActivatedV1 = told.read()?;
        note(tx, told, Command::AgreementInForce { nic: fact.nic, version: fact.version }).await?;
    } else if told.is::<AgreementExpiredV1>() {
        let fact: AgreementExpiredV1 = told.read()?;
        note(tx, told, Command::AgreementEnded { nic: fact.nic, version: fact.version, ended_on: fact.end }).await?;
    } else if told.is::<ContractsRedactedV1>() {
        let fact: ContractsRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

async fn note(tx: &mut PgConnection, told: &Told, command: Command) -> Result<(), HearError> {
    execute::<Entry>(tx, &super::meta(told), &told.reference, None, command).await?;
    Ok(())
}

/// Keeps an issued version, and where in the journal its content stands.
async fn receive(tx: &mut PgConnection, told: &Told, fact: AgreementVersionV1) -> Result<(), HearError> {
    let AgreementVersionV1 { nic, version, sha256, document } = fact;
    // What was redacted before it came here leaves the public hash of the version.
    let document =
        document.map_or_else(|| Sealed::Redacted(sha256.clone()), |document| Sealed::Open(Box::new(document)));
    let command = Command::ReceiveVersion(Version { nic: nic.clone(), version, sha256, document });
    let done = execute::<Entry>(tx, &super::meta(told), nic.as_str(), None, command).await?;
    if !done.events.is_empty() {
        // The version comes first; that the entry is pending may follow it at once.
        let after = i64::try_from(done.events.len()).unwrap_or(0) - 1;
        store::derived_entries::keep(tx, told.event_id, nic.as_str(), done.saved.chain_length - after).await?;
    }
    Ok(())
}
