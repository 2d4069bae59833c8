//! What `intake` tells.

use dars_vocabulary::{
    ApplicationContent, DocumentVersion, EnquiryRef, MembershipRole, Nic, OrganisationId, PersonId,
    code::{EnquiryTopic, OrganisationType, Team},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::fact;
use crate::topology::Owner;

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
