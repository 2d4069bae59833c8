//! The approver's word.

use dars_rules::{blocking, v07_conditions, v17_commercial_use};
use dars_vocabulary::{
    ApplicationContent, Sealed, StaffRole, Stage,
    code::{AdviceOutcome, AdvisoryGroup, ClarificationSeverity},
};
use jiff::civil::Date;

use super::{
    AskedCondition, Case, Decision, Departure, Event, Facts, GivenCondition, Question, Refusal, State, Whence,
    clarify::{asked, closed, first_number},
    decide::{context, found, no_own_organisation, today, visible},
    decision_review::not_overruled,
    event,
    precedent_route::{must_hold, not_a_maker},
    words::{few, long, question as acceptable, short, some, wrong},
};
use crate::rules::{
    fresh_sign_in::fresh_sign_in, independent_approver::independent_approver, ons_before_decision::ons_owed,
};

/// An approver who never worked on the case, and has just signed in, approves, puts off or refuses the very version.
pub(super) fn decision(state: &State, word: Decision, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = visible(state, facts)?;
    if !facts.actor.is_staff(StaffRole::Approver) {
        return Err(Refusal::RoleNeeded { who: "an approver" });
    }
    independent_approver(case, &facts.known, facts.actor.id)?;
    not_a_maker(case, facts.actor.id, facts)?;
    no_own_organisation(case, facts)?;
    match state {
        State::Absent => return Err(Refusal::Unknown),
        State::InReview { .. }
        | State::Assurance { .. }
        | State::PrecedentRoute { .. }
        | State::PagAdvice { .. }
        | State::AgdAdvice { .. } => return Err(Refusal::NotBeforeApprover),
        State::ReturnedIncomplete { .. } => return Err(Refusal::SentBack),
        State::Clarification { .. } => return Err(Refusal::InClarification),
        State::Decision { .. } => {}
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            return Err(Refusal::AlreadyDecided);
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => return Err(Refusal::Over),
    }
    not_overruled(case, facts)?;
    fresh_sign_in(&facts.actor, facts.technical_now)?;
    match word {
        // Nobody answers what was asked about a decided version.
        Decision::Approve { reasons, conditions } => {
            let approved = approve(case, reasons, conditions, facts)?;
            Ok(closed(case, facts).into_iter().chain([approved]).collect())
        }
        Decision::Defer { reasons, questions } => defer(case, reasons, questions, facts),
        Decision::Refuse { reason, reasons, against_advice } => {
            long("/reasons", &reasons)?;
            let against_advice = departure(case, against_advice)?;
            let refused = Event::ApplicationRefused(event::ApplicationRefused {
                nic: case.nic.clone(),
                version: case.version,
                reason,
                decided_on: today(facts),
                by: facts.actor.id,
                reasons: Sealed::Open(reasons),
                against_advice,
            });
            Ok(closed(case, facts).into_iter().chain([refused]).collect())
        }
    }
}

fn approve(
    case: &Case,
    reasons: Option<String>,
    conditions: Vec<AskedCondition>,
    facts: &Facts,
) -> Result<Event, Refusal> {
    let content: &ApplicationContent = case.content.open().ok_or(Refusal::ContentRedacted)?;
    if case.waits_for_specialists() {
        return Err(Refusal::ChecksOpen);
    }
    // A corrected answer took away what it came here with.
    if ons_owed(case, &facts.known) && case.work.checks.iter().any(|check| check.answers_ons(case.version)) {
        return Err(Refusal::OnsNeeded);
    }
    let reasons = reasons.filter(|text| !text.trim().is_empty());
    if let Some(text) = &reasons {
        long("/reasons", text)?;
    }
    let conditions = given(conditions, today(facts))?;
    let stopping = blocking(found(case, &conditions, today(facts), Stage::Approve, &facts.known), Stage::Approve);
    if !stopping.is_empty() {
        return Err(Refusal::RulesNotMet { findings: stopping });
    }
    // Conditions come with the approval alone: without this one it could never be issued.
    let with_these = context(case, &conditions, Stage::Approve, &facts.known);
    let unconditioned = v07_conditions(content, today(facts), &with_these);
    if !unconditioned.is_empty() {
        return Err(Refusal::ConditionNeeded { findings: unconditioned });
    }
    let against_law = v17_commercial_use(content);
    let against_advice = advised_against(case, &conditions);
    let despite_v17 = !against_law.is_empty();
    if despite_v17 && reasons.is_none() {
        return Err(Refusal::ReasonsNeededDespiteV17 { findings: against_law });
    }
    if !against_advice.is_empty() && reasons.is_none() {
        return Err(Refusal::ReasonsNeededAgainstAdvice);
    }
    let not_met = case.standards_not_met();
    if !not_met.is_empty() && reasons.is_none() {
        return Err(Refusal::ReasonsNeededStandardNotMet { standards: not_met });
    }
    // It came here for a precedent: where that ended meanwhile, nobody but the approver vouches for it.
    let precedent = case.precedent.as_ref().filter(|_| must_hold(case, facts).is_ok());
    if case.precedent.is_some() && precedent.is_none() && reasons.is_none() {
        return Err(Refusal::ReasonsNeededWithoutPrecedent);
    }
    Ok(Event::ApplicationApproved(event::ApplicationApproved {
        nic: case.nic.clone(),
        version: case.version,
        sha256: case.sha256.clone(),
        organisation: case.organisation.clone(),
        title: content.title.clone().unwrap_or_default(),
        decided_on: today(facts),
        by: facts.actor.id,
        despite_v17,
        against_advice,
        precedent: precedent.map(|used| used.precedent.clone()),
        reasons: reasons.map(Sealed::Open),
        conditions,
    }))
}

