//! What a case officer notes before the draft: feasible, the right service, early advice wanted, and what is known of
//! the request so far. Every note takes the place of the one before; it decides nothing.

use std::collections::BTreeSet;

use dars_rules::completeness;
use dars_vocabulary::{
    ApplicationContent, FieldError, Nic, Ready, Sealed, StaffRole, calendar::london_date, code::AdvisoryGroup,
};
use serde::{Deserialize, Serialize};

use super::{Application, Event, Facts, Refusal, State, begin::nobody_of, decide::may_see, event, phase::Phase};
use crate::rules::{person::person_needed, staff, text};

/// What a case officer noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreliminaryNotes {
    /// Whether it can be done at all.
    pub feasible: Option<Judged>,
    /// Whether it belongs here.
    pub right_service: Option<Judged>,
    /// Whose advice is wanted before the draft.
    pub early_advice: Vec<EarlyAdvice>,
    /// Whether the money was seen.
    pub funding: Option<Ready>,
    /// Whether a budget for the charges was seen.
    pub budget_seen: Option<bool>,
    /// What is known of the sections so far; the draft goes before it.
    pub outline: Option<Box<Sealed<ApplicationContent>>>,
}

/// A judgement, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Whether it holds.
    pub holds: bool,
    /// Why.
    pub why: Option<Sealed<String>>,
}

/// A group whose early view is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyAdvice {
    /// Which group.
    pub group: AdvisoryGroup,
    /// Why.
    pub why: Sealed<String>,
}

/// What is judged in the moment of accepting; what is left out stands as it was noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgements {
    /// Whether it can be done at all.
    pub feasible: Option<Judged>,
    /// Whether it belongs here.
    pub right_service: Option<Judged>,
}

impl Judgements {
    /// The notes with them.
    pub(super) fn added_to(self, notes: PreliminaryNotes) -> PreliminaryNotes {
        PreliminaryNotes {
            feasible: said_last(self.feasible, notes.feasible),
            right_service: said_last(self.right_service, notes.right_service),
            ..notes
        }
    }
}

/// Whoever says the same again without a reason leaves the reason that was given.
fn said_last(now: Option<Judged>, before: Option<Judged>) -> Option<Judged> {
    match (now, before) {
        (Some(now), Some(before)) if now.why.is_none() && now.holds == before.holds => Some(before),
        (now, before) => now.or(before),
    }
}

impl PreliminaryNotes {
    /// Whether it was noted that it can be done, and belongs here.
    pub(super) fn says_yes(&self) -> bool {
        [&self.feasible, &self.right_service].into_iter().all(|judged| judged.as_ref().is_some_and(|said| said.holds))
    }

    /// Whether it was noted that it cannot be done, or belongs elsewhere.
    pub(super) fn says_no(&self) -> bool {
        [&self.feasible, &self.right_service].into_iter().flatten().any(|judged| !judged.holds)
    }
}

impl Application {
    /// The groups whose early view is wanted and not heard.
    pub fn early_advice_wanted(&self) -> impl Iterator<Item = AdvisoryGroup> {
        let wanted = self.preliminary.iter().flat_map(|notes| &notes.early_advice).map(|wanted| wanted.group);
        wanted.filter(|group| {
            !self.advice.iter().any(|given| given.group == *group)
                && !self.early_views.iter().any(|given| given.group == *group)
        })
    }

    /// What is known of its sections: what is written, and for what is not, what was noted.
    pub fn known_content(&self, written: ApplicationContent) -> ApplicationContent {
        let noted = self.preliminary.as_ref().and_then(|notes| notes.outline.as_ref()?.open());
        let Some(noted) = noted.cloned() else { return written };
        ApplicationContent {
            title: written.title.or(noted.title),
            parties: written.parties.or(noted.parties),
            locations: written.locations.or(noted.locations),
            data_sets: written.data_sets.or(noted.data_sets),
            legal_basis: written.legal_basis.or(noted.legal_basis),
            purpose: written.purpose.or(noted.purpose),
            outputs: written.outputs.or(noted.outputs),
            benefits: written.benefits.or(noted.benefits),
            commercial: written.commercial.or(noted.commercial),
            sub_licensing: written.sub_licensing.or(noted.sub_licensing),
            ethics: written.ethics.or(noted.ethics),
            privacy_notice: written.privacy_notice.or(noted.privacy_notice),
            term: written.term.or(noted.term),
            evidence: written.evidence.or(noted.evidence),
        }
    }
}

/// A case officer of no part in it, until it is handed in.
pub(super) fn may_note<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    if !staff::holds_any(&facts.actor, &[StaffRole::CaseOfficer]) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    nobody_of(&application.organisation, facts)?;
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Preliminary(application) | Phase::Writing(application, _) => Ok(application),
        Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => Err(Refusal::PreliminaryOver),
    }
}

pub(super) fn note(state: &State, facts: &Facts, notes: PreliminaryNotes) -> Result<Vec<Event>, Refusal> {
    let application = may_note(state, facts)?;
    let errors = wrong(&notes);
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    if application.preliminary.as_deref() == Some(&notes) {
        return Ok(Vec::new());
    }
    Ok(vec![noted(&application.nic, notes, facts)])
}

pub(super) fn noted(nic: &Nic, notes: PreliminaryNotes, facts: &Facts) -> Event {
    Event::PreliminaryNoted(event::PreliminaryNoted {
        nic: nic.clone(),
        notes: Box::new(notes),
        noted_on: london_date(facts.now),
        noted_by: facts.actor.id,
    })
}

pub(super) fn wrong(notes: &PreliminaryNotes) -> Vec<FieldError> {
    let judged = [("/feasible/why", &notes.feasible), ("/right_service/why", &notes.right_service)];
    let whys = judged.into_iter().filter_map(|(pointer, judged)| {
        let why = judged.as_ref()?.why.as_ref()?.open()?;
        text::said(pointer, why)
    });
    let mut groups = BTreeSet::new();
    let advice = notes.early_advice.iter().enumerate().filter_map(|(at, wanted)| {
        if groups.insert(wanted.group) {
            text::said(&format!("/early_advice/{at}/why"), wanted.why.open()?)
        } else {
            Some(FieldError {
                pointer: format!("/early_advice/{at}/group"),
                code: "listed-twice".to_owned(),
                detail: "Name each group once.".to_owned(),
            })
        }
    });
    let outline = notes.outline.as_ref().and_then(|outline| outline.open());
    let unreadable =
        outline.into_iter().flat_map(completeness).filter(|found| UNREADABLE.contains(&found.code)).map(|found| {
            FieldError {
                pointer: format!("/outline{}", found.pointer),
                code: found.code.to_owned(),
                detail: found.message,
            }
        });
    whys.chain(advice).chain(unreadable).collect()
}

/// An outline may have holes; what stands in it must be fit to be shown.
const UNREADABLE: &[&str] =
    &["title-too-long", "text-too-long", "list-too-long", "characters-not-allowed", "not-an-address", "not-a-country"];
