//! What `review` tells.

use dars_vocabulary::{DocumentVersion, Nic, OrganisationId, PersonId, code::RefusalReason};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fact;

/// Where a case stands (domain.md §4), as told outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseStage {
    /// Complete and being read.
    InReview,
    /// Assessed against the standards.
    Assurance,
    /// Before an approver.
    Decision,
}

fact!(
    /// A case was opened for a submitted version.
    Public Review "case_opened" v 1 CaseOpenedV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
    }
);
fact!(
    /// A case has an officer; not who.
    Public Review "case_assigned" v 1 CaseAssignedV1 by nic {
        /// The application.
        nic: Nic,
    }
);
fact!(
    /// A case moved on.
    Public Review "case_moved" v 1 CaseMovedV1 by nic {
        /// The application.
        nic: Nic,
        /// Where it stands now.
        stage: CaseStage,
    }
);
fact!(
    /// Who approved a version, for `contracts` alone: they must not sign for the body what they approved.
    Internal Review "decision_made" v 1 DecisionMadeV1 by nic {
        /// The application.
        nic: Nic,
        /// The approved version.
        version: DocumentVersion,
        /// Who approved it, opaque.
        approver: PersonId,
    }
);
fact!(
    /// An application was approved; an agreement may be drafted from this very version.
    Public Review "application_approved" v 1 ApplicationApprovedV1 by nic {
        /// The application.
        nic: Nic,
        /// The approved version.
        version: DocumentVersion,
        /// SHA-256 in hex of what was approved.
        sha256: String,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Its title, public from here on.
        title: String,
        /// The day of the decision in London.
        decided_on: Date,
    }
);
fact!(
    /// An application was refused; why, as a code.
    Public Review "application_refused" v 1 ApplicationRefusedV1 by nic {
        /// The application.
        nic: Nic,
        /// The refused version.
        version: DocumentVersion,
        /// The reason's code.
        reason: RefusalReason,
        /// The day of the decision in London.
        decided_on: Date,
    }
);
fact!(
    /// The content of an earlier message of this owner was emptied; hearers empty their copies.
    Internal Review "redacted" v 1 ReviewRedactedV1 by reference {
        /// What it was about.
        reference: String,
        /// The messages that were emptied.
        events: Vec<Uuid>,
    }
);
