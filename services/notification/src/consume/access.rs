//! What `contracts` tells of access: N12, N14, N20, N23.

use dars_bus::{HearError, Told};
use dars_messages::facts::contracts::{
    AgreementReinstatedV1, AgreementSuspendedV1, DataReleasedV1, ReleaseHeldV1, ServiceAgreementMovedV1,
    ServiceAgreementStage,
};
use dars_notification_domain::{
    ladder::Ladder,
    mail::{AccessNews, AgreementNews, News},
    plan::{Edition, EndReason, Plan},
    recipients::{Of, Office, Who},
};
use dars_vocabulary::{
    MembershipRole,
    code::{AccessService, Team},
};
use sqlx::PgConnection;

use super::{agreements::track, end_all, note, plan, read};
use crate::{occasion::Occasion, store};

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if let Some(fact) = read::<ServiceAgreementMovedV1>(told)? {
        moved(tx, told, &fact).await?;
    } else if let Some(fact) = read::<DataReleasedV1>(told)? {
        let DataReleasedV1 { release, dataset, kind, file_count, .. } = fact;
        let news = AccessNews::Released { release, dataset, kind, file_count };
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, vec![Who::Lead])).await?;
    } else if let Some(fact) = read::<ReleaseHeldV1>(told)? {
        let news = AccessNews::Held { release: fact.release, reasons: fact.reasons };
        note(tx, told, &Occasion::of_request(&fact.nic, None, news, vec![Who::Lead])).await?;
    } else if let Some(fact) = read::<AgreementSuspendedV1>(told)? {
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), AccessNews::Suspended, concerned()))
            .await?;
    } else if let Some(fact) = read::<AgreementReinstatedV1>(told)? {
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), AccessNews::Reinstated, concerned()))
            .await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn concerned() -> Vec<Who> {
    vec![
        Who::Lead,
        Who::Members(MembershipRole::IgLead, Of::Applicant),
        Who::Team(Team::Incident),
        Who::Office(Office::Siro),
    ]
}

async fn moved(tx: &mut PgConnection, told: &Told, fact: &ServiceAgreementMovedV1) -> Result<(), HearError> {
    let (service_agreement, service) = (fact.service_agreement.clone(), fact.service);
    let news: News = match fact.stage {
        ServiceAgreementStage::Quoted => AccessNews::ServiceReady { service_agreement, service }.into(),
        ServiceAgreementStage::Active => {
            if service == AccessService::Sde {
                sde_begins(tx, told, fact).await?;
            }
            AccessNews::ServiceLive { service_agreement, service }.into()
        }
        ServiceAgreementStage::Ending | ServiceAgreementStage::Closed => {
            // Told once: whichever of the two comes first.
            if !store::agreements::sde_ends(tx, &fact.service_agreement).await? {
                return Ok(());
            }
            if !store::agreements::has_sde(tx, &fact.nic).await? {
                let reason = EndReason::Settled;
                end_all(tx, told, fact.nic.as_str(), &[Ladder::SdeEnd], None, reason).await?;
            }
            AgreementNews::SdeEnded { service_agreement }.into()
        }
        ServiceAgreementStage::Ordered | ServiceAgreementStage::Signed | ServiceAgreementStage::Provisioned => {
            return Ok(());
        }
    };
    let to = vec![Who::Lead, Who::Signatories(Of::Applicant)];
    note(tx, told, &Occasion::of_request(&fact.nic, None, news, to)).await
}

/// N20 counts to the end of the version in force; a later version replans it.
async fn sde_begins(tx: &mut PgConnection, told: &Told, fact: &ServiceAgreementMovedV1) -> Result<(), HearError> {
    store::agreements::sde_begins(tx, &fact.service_agreement, &fact.nic).await?;
    if let Some((version, counts_to)) = store::agreements::current(tx, &fact.nic).await? {
        let edition = Edition::Version(version);
        let track = track(&fact.nic, Ladder::SdeEnd, None);
        plan(tx, told, Plan { track, edition, counts_to, until: None }).await?;
    }
    Ok(())
}
