//! What happened to an enquiry.

use dars_vocabulary::{
    EnquiryRef, Nic, OrganisationId, PersonId, Sealed,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
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
    /// It was looked at, and waits to be routed.
    EnquiryTriaged {
        /// The enquiry.
        enquiry: EnquiryRef,
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
    /// The enquirer was asked for more, by the message before.
    EnquiryAsked {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that asked.
        team: Team,
        /// The day on which the enquirer is chased.
        chase_on: Date,
        /// The day on which it is closed for silence.
        close_on: Date,
    },
    /// The enquirer replied, by the message before.
    EnquiryReplied {
        /// The enquiry.
        enquiry: EnquiryRef,
    },
    /// It was answered, by the message before.
    EnquiryAnswered {
        /// The enquiry.
        enquiry: EnquiryRef,
    },
    /// The enquirer was sent elsewhere.
    EnquirySignposted {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Where to.
        to: Vec<Signpost>,
    },
    /// Another one asks the same.
    EnquiryMarkedDuplicate {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The other one.
        of: EnquiryRef,
    },
    /// Nothing came from the enquirer.
    EnquiryClosedNoReply {
        /// The enquiry.
        enquiry: EnquiryRef,
    },
    /// It was closed.
    EnquiryClosed {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Why.
        reason: ClosingReason,
        /// Whether an officer closed it, and not the enquirer.
        by_officer: bool,
    },
    /// It was opened again.
    EnquiryReopened {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Why.
        reason: Sealed<String>,
        /// Whether an officer opened it, and not the enquirer.
        by_officer: bool,
        /// The day by which an answer is due now.
        answer_due: Date,
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
            Self::EnquiryTriaged { .. } => "enquiry_triaged",
            Self::EnquiryRouted { .. } => "enquiry_routed",
            Self::EnquiryMessageAdded { .. } => "enquiry_message_added",
            Self::EnquiryAsked { .. } => "enquiry_asked",
            Self::EnquiryReplied { .. } => "enquiry_replied",
            Self::EnquiryAnswered { .. } => "enquiry_answered",
            Self::EnquirySignposted { .. } => "enquiry_signposted",
            Self::EnquiryMarkedDuplicate { .. } => "enquiry_marked_duplicate",
            Self::EnquiryClosedNoReply { .. } => "enquiry_closed_no_reply",
            Self::EnquiryClosed { .. } => "enquiry_closed",
            Self::EnquiryReopened { .. } => "enquiry_reopened",
            Self::EnquiryConverted { .. } => "enquiry_converted",
        }
    }
}
