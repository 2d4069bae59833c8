//! What `contracts` tells of framework contracts: N11, N16, N29.

use dars_bus::{HearError, Told};
use dars_messages::facts::contracts::{
    FrameworkContractActivatedV1, FrameworkContractEnd, FrameworkContractEndedV1, FrameworkContractIssuedV1,
    FrameworkContractSignatureRecordedV1,
};
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    mail::{EndingNews, News, Paper, SigningNews},
    plan::{Edition, EndReason, Plan, Track},
    recipients::{Of, Who},
};
use dars_vocabulary::{ContractRef, OrganisationId};
use sqlx::PgConnection;

use super::{end_all, note, plan, read};
use crate::{occasion::Occasion, store};

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told, body: Option<&OrganisationId>) -> Result<bool, HearError> {
    if let Some(fact) = read::<FrameworkContractIssuedV1>(told)? {
        store::agreements::keep_contract(tx, &fact.contract, &fact.organisation).await?;
        for organisation in &fact.signing_organisations {
            store::agreements::keep_party(tx, fact.contract.as_str(), None, organisation, true, false).await?;
        }
        let chase = Plan {
            track: track(&fact.contract, Ladder::SignatureChase),
            edition: Edition::At(told.time),
            counts_to: fact.issued_on,
            until: None,
        };
        plan(tx, told, chase).await?;
        let paper = Paper::FrameworkContract;
        let news = SigningNews::Issued { paper, start: fact.start, end: fact.end, void_on: None };
        let to = vec![Who::Contact, Who::Signatories(Of::These(fact.signing_organisations))];
        note(tx, told, &occasion(fact.contract, fact.organisation, news, to)).await?;
    } else if let Some(fact) = read::<FrameworkContractSignatureRecordedV1>(told)? {
        let (contract, organisation) = (fact.contract.as_str(), &fact.organisation);
        store::agreements::keep_party(tx, contract, None, organisation, true, true).await?;
    } else if let Some(fact) = read::<FrameworkContractActivatedV1>(told)? {
        activated(tx, told, body, fact).await?;
    } else if let Some(fact) = read::<FrameworkContractEndedV1>(told)? {
        let about = fact.contract.as_str();
        let reason = match fact.why {
            FrameworkContractEnd::Expired => EndReason::Ended,
            FrameworkContractEnd::Superseded | FrameworkContractEnd::Terminated => EndReason::Settled,
        };
        end_all(tx, told, about, &[Ladder::ContractExpiry], None, reason).await?;
        end_all(tx, told, about, &[Ladder::SignatureChase], None, EndReason::Settled).await?;
        if fact.why == FrameworkContractEnd::Terminated {
            let news = EndingNews::ContractTerminated { ended_on: fact.ended_on };
            let to = vec![Who::Contact, Who::Signatories(Of::Applicant), Who::AffectedLeads];
            note(tx, told, &occasion(fact.contract, fact.organisation, news, to)).await?;
        }
    } else {
        return Ok(false);
    }
    Ok(true)
}

async fn activated(
    tx: &mut PgConnection,
    told: &Told,
    body: Option<&OrganisationId>,
    fact: FrameworkContractActivatedV1,
) -> Result<(), HearError> {
    let FrameworkContractActivatedV1 { contract, organisation, start, end } = fact;
    store::agreements::keep_contract(tx, &contract, &organisation).await?;
    end_all(tx, told, contract.as_str(), &[Ladder::SignatureChase], None, EndReason::Settled).await?;
    let expiry = Plan {
        track: track(&contract, Ladder::ContractExpiry),
        edition: Edition::At(told.time),
        counts_to: end,
        until: None,
    };
    plan(tx, told, expiry).await?;
    // One that was never issued here, but taken over, was signed by the two who always sign.
    let mut signing = store::agreements::signing(tx, contract.as_str(), None).await?;
    if signing.is_empty() {
        signing = [organisation.clone()].into_iter().chain(body.cloned()).collect();
    }
    let news = SigningNews::FullySigned { paper: Paper::FrameworkContract, start, end };
    let to = vec![Who::Contact, Who::Signatories(Of::These(signing))];
    note(tx, told, &occasion(contract, organisation, news, to)).await
}

fn track(contract: &ContractRef, ladder: Ladder) -> Track {
    Track { about: About::Contract(contract.clone()), ladder, item: None }
}

fn occasion(contract: ContractRef, organisation: OrganisationId, news: impl Into<News>, to: Vec<Who>) -> Occasion {
    Occasion::of(About::Contract(contract), news, to).at(organisation)
}