/// The groups whose latest word about this version an approval would depart from. A group that asks for something is
/// followed by conditions: by none at all, only for reasons. A group that put its advice off has said nothing yet.
fn advised_against(case: &Case, conditions: &[GivenCondition]) -> Vec<AdvisoryGroup> {
    let departs = |group: &AdvisoryGroup| {
        case.advice_of(*group).is_some_and(|advice| match advice.outcome {
            AdviceOutcome::NotSupportive | AdviceOutcome::UnableToAdvise | AdviceOutcome::Deferred => true,
            AdviceOutcome::SupportiveWithActions => conditions.is_empty(),
            AdviceOutcome::Supportive => false,
        })
    };
    AdvisoryGroup::ALL.iter().copied().filter(departs).collect()
}

/// From whose advice about this version a refusal departs: a group's that was supportive, also where it asked for actions.
fn departure(case: &Case, reason: Option<String>) -> Result<Option<Departure>, Refusal> {
    let supportive = |group: &AdvisoryGroup| {
        case.advice_of(*group).is_some_and(|advice| match advice.outcome {
            AdviceOutcome::Supportive | AdviceOutcome::SupportiveWithActions => true,
            AdviceOutcome::NotSupportive | AdviceOutcome::UnableToAdvise | AdviceOutcome::Deferred => false,
        })
    };
    let groups: Vec<AdvisoryGroup> = AdvisoryGroup::ALL.iter().copied().filter(supportive).collect();
    match reason.filter(|text| !text.trim().is_empty()) {
        None if groups.is_empty() => Ok(None),
        None => Err(Refusal::AgainstAdviceMissing),
        Some(_) if groups.is_empty() => {
            wrong(
                "/against_advice",
                "nothing-advised-for",
                "No advisory group was supportive: there is nothing to depart from.",
            )?;
            Ok(None)
        }
        Some(reason) => {
            long("/against_advice", &reason)?;
            Ok(Some(Departure { groups, reason: Sealed::Open(reason) }))
        }
    }
}

/// Conditions as they are given, numbered from 1.
fn given(conditions: Vec<AskedCondition>, today: Date) -> Result<Vec<GivenCondition>, Refusal> {
    few("/conditions", conditions.len())?;
    for (at, condition) in conditions.iter().enumerate() {
        short(&format!("/conditions/{at}/text"), &condition.text)?;
        if condition.due.is_some_and(|due| due < today) {
            wrong(&format!("/conditions/{at}/due"), "in-the-past", "A condition falls due today or later.")?;
        }
    }
    let given = |(number, condition): (u32, AskedCondition)| GivenCondition {
        number,
        text: Sealed::Open(condition.text),
        due: condition.due,
        owing: condition.owing,
    };
    Ok((1..).zip(conditions).map(given).collect())
}

/// Puts the decision off: each question holds it up.
fn defer(case: &Case, reasons: String, questions: Vec<Question>, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    long("/reasons", &reasons)?;
    some("/questions", questions.len())?;
    for (at, question) in questions.iter().enumerate() {
        acceptable(&format!("/questions/{at}"), question)?;
    }
    let deferred = Event::DecisionDeferred(event::DecisionDeferred {
        nic: case.nic.clone(),
        version: case.version,
        deferred_on: today(facts),
        by: facts.actor.id,
        reasons: Sealed::Open(reasons),
    });
    let first = first_number(case);
    // The first question takes the case back into clarification.
    let raised = (first..).zip(questions).map(|(number, question)| {
        let question = Question { severity: ClarificationSeverity::Blocking, ..question };
        let moves_from = if number == first { Some(Whence::Decision) } else { None };
        asked(case, number, question, moves_from, facts)
    });
    Ok([deferred].into_iter().chain(raised).collect())
}
