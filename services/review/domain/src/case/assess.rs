//! What the case officer found.

use std::collections::BTreeSet;

use dars_vocabulary::{PersonId, Sealed, code::AdvisoryGroup};

use super::{
    Assessment, Case, Event, Facts, LeftOpen, Refusal, State, Whence,
    completeness::{found_incomplete, unless_checked},
    cover::their_case,
    decide::for_case_officer,
    precedent_route, quick_check,
    standard::left_open,
    words::long,
};
use crate::rules::{ons_before_decision::ons_owed, pag_before_decision::pag_owed};

/// Only the officer who has the case moves it: into assurance, before an advisory group, before an approver.
pub(super) fn assess(state: &State, assessment: Assessment, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    let case = for_case_officer(state, facts)?;
    let (whence, officer) = assessed_at(state)?;
    their_case(officer, facts)?;
    let (nic, by) = (case.nic.clone(), facts.actor.id);
    let pag_owed = pag_owed(case, &facts.known);
    match assessment {
        Assessment::Ready => match whence {
            Whence::InReview if found_incomplete(case) => Err(Refusal::FoundIncomplete),
            Whence::InReview => {
                let checked = unless_checked(case, true, BTreeSet::new(), facts);
                Ok(checked.into_iter().chain([Event::CaseFoundReady { nic, by }]).collect())
            }
            Whence::Assurance | Whence::PrecedentRoute | Whence::PagAdvice | Whence::AgdAdvice | Whence::Decision => {
                Err(Refusal::AlreadyAssessed)
            }
        },
        Assessment::QuickChecked { reason } => match whence {
            Whence::InReview => quick_check::check(case, reason, facts),
            Whence::Assurance | Whence::PrecedentRoute | Whence::PagAdvice | Whence::AgdAdvice | Whence::Decision => {
                Err(Refusal::AlreadyAssessed)
            }
        },
        Assessment::NoAdviceNeeded { reason, open_standards } => match whence {
            Whence::InReview => Err(Refusal::NotReady),
            Whence::Assurance if pag_owed => Err(Refusal::PagNeeded),
            Whence::Assurance => {
                long("/reason", &reason)?;
                let left_open = before_approver(case, open_standards, facts)?;
                Ok(vec![Event::AdviceFoundUnneeded { nic, by, reason: Sealed::Open(reason), left_open }])
            }
            Whence::PrecedentRoute | Whence::PagAdvice | Whence::AgdAdvice | Whence::Decision => {
                Err(Refusal::AlreadyAssessed)
            }
        },
        Assessment::ToPrecedent { precedent } => match whence {
            Whence::InReview => Err(Refusal::NotReady),
            Whence::Assurance if pag_owed => Err(Refusal::PagNeeded),
            Whence::Assurance => precedent_route::take(case, officer, &precedent, facts),
            Whence::PrecedentRoute | Whence::PagAdvice | Whence::AgdAdvice | Whence::Decision => {
                Err(Refusal::AlreadyAssessed)
            }
        },
        Assessment::PrecedentHolds { open_standards } => match whence {
            Whence::InReview => Err(Refusal::NotReady),
            Whence::PrecedentRoute if pag_owed => Err(Refusal::PagNeeded),
            Whence::PrecedentRoute => {
                precedent_route::must_hold(case, facts)?;
                let left_open = before_approver(case, open_standards, facts)?;
                Ok(vec![Event::PrecedentFoundToHold { nic, by, left_open }])
            }
            Whence::Assurance | Whence::PagAdvice | Whence::AgdAdvice => Err(Refusal::NotOnPrecedentRoute),
            Whence::Decision => Err(Refusal::AlreadyAssessed),
        },
        Assessment::To(group) => {
            may_go_to(group, whence, pag_owed, case)?;
            Ok(vec![Event::CaseSentToAdvisers { nic, group, by }])
        }
        Assessment::Advised { open_standards } => match whence {
            Whence::InReview => Err(Refusal::NotReady),
            Whence::Assurance | Whence::PrecedentRoute => Err(Refusal::NotBeforeGroup),
            Whence::AgdAdvice if pag_owed => Err(Refusal::PagNeeded),
            Whence::PagAdvice | Whence::AgdAdvice => {
                let group = if whence == Whence::PagAdvice { AdvisoryGroup::Pag } else { AdvisoryGroup::Agd };
                advised(case, group)?;
                let left_open = before_approver(case, open_standards, facts)?;
                Ok(vec![Event::CaseFoundAdvised { nic, by, left_open }])
            }
            Whence::Decision => Err(Refusal::AlreadyAssessed),
        },
    }
}

