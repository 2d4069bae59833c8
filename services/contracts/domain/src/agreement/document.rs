//! What will be signed.

use dars_messages::facts::contracts::{AgreementDocument, Side};
use dars_vocabulary::{OrganisationId, code::Territory};
use jiff::civil::Date;

use super::{Party, Refusal, State};

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

/// The document of a draft, ready to be hashed, checked and issued.
pub fn document(state: &State, terms: &Overrides, body: &OrganisationId) -> Result<AgreementDocument, Refusal> {
    let draft = match state {
        State::Absent => return Err(Refusal::NotFound),
        State::Draft(draft) => draft,
        State::IssuedForSignature(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Expired(_) => return Err(Refusal::NotADraft),
    };
    let content = draft.content.open().ok_or(Refusal::ContentRedacted)?;
    let approved = content.term;
    Ok(AgreementDocument {
        nic: draft.nic.clone(),
        version: draft.version,
        applicant: draft.organisation.clone(),
        body: body.clone(),
        application_version: draft.application_version,
        application_sha256: draft.application_sha256.clone(),
        start: terms.start.or(approved.map(|term| term.start)).ok_or(Refusal::TermMissing)?,
        end: terms.end.or(approved.map(|term| term.end)).ok_or(Refusal::TermMissing)?,
        territory: terms.territory.or(approved.map(|term| term.territory)).ok_or(Refusal::TermMissing)?,
        content: content.as_ref().clone(),
        // Conditions come with decisions that set them; an approval sets none yet.
        special_conditions: Vec::new(),
    })
}

/// Who must sign it: the applicant organisation and every controller, each once, and the data body (V24).
pub(super) fn parties(document: &AgreementDocument) -> Vec<Party> {
    let controllers = document.content.parties.as_ref().map_or(&[][..], |parties| &parties.controllers);
    let mut organisations = vec![document.applicant.clone()];
    for controller in controllers {
        if !organisations.contains(&controller.organisation) {
            organisations.push(controller.organisation.clone());
        }
    }
    organisations
        .into_iter()
        .map(|organisation| Party { organisation, side: Side::Organisation })
        .chain([Party { organisation: document.body.clone(), side: Side::Body }])
        .collect()
}
