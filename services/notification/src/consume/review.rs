//! What `review` tells: returns (N07), clarifications (N08), advice (N09), decisions (N10). Reasons are read behind
//! sign-in.

use dars_bus::{HearError, Told};
use dars_messages::facts::review::{
    AdviceRecordedV1, AdviceScheduledV1, ApplicationApprovedV1, ApplicationRefusedV1, ApplicationReturnedV1,
    CaseAssignedV1, ClarificationRaisedV1, ClarificationResolvedV1, DecisionDeferredV1, DecisionReviewRequestedV1,
    DecisionReviewedV1, ReviewOutcome,
};
use dars_notification_domain::{
    ladder::Ladder,
    mail::{ApplicationNews, Asking, Clarification, Outcome},
    plan::{Edition, EndReason, Plan},
    recipients::{CASE_TEAM, Of, Who},
};
use dars_vocabulary::{DocumentVersion, MembershipRole, Nic, code::ClarificationSeverity};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::{
    applications::{CLARIFICATION, clarification},
    end, end_all, note, plan, read,
};
use crate::{occasion::Occasion, store};

/// Applies it; false when this is no fact that notification hears.
pub async fn hear(tx: &mut PgConnection, told: &Told) -> Result<bool, HearError> {
    let case = || vec![Who::Lead, Who::Team(CASE_TEAM)];
    if let Some(fact) = read::<ApplicationReturnedV1>(told)? {
        let news = ApplicationNews::Returned { sections: fact.sections };
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, case())).await?;
    } else if let Some(fact) = read::<ClarificationRaisedV1>(told)? {
        raised(tx, told, fact).await?;
    } else if let Some(fact) = read::<ClarificationResolvedV1>(told)? {
        for ladder in CLARIFICATION {
            let key = clarification(&fact.nic, ladder, fact.clarification).key();
            end(tx, told, &key, None, EndReason::Settled).await?;
        }
    } else if let Some(fact) = read::<AdviceScheduledV1>(told)? {
        let news = ApplicationNews::AdviceScheduled { group: fact.group, meets_on: fact.meets_on };
        note(tx, told, &Occasion::of_request(&fact.nic, None, news, case())).await?;
    } else if let Some(fact) = read::<AdviceRecordedV1>(told)? {
        let news = ApplicationNews::AdviceRecorded { group: fact.group, outcome: fact.outcome, met_on: fact.met_on };
        note(tx, told, &Occasion::of_request(&fact.nic, None, news, case())).await?;
    } else if let Some(fact) = read::<ApplicationApprovedV1>(told)? {
        let outcome = if fact.with_conditions { Outcome::ApprovedWithConditions } else { Outcome::Approved };
        decided(tx, told, &fact.nic, fact.version, outcome, fact.decided_on).await?;
    } else if let Some(fact) = read::<ApplicationRefusedV1>(told)? {
        decided(tx, told, &fact.nic, fact.version, Outcome::Refused, fact.decided_on).await?;
    } else if let Some(fact) = read::<DecisionDeferredV1>(told)? {
        decided(tx, told, &fact.nic, fact.version, Outcome::Deferred, fact.deferred_on).await?;
    } else if let Some(fact) = read::<DecisionReviewRequestedV1>(told)? {
        let news = ApplicationNews::ReviewRequested { requested_on: fact.requested_on };
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, vec![Who::Lead])).await?;
    } else if let Some(fact) = read::<DecisionReviewedV1>(told)? {
        let upheld = fact.outcome == ReviewOutcome::Upheld;
        let news = ApplicationNews::Reviewed { upheld, reviewed_on: fact.reviewed_on };
        note(tx, told, &Occasion::of_request(&fact.nic, Some(fact.version), news, vec![Who::Lead])).await?;
    } else {
        // Who has the case is told to nobody; that someone has it needs no mail.
        return Ok(read::<CaseAssignedV1>(told)?.is_some());
    }
    Ok(true)
}

async fn decided(
    tx: &mut PgConnection,
    told: &Told,
    nic: &Nic,
    version: DocumentVersion,
    outcome: Outcome,
    decided_on: Date,
) -> Result<(), HearError> {
    match outcome {
        Outcome::Approved | Outcome::ApprovedWithConditions | Outcome::Refused => {
            end_all(tx, told, nic.as_str(), &CLARIFICATION, None, EndReason::Settled).await?;
        }
        Outcome::Deferred => {}
    }
    let to = vec![Who::Lead, Who::Signatories(Of::Applicant)];
    let news = ApplicationNews::Decided { outcome, decided_on };
    note(tx, told, &Occasion::of_request(nic, Some(version), news, to)).await
}

/// Reminds of it, and says so in the day's digest; unless it was answered, or the application over, before we heard.
async fn raised(tx: &mut PgConnection, told: &Told, fact: ClarificationRaisedV1) -> Result<(), HearError> {
    if store::endings::was_over(tx, &fact.nic, told.time).await? {
        return Ok(());
    }
    let edition = Edition::Round(fact.round);
    let mut open = false;
    // Silence about what is only advisory ends nothing, so nobody is warned of it.
    let lapses = match fact.severity {
        ClarificationSeverity::Blocking => Some((Ladder::ClarificationLapse, fact.lapses_on)),
        ClarificationSeverity::Advisory => None,
    };
    for (ladder, counts_to) in [(Ladder::ClarificationDue, fact.due)].into_iter().chain(lapses) {
        let track = clarification(&fact.nic, ladder, fact.clarification);
        open = plan(tx, told, Plan { track, edition, counts_to, until: None }).await?.is_running(edition);
    }
    if !open {
        return Ok(());
    }
    let one = Clarification {
        number: fact.clarification,
        section: Some(fact.section),
        asking: Asking::Raised,
        date: fact.due,
    };
    let news = ApplicationNews::Clarifications { items: vec![one] };
    let to = vec![Who::Lead, Who::Members(MembershipRole::IgLead, Of::Applicant)];
    let key = clarification(&fact.nic, Ladder::ClarificationDue, fact.clarification).key();
    note(tx, told, &Occasion::of_request(&fact.nic, None, news, to).in_plan(key)).await
}
