//! What `intake` tells.

use dars_vocabulary::{
    ApplicationContent, DataSetTraits, DocumentVersion, EnquiryRef, MembershipRole, Nic, OrganisationId, PersonId,
    code::{AssuranceKind, AssuranceOutcome, EnquiryTopic, OrganisationType, Signpost, Team},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fact;
use crate::topology::Owner;

/// How an enquiry ended (domain.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EnquiryOutcome {
    /// Sent elsewhere.
    Signposted,
    /// Answered.
    Answered,
    /// The same as another one.
    Duplicate,
    /// Nothing came from the enquirer.
    ClosedNoReply,
    /// Closed by an officer or the enquirer.
    Closed,
}

/// What kind of change to an agreement (domain.md §4); others come later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    /// Purpose, data, party or place changes in term.
    Amendment,
}

fact!(
    /// A legal entity is known to us.
    Internal Intake "organisation_registered" v 1 OrganisationRegisteredV1 by organisation {
        /// Its code.
        organisation: OrganisationId,
        /// Its legal name.
        name: String,
        /// What it is.
        organisation_type: OrganisationType,
    }
);
fact!(
    /// A person may be something for an organisation.
    Internal Intake "membership_granted" v 1 MembershipGrantedV1 by organisation {
        /// For which organisation.
        organisation: OrganisationId,
        /// Who, opaque.
        person: PersonId,
        /// As what; replaces what was said of this person and organisation before.
        roles: Vec<MembershipRole>,
        /// First day.
        from: Date,
        /// Last day; absent means open.
        until: Option<Date>,
    }
);
fact!(
    /// A person's authority to sign for an organisation was confirmed by an officer.
    Internal Intake "signing_authority_confirmed" v 1 SigningAuthorityConfirmedV1 by organisation {
        /// For which organisation; the data body is one too.
        organisation: OrganisationId,
        /// Who, opaque.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; absent means open.
        until: Option<Date>,
    }
);
fact!(
    /// A data set stands in the catalogue.
    Public Intake "dataset_registered" v 1 DataSetRegisteredV1 by dataset {
        /// The catalogue's id, e.g. `hes-apc`.
        dataset: String,
        /// Its current name.
        name: String,
        /// What the rules need to know of it.
        #[serde(default)]
        traits: DataSetTraits,
    }
);
fact!(
    /// Someone enquired.
    Public Intake "enquiry_raised" v 1 EnquiryRaisedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// What it is about.
        topic: EnquiryTopic,
        /// The day by which an answer is due.
        answer_due: Date,
    }
);
fact!(
    /// An enquiry has a team that answers it.
    Public Intake "enquiry_routed" v 1 EnquiryRoutedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that has it.
        team: Team,
        /// The day by which an answer is due.
        answer_due: Date,
    }
);
fact!(
    /// Something was written in an enquiry's thread; never what.
    Public Intake "enquiry_message_added" v 1 EnquiryMessageAddedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Its place in the thread, from 1.
        number: u32,
        /// Whether an officer wrote it (else the enquirer).
        by_officer: bool,
    }
);
fact!(
    /// An enquiry became an application.
    Public Intake "enquiry_converted" v 1 EnquiryConvertedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The application it became.
        nic: Nic,
    }
);
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
    /// What an organisation shows for its security, or that it paid its data protection fee.
    Internal Intake "organisation_assured" v 1 OrganisationAssuredV1 by organisation {
        /// Which organisation.
        organisation: OrganisationId,
        /// What is shown.
        kind: AssuranceKind,
        /// What it came to.
        outcome: AssuranceOutcome,
        /// Last day on which it holds.
        valid_to: Date,
        /// Whether the data body approved an improvement plan (V07).
        plan_approved: bool,
    }
);
fact!(
    /// An enquiry was looked at and waits to be routed.
    Public Intake "enquiry_triaged" v 1 EnquiryTriagedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);
fact!(
    /// The enquirer was asked for more; the enquiry waits for them.
    Public Intake "enquiry_asked" v 1 EnquiryAskedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Who asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Team>,
        /// The day on which they are chased.
        chase_on: Date,
        /// The day on which it is closed for silence.
        close_on: Date,
    }
);
fact!(
    /// The enquirer answered; the team has it again.
    Public Intake "enquiry_replied" v 1 EnquiryRepliedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);
fact!(
    /// An enquiry is over, and how.
    Public Intake "enquiry_closed" v 1 EnquiryClosedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// How it ended.
        outcome: EnquiryOutcome,
        /// Where the enquirer was sent; empty unless signposted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        signposts: Vec<Signpost>,
    }
);
fact!(
    /// An enquiry was opened again.
    Public Intake "enquiry_reopened" v 1 EnquiryReopenedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The day by which an answer is due.
        answer_due: Date,
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

/// The newest name and address of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonContactV1 {
    /// Who, opaque.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

impl crate::Contact for PersonContactV1 {
    const OWNER: Owner = Owner::Intake;
    const NAME: &'static str = "person";
    const VERSION: u32 = 1;
    fn id(&self) -> String {
        self.person.to_string()
    }
}

/// The name and address of someone who enquired.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EnquirerContactV1 {
    /// The enquiry.
    pub enquiry: EnquiryRef,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

impl crate::Contact for EnquirerContactV1 {
    const OWNER: Owner = Owner::Intake;
    const NAME: &'static str = "enquirer";
    const VERSION: u32 = 1;
    fn id(&self) -> String {
        self.enquiry.to_string()
    }
}