/// Nothing goes before an approver while a specialist has not answered, or without the statistics office's approval where
/// the catalogue asks for it; with standards that are open only for a reason.
fn before_approver(case: &Case, open_standards: Option<String>, facts: &Facts) -> Result<Option<LeftOpen>, Refusal> {
    if case.waits_for_specialists() {
        return Err(Refusal::ChecksOpen);
    }
    if ons_owed(case, &facts.known) {
        return Err(Refusal::OnsNeeded);
    }
    left_open(case, open_standards)
}

/// PAG comes before AGD; back to it only where the catalogue came to ask for it meanwhile (V19).
fn may_go_to(group: AdvisoryGroup, whence: Whence, pag_owed: bool, case: &Case) -> Result<(), Refusal> {
    match (whence, group) {
        (Whence::InReview, AdvisoryGroup::Pag | AdvisoryGroup::Agd) => Err(Refusal::NotReady),
        (Whence::Assurance | Whence::PrecedentRoute, AdvisoryGroup::Agd) if pag_owed => Err(Refusal::PagNeeded),
        // A precedent that ended meanwhile, or no longer fits, is left for the group.
        (Whence::Assurance | Whence::PrecedentRoute, AdvisoryGroup::Pag | AdvisoryGroup::Agd) => Ok(()),
        (Whence::PagAdvice, AdvisoryGroup::Agd) => advised(case, AdvisoryGroup::Pag),
        (Whence::AgdAdvice, AdvisoryGroup::Pag) if pag_owed => Ok(()),
        (Whence::PagAdvice, AdvisoryGroup::Pag)
        | (Whence::AgdAdvice | Whence::Decision, AdvisoryGroup::Pag | AdvisoryGroup::Agd) => {
            Err(Refusal::AlreadyAssessed)
        }
    }
}

/// Refuses to leave a group's stage before the group has said something.
fn advised(case: &Case, group: AdvisoryGroup) -> Result<(), Refusal> {
    match case.advice_of(group) {
        None => Err(Refusal::AdviceMissing),
        Some(_) if case.seen_by(group) => Ok(()),
        Some(_) => Err(Refusal::AdviceDeferred),
    }
}

/// The stage of a case that can be assessed, and who has it.
fn assessed_at(state: &State) -> Result<(Whence, PersonId), Refusal> {
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::InReview { officer: None, .. } => Err(Refusal::NotAssigned),
        State::InReview { officer: Some(officer), .. } => Ok((Whence::InReview, *officer)),
        State::ReturnedIncomplete { .. } => Err(Refusal::SentBack),
        State::Clarification { .. } => Err(Refusal::InClarification),
        State::Assurance { officer, .. } => Ok((Whence::Assurance, *officer)),
        State::PrecedentRoute { officer, .. } => Ok((Whence::PrecedentRoute, *officer)),
        State::PagAdvice { officer, .. } => Ok((Whence::PagAdvice, *officer)),
        State::AgdAdvice { officer, .. } => Ok((Whence::AgdAdvice, *officer)),
        State::Decision { officer, .. } => Ok((Whence::Decision, *officer)),
        State::Approved { .. } | State::ApprovedWithConditions { .. } | State::Refused { .. } => {
            Err(Refusal::AlreadyDecided)
        }
        State::Withdrawn { .. } | State::Lapsed { .. } => Err(Refusal::Over),
    }
}
