//! What `intake` tells of organisations and people: who is what for whom.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{
    ApplicationPeopleV1, MembershipGrantedV1, OrganisationAssuredV1, OrganisationRegisteredV1, OrganisationRenamedV1,
    SigningAuthorityConfirmedV1,
};
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    plan::{Edition, EndReason, Plan, Track},
    recipients::{Member, Signatory},
};
use dars_vocabulary::code::AssuranceOutcome;
use sqlx::PgConnection;

use super::{end, plan, read};
use crate::{planning, store};

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if let Some(fact) = read::<OrganisationRegisteredV1>(told)? {
        store::directory::keep_organisation(tx, &fact.organisation, &fact.name, told.time).await?;
        planning::organisation_changed(tx, &fact.organisation, told.time).await?;
    } else if let Some(fact) = read::<OrganisationRenamedV1>(told)? {
        store::directory::keep_organisation(tx, &fact.organisation, &fact.name, told.time).await?;
        planning::organisation_changed(tx, &fact.organisation, told.time).await?;
    } else if let Some(fact) = read::<MembershipGrantedV1>(told)? {
        let organisation = fact.organisation.clone();
        let member = Member {
            organisation: fact.organisation,
            person: fact.person,
            roles: fact.roles,
            from: fact.from,
            until: fact.until,
        };
        store::directory::keep_member(tx, &member).await?;
        planning::organisation_changed(tx, &organisation, told.time).await?;
    } else if let Some(fact) = read::<SigningAuthorityConfirmedV1>(told)? {
        let organisation = fact.organisation.clone();
        let signatory =
            Signatory { organisation: fact.organisation, person: fact.person, from: fact.from, until: fact.until };
        store::directory::keep_signatory(tx, &signatory).await?;
        planning::organisation_changed(tx, &organisation, told.time).await?;
    } else if let Some(fact) = read::<ApplicationPeopleV1>(told)? {
        store::directory::keep_application(tx, &fact.nic, &fact.organisation, fact.lead, &fact.collaborators).await?;
        planning::application_changed(tx, &fact.nic, told.time).await?;
    } else if let Some(fact) = read::<OrganisationAssuredV1>(told)? {
        assured(tx, told, fact).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

/// N17: each kind has a ladder of its own; what does not pass has nothing that could lapse.
async fn assured(tx: &mut PgConnection, told: &Told, fact: OrganisationAssuredV1) -> Result<(), HearError> {
    let passes = match fact.outcome {
        AssuranceOutcome::Exceeded | AssuranceOutcome::Met => true,
        AssuranceOutcome::NotMetPlan => fact.plan_approved,
        AssuranceOutcome::Approaching | AssuranceOutcome::NotMet | AssuranceOutcome::NotPublished => false,
    };
    let about = About::Organisation(fact.organisation);
    let track = Track { about, ladder: Ladder::AssuranceLapse, item: Some(fact.kind.code().to_owned()) };
    if passes {
        plan(tx, told, Plan { track, edition: Edition::At(told.time), counts_to: fact.valid_to, until: None }).await?;
    } else {
        end(tx, told, &track.key(), None, EndReason::Settled).await?;
    }
    Ok(())
}
