//! What happened to an enquiry.

use dars_messages::requests::intake::NoIncident;
use dars_vocabulary::{
    EnquiryRef, Nic, OrganisationId, PersonId, Sealed,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Details, Suspicion};
use crate::rules::routing::Suggestion;

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
        /// What it says beside.
        #[serde(default)]
        details: Box<Details>,
        /// Where it belongs, as the words suggest; nothing of those raised before there were suggestions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suggestion: Option<Suggestion>,
        /// The known ones of the NIC numbers that it quotes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        nics: Vec<Nic>,
        /// How many NHS numbers were taken out of its texts.
        #[serde(default)]
        numbers_removed: u32,
        /// When it reached us, if an officer logged it later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_at: Option<Timestamp>,
        /// The member of staff who logged it for someone else.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        logged_by: Option<PersonId>,
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
        /// The instant by which someone looks at it, if it does not wait for a day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Timestamp>,
        /// Whether nobody had to read it: its words said enough.
        #[serde(default)]
        by_system: bool,
        /// Why another team than was suggested.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overrules: Option<Sealed<String>>,
    },
    /// The team gave it back: it waits to be routed again.
    EnquiryGivenBack {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Why.
        reason: Sealed<String>,
    },
    /// An officer has it.
    EnquiryAssigned {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Who.
        owner: PersonId,
    },
    /// The day of its answer has passed, and it waits for us.
    EnquiryOverdue {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that has it, if one has.
        team: Option<Team>,
        /// The day that has passed.
        answer_due: Date,
    },
    /// It goes on in another one of the same matter.
    EnquiryMerged {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The other one.
        into: EnquiryRef,
    },
    /// Another one of the same matter goes on in this.
    EnquiryTookIn {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The other one.
        other: EnquiryRef,
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
        /// How many NHS numbers were taken out of it.
        #[serde(default)]
        numbers_removed: u32,
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
    /// It may be an incident: the incident lead looks.
    EnquiryIncidentSuspected {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// By when, and what seems so.
        suspicion: Suspicion,
    },
    /// The incident lead found that it is one.
    EnquiryIncidentConfirmed {
        /// The enquiry.
        enquiry: EnquiryRef,
    },
    /// The incident lead found that it is none.
    EnquiryIncidentRuledOut {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Why.
        reason: NoIncident,
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
            Self::EnquiryGivenBack { .. } => "enquiry_given_back",
            Self::EnquiryAssigned { .. } => "enquiry_assigned",
            Self::EnquiryOverdue { .. } => "enquiry_overdue",
            Self::EnquiryMerged { .. } => "enquiry_merged",
            Self::EnquiryTookIn { .. } => "enquiry_took_in",
            Self::EnquiryMessageAdded { .. } => "enquiry_message_added",
            Self::EnquiryAsked { .. } => "enquiry_asked",
            Self::EnquiryReplied { .. } => "enquiry_replied",
            Self::EnquiryAnswered { .. } => "enquiry_answered",
            Self::EnquirySignposted { .. } => "enquiry_signposted",
            Self::EnquiryMarkedDuplicate { .. } => "enquiry_marked_duplicate",
            Self::EnquiryClosedNoReply { .. } => "enquiry_closed_no_reply",
            Self::EnquiryClosed { .. } => "enquiry_closed",
            Self::EnquiryReopened { .. } => "enquiry_reopened",
            Self::EnquiryIncidentSuspected { .. } => "enquiry_incident_suspected",
            Self::EnquiryIncidentConfirmed { .. } => "enquiry_incident_confirmed",
            Self::EnquiryIncidentRuledOut { .. } => "enquiry_incident_ruled_out",
            Self::EnquiryConverted { .. } => "enquiry_converted",
        }
    }
}
