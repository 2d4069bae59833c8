//! Of what comes before the draft.

use dars_vocabulary::{DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, Readiness, Sealed, code::Signpost};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::{EarlyView, PreliminaryNotes};

/// An enquiry became an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationProposed {
    /// The application.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Who leads it.
    pub lead: PersonId,
    /// The enquiry it came from.
    pub enquiry: Option<EnquiryRef>,
    /// The day by which it is assessed; `None` when it was accepted in the same breath.
    pub assessment_due: Option<Date>,
    /// What the enquirer said is in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Readiness>,
    /// The earlier application whose words it began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied_from: Option<Nic>,
}

/// A case officer noted what the preliminary assessment has found so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreliminaryNoted {
    /// The application.
    pub nic: Nic,
    /// What was noted.
    pub notes: Box<PreliminaryNotes>,
    /// The day in London.
    pub noted_on: Date,
    /// Who noted it.
    pub noted_by: PersonId,
}

/// An advisory group gave its view before it was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlyViewRecorded {
    /// The application.
    pub nic: Nic,
    /// The view.
    pub view: Box<EarlyView>,
}

/// Its preliminary assessment sent it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationRedirected {
    /// The application.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// Where to.
    pub to: Vec<Signpost>,
    /// Why, for the applicant.
    pub reason: Sealed<String>,
}

/// Its preliminary assessment was accepted: a draft may be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationOpened {
    /// The application.
    pub nic: Nic,
    /// The draft's version.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The day in London.
    pub opened_on: Date,
    /// Who accepted it; not written down in the first events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by: Option<PersonId>,
}
