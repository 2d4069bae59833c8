//! How an application begins: proposed by a conversion, then accepted or sent elsewhere.

use dars_rules::policy;
use dars_vocabulary::{
    ActorKind, DocumentVersion, EnquiryRef, FieldError, Nic, OrganisationId, PersonId, Readiness, Sealed, StaffRole,
    calendar::{london_date, working_days_after},
    code::Signpost,
};

use super::{
    Application, Event, Facts, Judgements, PreliminaryNotes, Refusal, State, decide::may_see, event, phase::Phase,
    preliminary,
};
use crate::rules::{person::person_needed, staff, text};

const OPENERS: &[StaffRole] = &[StaffRole::TriageOfficer, StaffRole::CaseOfficer];

/// What an application shall be.
pub(super) struct Proposal {
    pub nic: Nic,
    pub organisation: OrganisationId,
    pub lead: PersonId,
    pub enquiry: Option<EnquiryRef>,
    pub readiness: Option<Readiness>,
}

pub(super) fn open(
    state: &State,
    facts: &Facts,
    asked: Proposal,
    accepted: Option<Judgements>,
) -> Result<Vec<Event>, Refusal> {
    if facts.actor.kind != ActorKind::System {
        person_needed(&facts.actor)?;
        if !staff::holds_any(&facts.actor, OPENERS) {
            return Err(Refusal::OpenerNeeded);
        }
        if accepted.is_some() {
            case_officer(facts)?;
            nobody_of(&asked.organisation, facts)?;
        }
    }
    if let Some(known) = state.application() {
        let same = known.nic == asked.nic && known.organisation == asked.organisation && known.enquiry == asked.enquiry;
        return if same { Ok(Vec::new()) } else { Err(Refusal::Exists) };
    }
    let today = london_date(facts.now);
    let Proposal { nic, organisation, lead, enquiry, readiness } = asked;
    let (assessment_due, accepted) = match accepted {
        None => (Some(working_days_after(today, policy::PRELIMINARY_ASSESSMENT.value)), Vec::new()),
        Some(judgements) => (None, judged(&nic, &organisation, None, judgements, facts)?),
    };
    let copied_from = None;
    let proposed = Event::ApplicationProposed(event::ApplicationProposed {
        nic,
        organisation,
        lead,
        enquiry,
        assessment_due,
        readiness,
        copied_from,
    });
    Ok([proposed].into_iter().chain(accepted).collect())
}

/// Accepted with what was noted before and what is judged now: that it is feasible and the right service must both be
/// written down, and hold.
fn judged(
    nic: &Nic,
    organisation: &OrganisationId,
    before: Option<&PreliminaryNotes>,
    judgements: Judgements,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    let notes = judgements.added_to(before.cloned().unwrap_or_default());
    let errors = preliminary::wrong(&notes);
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    if notes.says_no() {
        return Err(Refusal::AssessmentSaysNo);
    }
    if !notes.says_yes() {
        return Err(Refusal::JudgementsMissing);
    }
    let anew = (before != Some(&notes)).then(|| preliminary::noted(nic, notes, facts));
    Ok(anew.into_iter().chain([opened(nic, organisation, facts)]).collect())
}

fn opened(nic: &Nic, organisation: &OrganisationId, facts: &Facts) -> Event {
    Event::ApplicationOpened(event::ApplicationOpened {
        nic: nic.clone(),
        version: DocumentVersion::FIRST_DRAFT,
        organisation: organisation.clone(),
        opened_on: london_date(facts.now),
        accepted_by: (facts.actor.kind != ActorKind::System).then_some(facts.actor.id),
    })
}

pub(super) fn accept(state: &State, facts: &Facts, judgements: Judgements) -> Result<Vec<Event>, Refusal> {
    let application = assessed(state, facts)?;
    let before = application.preliminary.as_deref();
    judged(&application.nic, &application.organisation, before, judgements, facts)
}

pub(super) fn redirect(state: &State, facts: &Facts, to: Vec<Signpost>, reason: String) -> Result<Vec<Event>, Refusal> {
    let application = assessed(state, facts)?;
    let nowhere = to.is_empty().then(|| FieldError {
        pointer: "/to".to_owned(),
        code: "missing".to_owned(),
        detail: "Say where to.".to_owned(),
    });
    let errors: Vec<FieldError> = nowhere.into_iter().chain(text::said("/reason", &reason)).collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    Ok(vec![Event::ApplicationRedirected(event::ApplicationRedirected {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        to,
        reason: Sealed::Open(reason),
    })])
}

/// What waits for its preliminary assessment, for a case officer of no part in it.
pub(super) fn assessed<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    case_officer(facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    nobody_of(&application.organisation, facts)?;
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Preliminary(application) => Ok(application),
        Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => {
            Err(Refusal::PreliminaryOver)
        }
    }
}

fn case_officer(facts: &Facts) -> Result<(), Refusal> {
    let holds = staff::holds_any(&facts.actor, &[StaffRole::CaseOfficer]);
    if holds { Ok(()) } else { Err(Refusal::CaseOfficerNeeded) }
}

/// Nobody judges what their own organisation asks for (domain.md §3).
pub(super) fn nobody_of(organisation: &OrganisationId, facts: &Facts) -> Result<(), Refusal> {
    let today = london_date(facts.now);
    if facts.memberships.iter().any(|held| held.is_of(organisation, today)) {
        return Err(Refusal::OwnOrganisation);
    }
    Ok(())
}
