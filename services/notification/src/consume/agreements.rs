//! What `contracts` tells of agreements until they are in force (N11, N19, N30), and the ladders that begin then.

use dars_bus::{HearError, Told};
use dars_messages::facts::contracts::{
    AgreementActivatedV1, AgreementIssuedV1, AgreementSignatureRecordedV1, AgreementSignedV1, ConditionMetV1,
};
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    mail::{AgreementNews, Paper, SigningNews},
    plan::{Edition, EndReason, Plan, Track},
    recipients::{Of, Who},
};
use dars_vocabulary::{DocumentVersion, MembershipRole, Nic, OrganisationId};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::{end, end_all, note, note_also, plan, read};
use crate::{occasion::Occasion, store};

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told, body: Option<&OrganisationId>) -> Result<bool, HearError> {
    if let Some(fact) = read::<AgreementIssuedV1>(told)? {
        issued(tx, told, body, fact).await?;
    } else if let Some(fact) = read::<AgreementSignatureRecordedV1>(told)? {
        let (nic, version) = (fact.nic.as_str(), Some(fact.version));
        store::agreements::keep_party(tx, nic, version, &fact.organisation, true, true).await?;
    } else if let Some(fact) = read::<AgreementSignedV1>(told)? {
        let edition = Some(Edition::Version(fact.version));
        end_all(tx, told, fact.nic.as_str(), &[Ladder::SignatureChase], edition, EndReason::Settled).await?;
        // Those it was issued to; without that, the two who always sign.
        let mut signing = store::agreements::signing(tx, fact.nic.as_str(), Some(fact.version)).await?;
        if signing.is_empty() {
            signing = [fact.organisation].into_iter().chain(body.cloned()).collect();
        }
        let news = SigningNews::FullySigned { paper: Paper::Agreement, start: fact.start, end: fact.end };
        let to = vec![Who::Lead, Who::Signatories(Of::These(signing))];
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, to)).await?;
    } else if let Some(fact) = read::<AgreementActivatedV1>(told)? {
        activated(tx, told, fact).await?;
    } else if let Some(fact) = read::<ConditionMetV1>(told)? {
        let key = track(&fact.nic, Ladder::ConditionDue, Some(fact.number)).key();
        end(tx, told, &key, Some(Edition::Version(fact.version)), EndReason::Settled).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

async fn issued(
    tx: &mut PgConnection,
    told: &Told,
    body: Option<&OrganisationId>,
    fact: AgreementIssuedV1,
) -> Result<(), HearError> {
    let AgreementIssuedV1 { nic, version, signing_organisations, processors, .. } = fact;
    for organisation in &signing_organisations {
        store::agreements::keep_party(tx, nic.as_str(), Some(version), organisation, true, false).await?;
    }
    for organisation in &processors {
        store::agreements::keep_party(tx, nic.as_str(), Some(version), organisation, false, false).await?;
    }
    let chase = Plan {
        track: track(&nic, Ladder::SignatureChase, None),
        edition: Edition::Version(version),
        counts_to: fact.issued_on,
        until: fact.void_on,
    };
    plan(tx, told, chase).await?;
    if version > DocumentVersion::FIRST_ISSUE {
        let parties: Vec<OrganisationId> =
            signing_organisations.iter().chain(&processors).filter(|party| Some(*party) != body).cloned().collect();
        let to = vec![Who::Lead, Who::Members(MembershipRole::IgLead, Of::These(parties))];
        let told_of = Occasion::of_request(&nic, Some(version), SigningNews::NewVersionIssued, to);
        note_also(tx, told, "/N19", &told_of).await?;
    }
    let paper = Paper::Agreement;
    let news = SigningNews::Issued { paper, start: fact.start, end: fact.end, void_on: fact.void_on };
    let to = vec![Who::Lead, Who::Signatories(Of::These(signing_organisations))];
    note(tx, told, &Occasion::of_request(&nic, Some(version), news, to)).await
}

async fn activated(tx: &mut PgConnection, told: &Told, fact: AgreementActivatedV1) -> Result<(), HearError> {
    let AgreementActivatedV1 { nic, version, organisation, start, end: last_day, .. } = fact;
    let edition = Edition::Version(version);
    store::agreements::in_force(tx, &nic, &organisation, version, last_day).await?;
    end_all(tx, told, nic.as_str(), &[Ladder::SignatureChase], Some(edition), EndReason::Settled).await?;
    // A renewal that came late: the data is held under the new version.
    end_all(tx, told, nic.as_str(), &[Ladder::DestructionOverdue], None, EndReason::Settled).await?;
    count_to(tx, told, track(&nic, Ladder::AgreementExpiry, None), edition, last_day).await?;
    // What this version no longer has is owed no more.
    let known = [Ladder::Section251Lapse, Ladder::ConditionDue, Ladder::SdeEnd];
    let codes: Vec<String> = known.iter().map(|ladder| ladder.code().to_owned()).collect();
    let before = store::plans::running(tx, nic.as_str(), &codes).await?;
    let mut now: Vec<(Track, Date)> = fact
        .conditions_due
        .iter()
        .map(|condition| (track(&nic, Ladder::ConditionDue, Some(condition.number)), condition.due))
        .collect();
    now.extend(fact.section_251_until.map(|until| (track(&nic, Ladder::Section251Lapse, None), until)));
    if store::agreements::has_sde(tx, &nic).await? {
        now.push((track(&nic, Ladder::SdeEnd, None), last_day));
    }
    for key in before.iter().filter(|key| !now.iter().any(|(track, _)| track.key() == **key)) {
        end(tx, told, key, None, EndReason::Settled).await?;
    }
    for (track, day) in now {
        count_to(tx, told, track, edition, day).await?;
    }
    let news = AgreementNews::Active { start, end: last_day };
    let to = vec![Who::Lead, Who::Signatories(Of::Applicant)];
    note(tx, told, &Occasion::of_request(&nic, Some(version), news, to)).await
}

async fn count_to(
    tx: &mut PgConnection,
    told: &Told,
    track: Track,
    edition: Edition,
    counts_to: Date,
) -> Result<(), HearError> {
    plan(tx, told, Plan { track, edition, counts_to, until: None }).await.map(|_| ())
}

/// One of the plans of an agreement.
pub fn track(nic: &Nic, ladder: Ladder, number: Option<u32>) -> Track {
    Track { about: About::Request(nic.clone()), ladder, item: number.map(|number| number.to_string()) }
}
