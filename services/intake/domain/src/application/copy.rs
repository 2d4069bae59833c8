//! A new request that begins with the words of an earlier one of the same organisation: what was said, never what was
//! promised, confirmed, dated or decided.

use dars_rules::policy;
use dars_vocabulary::{
    ApplicationContent, DocumentVersion, MembershipRole, Nic, OrganisationId, PersonId,
    calendar::{london_date, working_days_after},
    code::EthicsOutcome,
    content::{Consent, Ethics, LegalBasis, OptOuts, RemoteAccess},
};

use super::{Event, Facts, Refusal, State, decide::may_see, event, phase::Phase};
use crate::rules::person::person_needed;

/// Whoever may lead applications of its organisation, once something of it was written.
pub(super) fn may_copy(state: &State, facts: &Facts) -> Result<(), Refusal> {
    person_needed(&facts.actor)?;
    may_see(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    leads_there(&application.organisation, facts)?;
    match state.phase() {
        Phase::Absent => Err(Refusal::Unknown),
        Phase::Preliminary(_) => Err(Refusal::PreliminaryOpen),
        Phase::Over(_) if state.is_being_written() => Err(Refusal::NothingToCopy),
        Phase::Writing(..) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => Ok(()),
    }
}

/// What may be copied of an application: what is being written, or was handed in last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The application.
    pub nic: Nic,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// The version the words are of.
    pub version: DocumentVersion,
}

/// What is copied, for those who may.
pub fn original(state: &State, facts: &Facts) -> Result<Original, Refusal> {
    may_copy(state, facts)?;
    let Some(application) = state.application() else { return Err(Refusal::Unknown) };
    let version = match state.phase() {
        Phase::Writing(_, version) => version,
        Phase::Absent | Phase::Preliminary(_) | Phase::Reviewed(..) | Phase::Approved(..) | Phase::Over(_) => {
            state.case().map_or(application.newest, |case| case.submission.version)
        }
    };
    Ok(Original { nic: application.nic.clone(), organisation: application.organisation.clone(), version })
}

pub(super) fn open(
    state: &State,
    facts: &Facts,
    nic: Nic,
    organisation: OrganisationId,
    lead: PersonId,
    of: Nic,
) -> Result<Vec<Event>, Refusal> {
    person_needed(&facts.actor)?;
    leads_there(&organisation, facts)?;
    if state.application().is_some() {
        return Err(Refusal::Exists);
    }
    let today = london_date(facts.now);
    Ok(vec![Event::ApplicationProposed(event::ApplicationProposed {
        nic,
        organisation,
        lead,
        enquiry: None,
        assessment_due: Some(working_days_after(today, policy::PRELIMINARY_ASSESSMENT.value)),
        readiness: None,
        copied_from: Some(of),
    })])
}

fn leads_there(organisation: &OrganisationId, facts: &Facts) -> Result<(), Refusal> {
    let today = london_date(facts.now);
    let leads = facts.memberships.iter().any(|held| held.gives(&[MembershipRole::Lead], organisation, today));
    if leads { Ok(()) } else { Err(Refusal::OrganisationLeadNeeded) }
}

/// The words of a content without its dates, confirmations, approvals and results.
pub fn copied(content: ApplicationContent) -> ApplicationContent {
    let mut copy = ApplicationContent { term: None, ..content };
    for processor in copy.parties.iter_mut().flat_map(|section| &mut section.processors) {
        processor.instructions_in_place = false;
    }
    for place in copy.locations.iter_mut().flat_map(|section| &mut section.places) {
        place.remote_access = place.remote_access.map(|_| RemoteAccess::default());
    }
    for request in copy.data_sets.iter_mut().flat_map(|section| &mut section.requests) {
        request.drops.clear();
        request.opt_outs = request.opt_outs.take().map(|said| OptOuts { evidence: None, ..said });
    }
    copy.legal_basis = copy.legal_basis.map(|basis| LegalBasis {
        section_251: None,
        consent: basis.consent.map(|consent| Consent { covers_linkage: false, covers_recipients: false, ..consent }),
        ..basis
    });
    if let Some(purpose) = &mut copy.purpose {
        purpose.funded_until = None;
    }
    for output in copy.outputs.iter_mut().flat_map(|section| &mut section.items) {
        output.planned_for = None;
    }
    if let Some(benefits) = &mut copy.benefits {
        benefits.yielded = None;
    }
    copy.ethics = copy.ethics.map(|ethics| Ethics {
        outcome: EthicsOutcome::Pending,
        reference: None,
        letter: None,
        protocol: None,
        protocol_version: None,
        letter_protocol_version: None,
        tool_output: None,
        ..ethics
    });
    if let Some(notice) = &mut copy.privacy_notice {
        notice.confirmed = false;
    }
    copy
}
