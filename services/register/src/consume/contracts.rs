//! What `contracts` tells of agreements; an entry takes it in any order.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_messages::facts::contracts::{
    AgreementActivatedV1, AgreementClosedV1, AgreementExpiredV1, AgreementReinstatedV1, AgreementSupersededV1,
    AgreementSuspendedV1, AgreementTerminatedV1, AgreementVersionV1, ContractsRedactedV1, DataReleasedV1,
};
use dars_register_domain::entry::{Command, Ending, Entry as Issued, News, Release};
use dars_vocabulary::{DocumentVersion, Nic, Sealed};
use sqlx::PgConnection;

use super::redaction;
use crate::{handle::Entry, store};

/// Notes it on the entry; false when this is no fact that register hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if told.is::<AgreementVersionV1>() {
        receive(tx, told, told.read()?).await?;
        return Ok(true);
    }
    if told.is::<ContractsRedactedV1>() {
        let fact: ContractsRedactedV1 = told.read()?;
        redaction::empty(tx, told, &fact.events).await?;
        return Ok(true);
    }
    let Some((nic, version, news)) = news(told)? else { return Ok(false) };
    execute::<Entry>(tx, &super::meta(told), &told.reference, None, Command::Hear { nic, version, news }).await?;
    Ok(true)
}

/// What a fact says of a version. Reasons stay where they were told.
fn news(told: &Told) -> Result<Option<(Nic, DocumentVersion, News)>, HearError> {
    let said = if told.is::<AgreementActivatedV1>() {
        let fact: AgreementActivatedV1 = told.read()?;
        (fact.nic, fact.version, News::InForce { start: fact.start })
    } else if told.is::<AgreementExpiredV1>() {
        let fact: AgreementExpiredV1 = told.read()?;
        (fact.nic, fact.version, News::Ended { how: Ending::Expired, ended_on: fact.end })
    } else if told.is::<AgreementTerminatedV1>() {
        let fact: AgreementTerminatedV1 = told.read()?;
        (fact.nic, fact.version, News::Ended { how: Ending::Terminated, ended_on: fact.ended_on })
    } else if told.is::<AgreementSupersededV1>() {
        let fact: AgreementSupersededV1 = told.read()?;
        (fact.nic, fact.version, News::Superseded { by: fact.by })
    } else if told.is::<AgreementSuspendedV1>() {
        let fact: AgreementSuspendedV1 = told.read()?;
        (fact.nic, fact.version, News::Suspended)
    } else if told.is::<AgreementReinstatedV1>() {
        let fact: AgreementReinstatedV1 = told.read()?;
        (fact.nic, fact.version, News::Reinstated)
    } else if told.is::<AgreementClosedV1>() {
        let fact: AgreementClosedV1 = told.read()?;
        (fact.nic, fact.version, News::Closed { closed_on: fact.closed_on })
    } else if told.is::<DataReleasedV1>() {
        let fact: DataReleasedV1 = told.read()?;
        let DataReleasedV1 { nic, version, release, dataset, kind, file_count, opt_outs_applied, released_on } = fact;
        let release = Release { release, dataset, kind, file_count, opt_outs_applied, released_on };
        (nic, version, News::Released(release))
    } else {
        return Ok(None);
    };
    Ok(Some(said))
}

/// Keeps an issued version, and where in the journal its content stands.
async fn receive(tx: &mut PgConnection, told: &Told, fact: AgreementVersionV1) -> Result<(), HearError> {
    let AgreementVersionV1 { nic, version, sha256, document } = fact;
    // What was redacted before it came here leaves the public hash of the version.
    let document =
        document.map_or_else(|| Sealed::Redacted(sha256.clone()), |document| Sealed::Open(Box::new(document)));
    let command = Command::ReceiveVersion(Issued { nic: nic.clone(), version, sha256, document });
    let done = execute::<Entry>(tx, &super::meta(told), nic.as_str(), None, command).await?;
    if !done.events.is_empty() {
        // The version comes first; that the entry is pending may follow it at once.
        let after = i64::try_from(done.events.len()).unwrap_or(0) - 1;
        store::derived_entries::keep(tx, told.event_id, nic.as_str(), done.saved.chain_length - after).await?;
    }
    Ok(())
}
