//! What `intake` tells of applications: N05, N06, how they end (N29), changes (N19), answers to clarifications (N08).

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{
    ApplicationLapsedV1, ApplicationOpenedV1, ApplicationProposedV1, ApplicationRedirectedV1, ApplicationSubmittedV1,
    ApplicationWithdrawnV1, ChangeOpenedV1, ClarificationAnsweredV1, EarlyViewGivenV1,
};
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    mail::{ApplicationNews, SigningNews},
    plan::{Edition, EndReason, Track},
    recipients::{CASE_TEAM, Of, Who},
};
use dars_vocabulary::Nic;
use sqlx::PgConnection;

use super::{end_all, note, read, settle};
use crate::{occasion::Occasion, store};

/// The ladders of a clarification.
pub const CLARIFICATION: [Ladder; 2] = [Ladder::ClarificationDue, Ladder::ClarificationLapse];

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let people = || vec![Who::Lead, Who::Collaborators];
    let occasion = if let Some(fact) = read::<ApplicationProposedV1>(told)? {
        let news = ApplicationNews::Proposed { assessment_due: fact.assessment_due };
        Occasion::of_request(&fact.nic, None, news, people())
    } else if let Some(fact) = read::<ApplicationOpenedV1>(told)? {
        Occasion::of_request(&fact.nic, None, ApplicationNews::Opened, people())
    } else if let Some(fact) = read::<EarlyViewGivenV1>(told)? {
        let news = ApplicationNews::EarlyView { group: fact.group, given_on: fact.given_on };
        Occasion::of_request(&fact.nic, None, news, vec![Who::Lead])
    } else if let Some(fact) = read::<ApplicationRedirectedV1>(told)? {
        let news = ApplicationNews::Redirected { signposts: fact.signposts };
        Occasion::of_request(&fact.nic, None, news, people())
    } else if let Some(fact) = read::<ApplicationSubmittedV1>(told)? {
        let news = ApplicationNews::Submitted { decision_due: fact.decision_due };
        Occasion::of_request(&fact.nic, Some(fact.version), news, vec![Who::Lead, Who::Team(CASE_TEAM)])
    } else if let Some(fact) = read::<ApplicationWithdrawnV1>(told)? {
        over(tx, told, &fact.nic).await?;
        Occasion::of_request(&fact.nic, None, ApplicationNews::Withdrawn, ended())
    } else if let Some(fact) = read::<ApplicationLapsedV1>(told)? {
        over(tx, told, &fact.nic).await?;
        Occasion::of_request(&fact.nic, None, ApplicationNews::Lapsed, ended())
    } else if let Some(fact) = read::<ChangeOpenedV1>(told)? {
        let news = SigningNews::ChangeOpened { changes: fact.changes };
        Occasion::of_request(&fact.nic, Some(fact.version), news, people())
    } else if let Some(fact) = read::<ClarificationAnsweredV1>(told)? {
        for ladder in CLARIFICATION {
            let track = clarification(&fact.nic, ladder, fact.clarification);
            settle(tx, told, track, Edition::Round(fact.round)).await?;
        }
        return Ok(true);
    } else {
        return Ok(false);
    };
    note(tx, told, &occasion).await?;
    Ok(true)
}

/// One of the two plans of a clarification.
pub fn clarification(nic: &Nic, ladder: Ladder, number: u32) -> Track {
    Track { about: About::Request(nic.clone()), ladder, item: Some(number.to_string()) }
}

fn ended() -> Vec<Who> {
    vec![Who::Lead, Who::Signatories(Of::Applicant)]
}

/// Nobody waits for answers any more, nor for those that `review` asked for before it heard of it.
async fn over(tx: &mut PgConnection, told: &Told, nic: &Nic) -> Result<(), HearError> {
    store::endings::application_over(tx, nic, told.time).await?;
    end_all(tx, told, nic.as_str(), &CLARIFICATION, None, EndReason::Settled).await
}
