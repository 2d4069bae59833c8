//! What an application can be asked, and what it is told. Saving a section of a draft is no command: autosaves are
//! not history; `may_save` says who may.

use dars_messages::facts::review::CaseStage;
use dars_vocabulary::{
    Actor, ApplicationContent, DocumentVersion, EnquiryRef, Nic, OrganisationId, PersonId, code::RefusalReason,
};
use jiff::{Timestamp, civil::Date};

use super::AgreementProgress;
use crate::Membership;

/// A command about one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An officer's conversion of an enquiry, or the system, opens a draft.
    Open {
        /// The fresh NIC number.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
        /// The enquiry it came from.
        enquiry: Option<EnquiryRef>,
    },
    /// A lead or collaborator submits the draft as it stands.
    Submit {
        /// The whole content.
        content: Box<ApplicationContent>,
        /// SHA-256 in hex of the content's canonical JSON (RFC 8785).
        sha256: String,
    },
    /// `review` opened a case.
    NoteCaseOpened {
        /// For which version.
        version: DocumentVersion,
    },
    /// `review` moved the case on.
    NoteCaseMoved {
        /// Where it stands now.
        stage: CaseStage,
    },
    /// `review` approved it.
    NoteApproved {
        /// Which version.
        version: DocumentVersion,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// `review` refused it.
    NoteRefused {
        /// Which version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    },
    /// `contracts` told how far the agreement is.
    NoteAgreement {
        /// How far.
        progress: AgreementProgress,
    },
}

/// What a decision about an application needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// The actor's memberships.
    pub memberships: Vec<Membership>,
    /// The ids of the catalogue's data sets; `None` leaves them unchecked.
    pub catalogue: Option<Vec<String>>,
}

impl Facts {
    /// The facts of one of our own services, which has no memberships.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self { now, technical_now, actor, memberships: Vec::new(), catalogue: None }
    }
}
