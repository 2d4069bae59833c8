//! What will be signed.

use dars_vocabulary::{ContractRef, OrganisationId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Contract, Refusal, State};

/// What is signed: its canonical JSON (RFC 8785) has the SHA-256 that both signatures quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameworkDocument {
    /// The contract.
    pub contract: ContractRef,
    /// The one legal entity it binds.
    pub organisation: OrganisationId,
    /// The data body.
    pub body: OrganisationId,
    /// The version of the template whose terms hold.
    pub template_version: String,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
}

impl FrameworkDocument {
    /// Its terms.
    pub fn terms(&self) -> Contract {
        Contract {
            contract: self.contract.clone(),
            organisation: self.organisation.clone(),
            start: self.start,
            end: self.end,
        }
    }
}

/// The document of a draft, ready to be hashed and issued.
pub fn document(state: &State, body: &OrganisationId) -> Result<FrameworkDocument, Refusal> {
    match state {
        State::Absent => Err(Refusal::NotFound),
        State::Draft(draft) => Ok(FrameworkDocument {
            contract: draft.terms.contract.clone(),
            organisation: draft.terms.organisation.clone(),
            body: body.clone(),
            template_version: draft.template_version.clone(),
            start: draft.terms.start,
            end: draft.terms.end,
        }),
        State::Requested(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Ended(_) => Err(Refusal::NotADraft),
    }
}
