//! Whether what is asked of an application may happen.

use dars_rules::{Context, blocking, check, policy};
use dars_vocabulary::{
    ActorKind, ApplicationContent, DocumentVersion, EnquiryRef, Finding, Nic, OrganisationId, PersonId, Sealed,
    StaffRole, Stage,
    calendar::{london_date, working_days_after},
};
use jiff::civil::Date;

use super::{Application, Command, Event, Facts, Refusal, State, progress};
use crate::{
    Membership,
    rules::{person::person_needed, staff},
};

const OPENERS: &[StaffRole] = &[StaffRole::TriageOfficer, StaffRole::CaseOfficer];

/// The events that follow from `command`; none when it tells what is known or overtaken.
pub fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Open { nic, organisation, lead, enquiry } => open(state, facts, nic, organisation, lead, enquiry),
        Command::Submit { content, sha256 } => submit(state, facts, *content, sha256),
        Command::NoteCaseOpened { version } => {
            system_only(facts)?;
            Ok(progress::case_opened(state, version))
        }
        Command::NoteCaseMoved { stage } => {
            system_only(facts)?;
            Ok(progress::case_moved(state, stage))
        }
        Command::NoteApproved { version, title, decided_on } => {
            system_only(facts)?;
            Ok(progress::approved(state, version, title, decided_on))
        }
        Command::NoteRefused { version, reason, decided_on } => {
            system_only(facts)?;
            Ok(progress::refused(state, version, reason, decided_on))
        }
        Command::NoteAgreement { progress } => {
            system_only(facts)?;
            Ok(progress::agreement(state, progress))
        }
    }
}

/// Whether the caller may know of this application: staff, a member of the applicant organisation today, ourselves.
pub fn may_see(state: &State, facts: &Facts) -> Result<(), Refusal> {
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    let today = london_date(facts.now);
    let member =
        facts.actor.is_person() && facts.memberships.iter().any(|held| held.is_of(&application.organisation, today));
    let ours = facts.actor.kind == ActorKind::System;
    if member || ours || staff::reads_content(&facts.actor) { Ok(()) } else { Err(Refusal::Unknown) }
}

/// Whether the caller may save a section now: a lead or collaborator of the applicant organisation, in a draft.
pub fn may_save(state: &State, facts: &Facts) -> Result<(), Refusal> {
    drafting(state, facts).map(|_| ())
}

/// Everything that is wrong with `content`, as shown while drafting.
pub fn findings(content: &ApplicationContent, facts: &Facts) -> Vec<Finding> {
    let drafting = Context { catalogue: facts.catalogue.clone(), ..Context::default() };
    check(content, london_date(facts.now), &drafting)
}

fn system_only(facts: &Facts) -> Result<(), Refusal> {
    if facts.actor.kind == ActorKind::System { Ok(()) } else { Err(Refusal::SystemOnly) }
}

fn open(
    state: &State,
    facts: &Facts,
    nic: Nic,
    organisation: OrganisationId,
    lead: PersonId,
    enquiry: Option<EnquiryRef>,
) -> Result<Vec<Event>, Refusal> {
    if facts.actor.kind != ActorKind::System {
        person_needed(&facts.actor)?;
        if !staff::holds_any(&facts.actor, OPENERS) {
            return Err(Refusal::RoleNeeded);
        }
    }
    let asked = Application { nic, organisation, lead, enquiry };
    match state {
        State::Absent => {
            let Application { nic, organisation, lead, enquiry } = asked;
            let version = DocumentVersion::FIRST_DRAFT;
            Ok(vec![Event::ApplicationOpened { nic, version, organisation, lead, enquiry }])
        }
        State::Draft { .. }
        | State::Submitted(_)
        | State::InReview(_)
        | State::Assurance(_)
        | State::Decision(_)
        | State::Approved { .. }
        | State::Refused { .. } => {
            if state.application() == Some(&asked) {
                Ok(Vec::new())
            } else {
                Err(Refusal::Exists)
            }
        }
    }
}

/// The draft, for those who may write in it.
fn drafting<'a>(state: &'a State, facts: &Facts) -> Result<(&'a Application, DocumentVersion), Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    let today: Date = london_date(facts.now);
    let may = |held: &Membership| held.gives(Membership::DRAFTERS, &application.organisation, today);
    if !facts.memberships.iter().any(may) {
        return Err(Refusal::DrafterNeeded);
    }
    match state {
        State::Absent => Err(Refusal::Unknown),
        State::Draft { application, version } => Ok((application, *version)),
        State::Submitted(_)
        | State::InReview(_)
        | State::Assurance(_)
        | State::Decision(_)
        | State::Approved { .. }
        | State::Refused { .. } => Err(Refusal::AlreadySubmitted),
    }
}

fn submit(state: &State, facts: &Facts, content: ApplicationContent, sha256: String) -> Result<Vec<Event>, Refusal> {
    let (application, version) = drafting(state, facts)?;
    let findings = blocking(findings(&content, facts), Stage::Submit);
    if !findings.is_empty() {
        return Err(Refusal::RulesNotMet { findings });
    }
    let submitted_on = london_date(facts.now);
    Ok(vec![Event::ApplicationSubmitted {
        nic: application.nic.clone(),
        version,
        organisation: application.organisation.clone(),
        sha256,
        submitted_on,
        decision_due: working_days_after(submitted_on, policy::DECISION.value),
        submitted_by: facts.actor.id,
        content: Box::new(Sealed::Open(content)),
    }])
}
