//! What `intake` tells of enquiries: N01 to N04.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{
    EnquiryAskedV1, EnquiryClosedV1, EnquiryIncidentSuspectedV1, EnquiryLinkRenewedV1, EnquiryNumbersRemovedV1,
    EnquiryOutcome, EnquiryRaisedV1, EnquiryReopenedV1, EnquiryRepliedV1, EnquiryRoutedV1,
};
use dars_notification_domain::{
    about::About,
    ladder::Ladder,
    mail::EnquiryNews,
    plan::{Edition, EndReason, Plan, Track},
    recipients::{CASE_TEAM, Who},
};
use dars_vocabulary::{EnquiryRef, code::Team};
use sqlx::PgConnection;

use super::{end, note, plan, read};
use crate::{occasion::Occasion, store};

/// Applies it; false when this is no such fact.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    if let Some(fact) = read::<EnquiryRaisedV1>(told)? {
        store::directory::keep_enquiry(tx, &fact.enquiry, fact.topic).await?;
        let news = EnquiryNews::Received { answer_due: fact.answer_due };
        to_enquirer(tx, told, fact.enquiry, news).await?;
    } else if let Some(fact) = read::<EnquiryRoutedV1>(told)? {
        store::directory::keep_enquiry_team(tx, &fact.enquiry, fact.team).await?;
        let topic = store::directory::enquiry_topic(tx, &fact.enquiry).await?;
        let news = EnquiryNews::Routed { topic, team: fact.team, answer_due: fact.answer_due };
        note(tx, told, &Occasion::of(About::Enquiry(fact.enquiry), news, vec![Who::Team(fact.team)])).await?;
    } else if let Some(fact) = read::<EnquiryReopenedV1>(told)? {
        let team = store::directory::enquiry_team(tx, &fact.enquiry).await?.unwrap_or(CASE_TEAM);
        let news = EnquiryNews::Reopened { team, answer_due: fact.answer_due };
        note(tx, told, &Occasion::of(About::Enquiry(fact.enquiry), news, vec![Who::Team(team)])).await?;
    } else if let Some(fact) = read::<EnquiryLinkRenewedV1>(told)? {
        store::enquiry_links::keep(tx, &fact.enquiry, fact.generation).await?;
        to_enquirer(tx, told, fact.enquiry, EnquiryNews::LinkRenewed).await?;
    } else if let Some(fact) = read::<EnquiryNumbersRemovedV1>(told)? {
        to_enquirer(tx, told, fact.enquiry, EnquiryNews::NumbersRemoved { count: fact.count }).await?;
    } else if let Some(fact) = read::<EnquiryIncidentSuspectedV1>(told)? {
        let news = EnquiryNews::IncidentSuspected { look_by: fact.look_by };
        note(tx, told, &Occasion::of(About::Enquiry(fact.enquiry), news, vec![Who::Team(Team::Incident)])).await?;
    } else if let Some(fact) = read::<EnquiryAskedV1>(told)? {
        let chase = Plan {
            track: chase(&fact.enquiry),
            edition: Edition::At(told.time),
            counts_to: fact.chase_on,
            until: Some(fact.close_on),
        };
        plan(tx, told, chase).await?;
        let news = EnquiryNews::Asked { chase_on: fact.chase_on, close_on: fact.close_on };
        to_enquirer(tx, told, fact.enquiry, news).await?;
    } else if let Some(fact) = read::<EnquiryRepliedV1>(told)? {
        end(tx, told, &chase(&fact.enquiry).key(), None, EndReason::Settled).await?;
    } else if let Some(fact) = read::<EnquiryClosedV1>(told)? {
        end(tx, told, &chase(&fact.enquiry).key(), None, EndReason::Settled).await?;
        let news = match fact.outcome {
            EnquiryOutcome::Signposted => EnquiryNews::Signposted { signposts: fact.signposts },
            EnquiryOutcome::Answered => EnquiryNews::Answered,
            EnquiryOutcome::Duplicate => EnquiryNews::Duplicate,
            EnquiryOutcome::ClosedNoReply => EnquiryNews::ClosedNoReply,
            EnquiryOutcome::Closed => EnquiryNews::Closed,
        };
        to_enquirer(tx, told, fact.enquiry, news).await?;
    } else {
        return Ok(false);
    }
    Ok(true)
}

fn chase(enquiry: &EnquiryRef) -> Track {
    Track { about: About::Enquiry(enquiry.clone()), ladder: Ladder::EnquiryChase, item: None }
}

async fn to_enquirer(
    tx: &mut PgConnection,
    told: &Told,
    enquiry: EnquiryRef,
    news: EnquiryNews,
) -> Result<(), HearError> {
    let to = vec![Who::Enquirer(enquiry.clone())];
    note(tx, told, &Occasion::of(About::Enquiry(enquiry), news, to)).await
}
