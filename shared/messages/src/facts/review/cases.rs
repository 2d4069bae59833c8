//! About cases and their decisions, and what was redacted.

use dars_vocabulary::{
    DocumentVersion, Nic, OrganisationId, PersonId,
    code::RefusalReason,
    content::{Condition, SectionName},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::facts::fact;

/// Where a case stands (domain.md §4), as told outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseStage {
    /// Complete and being read.
    InReview,
    /// Waits for the applicant's answers; the clock is paused.
    Clarification,
    /// Assessed against the standards.
    Assurance,
    /// Weighed against a precedent.
    PrecedentRoute,
    /// Before the Profession Advisory Group.
    PagAdvice,
    /// Before the Advisory Group for Data.
    AgdAdvice,
    /// Before an approver.
    Decision,
}

/// What is missing or wrong in one section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnReason {
    /// Which section.
    pub section: SectionName,
    /// What is missing or wrong, at most 1,000 characters.
    pub text: String,
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
    /// Who has a case, for `intake` alone: an enquiry that quotes it waits for them.
    Internal Review "case_officer" v 1 CaseOfficerV1 by nic {
        /// The application.
        nic: Nic,
        /// Who has it, opaque.
        officer: PersonId,
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
    /// An application was sent back as incomplete: in which sections.
    Public Review "application_returned" v 1 ApplicationReturnedV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Which sections.
        sections: Vec<SectionName>,
    }
);

fact!(
    /// Why an application was sent back, for its applicant.
    Internal Review "return_reasons" v 1 ReturnReasonsV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// Section by section; `None` once redacted.
        reasons: Option<Vec<ReturnReason>>,
    }
);

fact!(
    /// The words of a decision, for its applicant, told before the decision itself: an approval's, a refusal's or a
    /// deferral's.
    Internal Review "decision_reasons" v 1 DecisionReasonsV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The reasons; `None` when none were given, and once redacted.
        text: Option<String>,
        /// What an approval asks for beside the standard terms; `None` once redacted.
        conditions: Option<Vec<Condition>>,
    }
);

fact!(
    /// The decision was put off; questions follow.
    Public Review "decision_deferred" v 1 DecisionDeferredV1 by nic {
        /// The application.
        nic: Nic,
        /// The version.
        version: DocumentVersion,
        /// The day of the deferral in London.
        deferred_on: Date,
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
        /// What the approval asks for beside the standard terms; empty once redacted, too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        conditions: Vec<Condition>,
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
        /// Whether it was approved with conditions; which ones is not public.
        #[serde(default)]
        with_conditions: bool,
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
