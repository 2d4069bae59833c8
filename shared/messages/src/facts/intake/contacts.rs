//! Who can be reached, and how; for `notification` alone.

use dars_vocabulary::{EnquiryRef, Nic, PersonId};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::topology::Owner;

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

/// An invitation on its way to whoever is invited: the one message that holds its token, kept only while it is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InvitationContactV1 {
    /// The invitation.
    pub invitation: Uuid,
    /// The application.
    pub nic: Nic,
    /// Their name, as its lead wrote it.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What lets them accept, once.
    pub token: String,
    /// The last day on which it can be accepted.
    pub open_until: Date,
}

impl crate::Contact for InvitationContactV1 {
    const OWNER: Owner = Owner::Intake;
    const NAME: &'static str = "invitation";
    const VERSION: u32 = 1;
    fn id(&self) -> String {
        self.invitation.to_string()
    }
}
