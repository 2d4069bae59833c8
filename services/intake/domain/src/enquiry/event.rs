//! What happened to an enquiry.

use dars_vocabulary::{
    EnquiryRef, Nic, OrganisationId, PersonId, Sealed,
    code::{Channel, EnquiryTopic, Team},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who asks, as they write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enquirer {
    /// Their name, at most 200 characters.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The organisation as they write it, at most 200 characters.
    pub organisation: Option<String>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Someone enquired.
    EnquiryRaised {
        /// Quoted by everyone from here on.
        enquiry: EnquiryRef,
        /// How it reached us.
        channel: Channel,
        /// What it is about.
        topic: EnquiryTopic,
        /// The day by which an answer is due.
        answer_due: Date,
        /// Who asks.
        enquirer: Sealed<Enquirer>,
        /// What they want and why.
        purpose: Sealed<String>,
        /// The signed-in person who raised it for themself.
        raised_by: Option<PersonId>,
    },
    /// A team has it.
    EnquiryRouted {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that has it.
        team: Team,
        /// The day by which an answer is due.
        answer_due: Date,
    },
    /// Something was written in its thread.
    EnquiryMessageAdded {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The how manieth message, from 1.
        number: u32,
        /// Whether an officer wrote it.
        by_officer: bool,
        /// Who wrote it.
        author: PersonId,
        /// What was written.
        text: Sealed<String>,
    },
    /// It became an application.
    EnquiryConverted {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The application it became.
        nic: Nic,
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads it.
        lead: PersonId,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::EnquiryRaised { .. } => "enquiry_raised",
            Self::EnquiryRouted { .. } => "enquiry_routed",
            Self::EnquiryMessageAdded { .. } => "enquiry_message_added",
            Self::EnquiryConverted { .. } => "enquiry_converted",
        }
    }
}
