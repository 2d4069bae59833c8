//! What `contracts` tells of how agreements end (N29), and of what is destroyed then (N21).

use dars_bus::{HearError, Told};
use dars_messages::facts::contracts::{
    AgreementClosedV1, AgreementExpiredV1, AgreementSupersededV1, AgreementTerminatedV1, AgreementVoidedV1,
    CertificateAcceptedV1, CertificateQueriedV1, CertificateSubmittedV1, DestructionDueV1, DestructionOverdueV1,
};
use dars_notification_domain::{
    ladder::Ladder,
    mail::{EndingNews, News},
    plan::{Edition, EndReason, Plan},
    recipients::{Of, Who},
};
use dars_vocabulary::{DocumentVersion, Nic};
use sqlx::PgConnection;

use super::{agreements::track, end_all, note, plan, read};
use crate::{
    occasion::{Occasion, parties_to_write_to},
    store,
};

/// Ladders of what is owed, or can be done, only while an agreement is in force.
const IN_LIFE: [Ladder; 3] = [Ladder::Section251Lapse, Ladder::ConditionDue, Ladder::SdeEnd];

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if let Some(fact) = read::<AgreementExpiredV1>(told)? {
        over(tx, told, &fact.nic, fact.version, EndReason::Ended).await?;
    } else if let Some(fact) = read::<AgreementSupersededV1>(told)? {
        over(tx, told, &fact.nic, fact.version, EndReason::Settled).await?;
    } else if let Some(fact) = read::<AgreementTerminatedV1>(told)? {
        over(tx, told, &fact.nic, fact.version, EndReason::Settled).await?;
        // A next version that was on its way ends with it: nobody can sign it any more.
        end_all(tx, told, fact.nic.as_str(), &[Ladder::SignatureChase], None, EndReason::Settled).await?;
        let news = EndingNews::Terminated { ended_on: fact.ended_on };
        ended(tx, told, &fact.nic, fact.version, news).await?;
    } else if let Some(fact) = read::<AgreementVoidedV1>(told)? {
        let edition = Some(Edition::Version(fact.version));
        end_all(tx, told, fact.nic.as_str(), &[Ladder::SignatureChase], edition, EndReason::Settled).await?;
        let mut to = vec![Who::Lead];
        let signing = store::agreements::signing(tx, fact.nic.as_str(), Some(fact.version)).await?;
        to.push(Who::Signatories(if signing.is_empty() { Of::Applicant } else { Of::These(signing) }));
        let news = EndingNews::Void { voided_on: fact.voided_on };
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, to)).await?;
    } else if let Some(fact) = read::<AgreementClosedV1>(told)? {
        over(tx, told, &fact.nic, fact.version, EndReason::Settled).await?;
        let all = [Ladder::DestructionOverdue, Ladder::SignatureChase];
        end_all(tx, told, fact.nic.as_str(), &all, None, EndReason::Settled).await?;
        let news = EndingNews::Closed { closed_on: fact.closed_on };
        ended(tx, told, &fact.nic, fact.version, news).await?;
    } else {
        return destruction(tx, told).await;
    }
    Ok(true)
}

/// A version is in force no more: nothing is owed under it. A newer version keeps its own plans.
async fn over(
    tx: &mut PgConnection,
    told: &Told,
    nic: &Nic,
    version: DocumentVersion,
    reason: EndReason,
) -> Result<(), HearError> {
    let edition = Some(Edition::Version(version));
    end_all(tx, told, nic.as_str(), &[Ladder::AgreementExpiry], edition, reason).await?;
    end_all(tx, told, nic.as_str(), &IN_LIFE, edition, EndReason::Settled).await?;
    Ok(store::agreements::over(tx, nic, version).await?)
}

async fn ended(
    tx: &mut PgConnection,
    told: &Told,
    nic: &Nic,
    version: DocumentVersion,
    news: EndingNews,
) -> Result<(), HearError> {
    let to = vec![Who::Lead, Who::Signatories(Of::Applicant)];
    note(tx, told, &Occasion::of_request(nic, Some(version), news, to)).await
}

async fn destruction(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if let Some(fact) = read::<DestructionDueV1>(told)? {
        store::endings::keep_destruction(tx, &fact.nic, fact.version, &fact.parties).await?;
        let overdue = Plan {
            track: track(&fact.nic, Ladder::DestructionOverdue, None),
            // An officer may set a later day for the same version.
            edition: Edition::At(told.time),
            counts_to: fact.due_on,
            until: None,
        };
        plan(tx, told, overdue).await?;
        let news = EndingNews::DestructionDue { due_on: fact.due_on };
        let to = parties_to_write_to(fact.parties);
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, to)).await?;
    } else if let Some(fact) = read::<CertificateSubmittedV1>(told)? {
        store::endings::keep_certificate(tx, &fact.certificate, &fact.nic, &fact.parties).await?;
        certificate(tx, told, &fact.nic, EndingNews::CertificateReceived { certificate: fact.certificate }).await?;
    } else if let Some(fact) = read::<CertificateQueriedV1>(told)? {
        store::endings::settle_certificate(tx, &fact.certificate, "queried").await?;
        certificate(tx, told, &fact.nic, EndingNews::CertificateQueried { certificate: fact.certificate }).await?;
    } else if let Some(fact) = read::<CertificateAcceptedV1>(told)? {
        store::endings::settle_certificate(tx, &fact.certificate, "accepted").await?;
        if store::endings::all_accepted(tx, &fact.nic).await? {
            let overdue = [Ladder::DestructionOverdue];
            end_all(tx, told, fact.nic.as_str(), &overdue, None, EndReason::Settled).await?;
        }
        certificate(tx, told, &fact.nic, EndingNews::CertificateAccepted { certificate: fact.certificate }).await?;
    } else {
        // Our own ladder tells of it, from the day after.
        return Ok(read::<DestructionOverdueV1>(told)?.is_some());
    }
    Ok(true)
}

async fn certificate(tx: &mut PgConnection, told: &Told, nic: &Nic, news: EndingNews) -> Result<(), HearError> {
    let parties = store::endings::parties(tx, nic).await?;
    let news: News = news.into();
    note(tx, told, &Occasion::of_request(nic, None, news, parties_to_write_to(parties))).await
}
