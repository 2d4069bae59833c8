//! What will be signed.

use dars_messages::facts::contracts::{AgreementDocument, Side};
use dars_vocabulary::{OrganisationId, code::Territory, content::Term};
use jiff::civil::Date;

use super::{Coming, Draft, Party, Refusal, State, Void, as_of, version::each_once};

/// Terms the case officer sets at issue; an absent one stays as approved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Where data may be used.
    pub territory: Option<Territory>,
}

/// The document of a draft, ready to be hashed, checked and issued; of a void version the same approval's next one.
pub fn document(
    state: &State,
    terms: &Overrides,
    body: &OrganisationId,
    today: Date,
) -> Result<AgreementDocument, Refusal> {
    let now = as_of(state, today);
    match (&now, now.coming()) {
        (State::Absent, _) => Err(Refusal::NotFound),
        (_, Some(Coming::Draft(draft))) => from_draft(draft, terms, body),
        (_, Some(Coming::Void(void))) => from_void(void, terms, body),
        (_, Some(Coming::IssuedForSignature(_) | Coming::PartSigned(_) | Coming::Signed(_)) | None) => {
            Err(Refusal::NotADraft)
        }
    }
}

fn from_draft(draft: &Draft, terms: &Overrides, body: &OrganisationId) -> Result<AgreementDocument, Refusal> {
    let approved = &draft.approved;
    let content = approved.content.open().ok_or(Refusal::ContentRedacted)?;
    let term = content.term.as_ref();
    Ok(AgreementDocument {
        nic: approved.nic.clone(),
        version: draft.version,
        applicant: approved.organisation.clone(),
        body: body.clone(),
        application_version: approved.application_version,
        application_sha256: approved.application_sha256.clone(),
        start: terms.start.or(term.map(|term| term.start)).ok_or(Refusal::TermMissing)?,
        end: terms.end.or(term.map(|term| term.end)).ok_or(Refusal::TermMissing)?,
        territory: territory(terms, term)?,
        content: content.as_ref().clone(),
        special_conditions: approved.conditions.open().ok_or(Refusal::ContentRedacted)?.clone(),
    })
}

/// The same approval under a new number; the term is the approved one again, unless told otherwise.
fn from_void(void: &Void, terms: &Overrides, body: &OrganisationId) -> Result<AgreementDocument, Refusal> {
    let before = void.issued.document.open().ok_or(Refusal::ContentRedacted)?;
    let term = before.content.term.as_ref();
    Ok(AgreementDocument {
        version: void.issued.version.next_minor(),
        body: body.clone(),
        start: terms.start.or(term.map(|term| term.start)).ok_or(Refusal::TermMissing)?,
        end: terms.end.or(term.map(|term| term.end)).ok_or(Refusal::TermMissing)?,
        territory: territory(terms, term)?,
        ..before.as_ref().clone()
    })
}

/// Where data may be used. Countries are named by the approved term alone, so that without one nobody can say "those".
fn territory(terms: &Overrides, term: Option<&Term>) -> Result<Territory, Refusal> {
    let territory = terms.territory.or(term.map(|term| term.territory)).ok_or(Refusal::TermMissing)?;
    let unnamed = term.is_none_or(|term| term.countries.is_empty());
    if territory == Territory::NamedCountries && unnamed { Err(Refusal::CountriesMissing) } else { Ok(territory) }
}

/// Who must sign it: the applicant organisation and every controller, each once, and the data body (V24).
pub(super) fn parties(document: &AgreementDocument) -> Vec<Party> {
    let controllers = document.content.controllers().iter().map(|controller| &controller.organisation);
    each_once(std::iter::once(&document.applicant).chain(controllers))
        .into_iter()
        .map(|organisation| Party { organisation, side: Side::Organisation })
        .chain([Party { organisation: document.body.clone(), side: Side::Body }])
        .collect()
}
