//! A lead who left without anyone to follow: where the organisation has no administrator either, a case officer names
//! the next.

use dars_vocabulary::{FieldError, MembershipRole, PersonId, Sealed, StaffRole};

use super::{Application, Event, Facts, Refusal, State, begin::nobody_of, decide::may_see, people, phase::Phase};
use crate::rules::{person::person_needed, staff, text};

pub(super) fn may_hand_over<'a>(state: &'a State, facts: &Facts) -> Result<&'a Application, Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    if !staff::holds_any(&facts.actor, &[StaffRole::CaseOfficer]) {
        return Err(Refusal::CaseOfficerNeeded);
    }
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    nobody_of(&application.organisation, facts)?;
    match state.phase() {
        Phase::Absent => return Err(Refusal::Unknown),
        Phase::Over(_) => return Err(Refusal::Over),
        Phase::Preliminary(_) | Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) => {}
    }
    if !people::lead_left(application, facts) {
        return Err(Refusal::LeadNotGone);
    }
    if facts.administered { Err(Refusal::AdministratorThere) } else { Ok(application) }
}

pub(super) fn hand_over(state: &State, facts: &Facts, lead: PersonId, reason: String) -> Result<Vec<Event>, Refusal> {
    let application = may_hand_over(state, facts)?;
    let member =
        facts.people.get(&lead).is_some_and(|held| people::gives(&[MembershipRole::Lead], application, held, facts));
    let errors: Vec<FieldError> = (!member)
        .then(|| FieldError {
            pointer: "/lead".to_owned(),
            code: "not-a-member".to_owned(),
            detail: "The next lead must be a member of the applicant organisation today, as lead.".to_owned(),
        })
        .into_iter()
        .chain(text::said("/reason", &reason))
        .collect();
    if !errors.is_empty() {
        return Err(Refusal::Unacceptable { errors });
    }
    Ok(vec![Event::HandedOver {
        nic: application.nic.clone(),
        organisation: application.organisation.clone(),
        lead,
        collaborators: application.collaborators.iter().copied().filter(|person| *person != lead).collect(),
        handed_over_by: facts.actor.id,
        reason: Sealed::Open(reason),
    }])
}
