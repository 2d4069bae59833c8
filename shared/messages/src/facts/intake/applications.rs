//! About applications, and what was redacted.

pub use dars_vocabulary::code::ChangeKind;
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic, OrganisationId, PersonId, code::Signpost};
use jiff::civil::Date;
use uuid::Uuid;

use crate::facts::fact;

fact!(
    /// Who leads an application, for those who mail them.
    Internal Intake "application_people" v 1 ApplicationPeopleV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The lead, opaque.
        lead: PersonId,
        /// Who works on it with them, opaque.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        collaborators: Vec<PersonId>,
    }
);

fact!(
    /// An application may be drafted.
    Public Intake "application_opened" v 1 ApplicationOpenedV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);

fact!(
    /// Which page an application names as its privacy notice, for whoever looks whether it opens (V27).
    Internal Intake "privacy_notice_named" v 1 PrivacyNoticeNamedV1 by nic {
        /// The application.
        nic: Nic,
        /// The page's address; `None` once redacted.
        url: Option<String>,
        /// SHA-256 in hex of the address.
        url_sha256: String,
    }
);

fact!(
    /// The whole of a submitted version, for those who review it and draft agreements from it.
    Internal Intake "application_version" v 1 ApplicationVersionV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON (RFC 8785).
        sha256: String,
        /// What was submitted; `None` once redacted.
        content: Option<ApplicationContent>,
        /// Of which kind, if it changes an agreement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        change: Option<ChangeKind>,
        /// Everyone who ever had a part in its preliminary assessment, opaque: none of them may approve it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        assessors: Vec<PersonId>,
    }
);

fact!(
    /// An application was submitted.
    Public Intake "application_submitted" v 1 ApplicationSubmittedV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// SHA-256 in hex of the content's canonical JSON (RFC 8785).
        sha256: String,
        /// The day by which a decision is due.
        decision_due: Date,
    }
);

fact!(
    /// An enquiry became an application whose preliminary assessment is open; nothing may be drafted yet.
    Public Intake "application_proposed" v 1 ApplicationProposedV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// The day by which it is assessed.
        assessment_due: Date,
    }
);

fact!(
    /// A preliminary assessment sent an application elsewhere; it ends here.
    Public Intake "application_redirected" v 1 ApplicationRedirectedV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Where to.
        signposts: Vec<Signpost>,
    }
);

fact!(
    /// An application was withdrawn by its applicant.
    Public Intake "application_withdrawn" v 1 ApplicationWithdrawnV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);

fact!(
    /// An application lapsed: nothing came from its applicant for 90 days.
    Public Intake "application_lapsed" v 1 ApplicationLapsedV1 by nic {
        /// The application.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
    }
);

fact!(
    /// What an applicant answered to a clarification, for `review`.
    Internal Intake "clarification_answer" v 1 ClarificationAnswerV1 by nic {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// The answer; `None` once redacted.
        text: Option<String>,
    }
);

fact!(
    /// A clarification was answered; never how.
    Public Intake "clarification_answered" v 1 ClarificationAnsweredV1 by nic {
        /// The application.
        nic: Nic,
        /// Which clarification.
        clarification: u32,
        /// Which round.
        round: u32,
        /// The day of the answer in London.
        answered_on: Date,
    }
);

fact!(
    /// A change to an agreement in force may be drafted.
    Public Intake "change_opened" v 1 ChangeOpenedV1 by nic {
        /// The agreement.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// What kind.
        kind: ChangeKind,
        /// The version of the application that is being written.
        version: DocumentVersion,
        /// The agreement's version it changes.
        changes: DocumentVersion,
    }
);

fact!(
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Intake "redacted" v 1 IntakeRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
