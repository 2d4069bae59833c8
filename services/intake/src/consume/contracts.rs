//! What `contracts` tells of agreements, and of the framework contracts that the rules ask for.

use dars_bus::{HearError, Told, aggregate::execute};
use dars_intake_domain::application::{AgreementStage, Command, Term};
use dars_messages::facts::contracts::{
    AgreementActivatedV1, AgreementClosedV1, AgreementDraftedV1, AgreementExpiredV1, AgreementExpiringV1,
    AgreementIssuedV1, AgreementReinstatedV1, AgreementSignatureRecordedV1, AgreementSignedV1, AgreementSupersededV1,
    AgreementSuspendedV1, AgreementTerminatedV1, AgreementVoidedV1, ContractsRedactedV1, DataReleasedV1,
    DestructionDueV1, FrameworkContractActivatedV1, FrameworkContractEndedV1,
};
use dars_messages::requests::intake::Occasion;
use dars_rules::FrameworkCover;
use dars_vocabulary::DocumentVersion;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::Heard;
use crate::{handle::Application, store};

/// Notes it on the application, or in the lookup of framework contracts.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<Heard, HearError> {
    if told.is::<ContractsRedactedV1>() {
        // Nothing that intake hears of contracts has content.
        told.read::<ContractsRedactedV1>()?;
        return Ok(Heard::Quietly);
    }
    if told.is::<FrameworkContractActivatedV1>() {
        let FrameworkContractActivatedV1 { contract, organisation, start, end } = told.read()?;
        store::framework_contracts::activated(tx, &FrameworkCover { contract, organisation, start, end }).await?;
        return Ok(Heard::Quietly);
    }
    if told.is::<FrameworkContractEndedV1>() {
        let FrameworkContractEndedV1 { contract, organisation, ended_on, .. } = told.read()?;
        store::framework_contracts::ended(tx, &contract, &organisation, ended_on).await?;
        return Ok(Heard::Quietly);
    }
    if told.is::<DataReleasedV1>() {
        let DataReleasedV1 { nic, released_on, .. } = told.read()?;
        // The lead is asked once, however many releases there are, in whichever order they are told.
        if let Some((lead, organisation)) = store::applications::lead(tx, &nic).await? {
            let sector = store::organisations::sector(tx, &organisation).await?;
            store::feedback::ask(tx, lead, nic.as_str(), Occasion::FirstRelease, sector, released_on).await?;
        }
        return Ok(Heard::Quietly);
    }
    let command = match beginning(told)? {
        Some(command) => Some(command),
        None => ending(told)?,
    };
    let Some(command) = command else { return Ok(Heard::Unknown) };
    execute::<Application>(tx, &super::meta(told), &told.reference, None, command).await?;
    Ok(Heard::Step)
}

fn at(version: DocumentVersion, stage: AgreementStage) -> Command {
    Command::NoteAgreement { version, stage, term: None }
}

fn lasting(version: DocumentVersion, stage: AgreementStage, start: Date, end: Date) -> Command {
    Command::NoteAgreement { version, stage, term: Some(Term { start, end }) }
}

/// Until it is in force.
fn beginning(told: &Told) -> Result<Option<Command>, HearError> {
    Ok(Some(if told.is::<AgreementDraftedV1>() {
        at(told.read::<AgreementDraftedV1>()?.version, AgreementStage::Draft)
    } else if told.is::<AgreementIssuedV1>() {
        let fact: AgreementIssuedV1 = told.read()?;
        lasting(fact.version, AgreementStage::IssuedForSignature, fact.start, fact.end)
    } else if told.is::<AgreementSignatureRecordedV1>() {
        at(told.read::<AgreementSignatureRecordedV1>()?.version, AgreementStage::PartSigned)
    } else if told.is::<AgreementSignedV1>() {
        let fact: AgreementSignedV1 = told.read()?;
        lasting(fact.version, AgreementStage::Signed, fact.start, fact.end)
    } else if told.is::<AgreementActivatedV1>() {
        let fact: AgreementActivatedV1 = told.read()?;
        lasting(fact.version, AgreementStage::Active, fact.start, fact.end)
    } else if told.is::<AgreementVoidedV1>() {
        at(told.read::<AgreementVoidedV1>()?.version, AgreementStage::Void)
    } else {
        return Ok(None);
    }))
}

/// From its first day in force to its end.
fn ending(told: &Told) -> Result<Option<Command>, HearError> {
    Ok(Some(if told.is::<AgreementExpiringV1>() {
        at(told.read::<AgreementExpiringV1>()?.version, AgreementStage::Expiring)
    } else if told.is::<AgreementExpiredV1>() {
        at(told.read::<AgreementExpiredV1>()?.version, AgreementStage::Expired)
    } else if told.is::<AgreementSuspendedV1>() {
        Command::NoteSuspension { version: told.read::<AgreementSuspendedV1>()?.version, suspended: true }
    } else if told.is::<AgreementReinstatedV1>() {
        Command::NoteSuspension { version: told.read::<AgreementReinstatedV1>()?.version, suspended: false }
    } else if told.is::<AgreementTerminatedV1>() {
        at(told.read::<AgreementTerminatedV1>()?.version, AgreementStage::Terminated)
    } else if told.is::<AgreementSupersededV1>() {
        at(told.read::<AgreementSupersededV1>()?.version, AgreementStage::Superseded)
    } else if told.is::<DestructionDueV1>() {
        at(told.read::<DestructionDueV1>()?.version, AgreementStage::DestructionDue)
    } else if told.is::<AgreementClosedV1>() {
        at(told.read::<AgreementClosedV1>()?.version, AgreementStage::Closed)
    } else {
        return Ok(None);
    }))
}
