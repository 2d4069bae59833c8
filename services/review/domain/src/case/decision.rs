//! The approver's word.

use dars_rules::v17_commercial_use;
use dars_vocabulary::{ApplicationContent, Sealed, StaffRole};

use super::{
    Case, Decision, Event, Facts, Refusal, State,
    decide::{no_own_organisation, reason_text, today, visible},
};
use crate::rules::{fresh_sign_in::fresh_sign_in, independent_approver::independent_approver};

/// An approver who never worked on the case, and has just signed in, approves or refuses the very version.
pub(super) fn decision(state: &State, word: Decision, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::Approver) {
        return Err(Refusal::RoleNeeded { who: "an approver" });
    }
    if !independent_approver(case, facts.actor.id) {
        return Err(Refusal::ApproverWasCaseOfficer);
    }
    no_own_organisation(case, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { .. } | State::Assurance { .. } => return Err(Refusal::NotBeforeApprover),
        State::Decision { .. } => {}
        State::Approved { .. } | State::Refused { .. } => return Err(Refusal::AlreadyDecided),
    }
    fresh_sign_in(&facts.actor, facts.technical_now)?;
    match word {
        Decision::Approve { reasons } => approve(case, reasons, facts),
        Decision::Refuse { reason, reasons } => {
            reason_text("/reasons", &reasons)?;
            Ok(vec![Event::ApplicationRefused {
                nic: case.nic.clone(),
                version: case.version,
                reason,
                decided_on: today(facts),
                by: facts.actor.id,
                reasons: Sealed::Open(reasons),
            }])
        }
    }
}

fn approve(case: &Case, reasons: Option<String>, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let content: &ApplicationContent = case.content.open().ok_or(Refusal::ContentRedacted)?;
    let reasons = reasons.filter(|text| !text.trim().is_empty());
    if let Some(text) = &reasons {
        reason_text("/reasons", text)?;
    }
    let against = v17_commercial_use(content);
    let despite_v17 = !against.is_empty();
    if despite_v17 && reasons.is_none() {
        return Err(Refusal::ReasonsNeededDespiteV17 { findings: against });
    }
    Ok(vec![Event::ApplicationApproved {
        nic: case.nic.clone(),
        version: case.version,
        sha256: case.sha256.clone(),
        organisation: case.organisation.clone(),
        title: content.title.clone().unwrap_or_default(),
        decided_on: today(facts),
        by: facts.actor.id,
        despite_v17,
        reasons: reasons.map(Sealed::Open),
    }])
}
