//! Until it can be signed: asked for, drafted, issued.

use dars_rules::policy::FRAMEWORK_CONTRACT_TERM;
use dars_vocabulary::{ContractRef, OrganisationId, StaffRole};
use jiff::{ToSpan as _, civil::Date};

use super::{Contract, Draft, Event, Facts, FrameworkDocument, Issued, Refusal, Request, State, document, may_request};

/// The longest name of a template's version.
const VERSION_CHARACTERS: usize = 20;

pub(super) fn request(
    state: &State,
    contract: ContractRef,
    organisation: OrganisationId,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    if !may_request(&organisation, facts) {
        return Err(Refusal::NotAMember);
    }
    if !matches!(state, State::Absent) {
        return Err(Refusal::AlreadyRecorded);
    }
    if !facts.organisation_known {
        return Err(Refusal::OrganisationNotKnown);
    }
    if let Some(open) = &facts.open {
        return Err(Refusal::AlreadyOpen(open.clone()));
    }
    Ok(vec![Event::FrameworkContractRequested(Request { contract, organisation, requested_by: facts.actor.id })])
}

pub(super) fn draft(
    state: &State,
    template_version: String,
    start: Date,
    end: Date,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    case_officer(facts)?;
    let (contract, organisation) = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Requested(request) => (request.contract.clone(), request.organisation.clone()),
        State::Draft(draft) => (draft.terms.contract.clone(), draft.terms.organisation.clone()),
        State::Issued(_) | State::PartSigned(_) | State::Signed(_) | State::Active(_) | State::Ended(_) => {
            return Err(Refusal::AlreadyIssued);
        }
    };
    if !is_version(&template_version) {
        return Err(Refusal::NotATemplateVersion);
    }
    let terms = Contract { contract, organisation, start, end };
    check_term(&terms, facts.today())?;
    Ok(vec![Event::FrameworkContractDrafted(Draft { terms, template_version, drafted_by: facts.actor.id })])
}

pub(super) fn issue(
    state: &State,
    issued: FrameworkDocument,
    sha256: String,
    facts: &Facts,
) -> Result<Vec<Event>, Refusal> {
    case_officer(facts)?;
    if document(state, &issued.body)? != issued {
        return Err(Refusal::DocumentDiffers);
    }
    let issued_on = facts.today();
    check_term(&issued.terms(), issued_on)?;
    Ok(vec![Event::FrameworkContractIssued(Issued { document: issued, sha256, issued_on, issued_by: facts.actor.id })])
}

/// Terms that can still come into force, and are no longer than one contract may run.
fn check_term(terms: &Contract, today: Date) -> Result<(), Refusal> {
    if terms.end < terms.start {
        return Err(Refusal::EndBeforeStart);
    }
    if terms.end < today {
        return Err(Refusal::AlreadyOver);
    }
    let longest = terms.start.checked_add(i64::from(FRAMEWORK_CONTRACT_TERM.value).years());
    if longest.is_ok_and(|longest| terms.end > longest) { Err(Refusal::TermTooLong) } else { Ok(()) }
}

/// A version's name is a code: it stands in the signed document, and is no place for free text.
fn is_version(text: &str) -> bool {
    let mut characters = text.chars();
    text.len() <= VERSION_CHARACTERS
        && characters.next().is_some_and(|first| first.is_ascii_alphanumeric())
        && characters.all(|rest| rest.is_ascii_alphanumeric() || matches!(rest, '.' | '-'))
}

pub(super) fn case_officer(facts: &Facts) -> Result<(), Refusal> {
    if facts.actor.is_staff(StaffRole::CaseOfficer) { Ok(()) } else { Err(Refusal::CaseOfficerNeeded) }
}
