//! Where a mail stands.

use dars_messages::requests::intake::DiscardReason;
use dars_vocabulary::{EnquiryRef, Sealed};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Content;
use crate::enquiry::Suspicion;

/// Why a mail joined no thread by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unjoined {
    /// It was sent to no reply address of an enquiry.
    NoReplyAddress,
    /// It was sent to one, but not from the address of that enquiry's enquirer.
    AnotherSender,
    /// It was sent to the reply addresses of several enquiries.
    SeveralEnquiries,
    /// Its enquiry is over, or became an application.
    EnquiryOver,
    /// Nothing was left of it once what it quotes was taken off.
    NothingWritten,
    /// It is longer than a message of a thread may be.
    TooLong,
}

impl Unjoined {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NoReplyAddress,
        Self::AnotherSender,
        Self::SeveralEnquiries,
        Self::EnquiryOver,
        Self::NothingWritten,
        Self::TooLong,
    ];

    /// As it stands in tables and answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoReplyAddress => "no-reply-address",
            Self::AnotherSender => "another-sender",
            Self::SeveralEnquiries => "several-enquiries",
            Self::EnquiryOver => "enquiry-over",
            Self::NothingWritten => "nothing-written",
            Self::TooLong => "too-long",
        }
    }
}

/// A mail as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// Its id.
    pub mail: Uuid,
    /// Why it joined no thread.
    pub why: Unjoined,
    /// The enquiry that its address or subject names.
    pub names: Option<EnquiryRef>,
    /// How many attachments were left out.
    pub attachments: u32,
    /// Who wrote what; emptied once it is settled.
    pub content: Sealed<Content>,
    /// The day by which it should be filed.
    pub due: Date,
    /// The day on which it is emptied, filed or not.
    pub empties_on: Date,
    /// That it may tell of an incident, until the incident lead has looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspicion: Option<Suspicion>,
    /// When it reached us: from then on its answer is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// How many NHS numbers were taken out of it.
    #[serde(default)]
    pub numbers_removed: u32,
}

/// A mail.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// It waits for a triage officer.
    Waiting {
        /// As it came.
        arrived: Arrived,
    },
    /// It stands in an enquiry.
    Filed {
        /// As it came.
        arrived: Arrived,
        /// Which enquiry.
        into: EnquiryRef,
    },
    /// It was thrown away.
    Discarded {
        /// As it came.
        arrived: Arrived,
        /// Why.
        reason: DiscardReason,
    },
    /// It was kept long enough.
    Expired {
        /// As it came.
        arrived: Arrived,
    },
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Waiting { .. } => "WAITING",
            Self::Filed { .. } => "FILED",
            Self::Discarded { .. } => "DISCARDED",
            Self::Expired { .. } => "EXPIRED",
        }
    }

    /// The mail, once it reached us.
    pub fn arrived(&self) -> Option<&Arrived> {
        match self {
            Self::Absent => None,
            Self::Waiting { arrived }
            | Self::Filed { arrived, .. }
            | Self::Discarded { arrived, .. }
            | Self::Expired { arrived } => Some(arrived),
        }
    }

    /// The day on which a date makes something true of it.
    pub fn next_due(&self) -> Option<Date> {
        match self {
            Self::Waiting { arrived } => Some(arrived.empties_on),
            Self::Absent | Self::Filed { .. } | Self::Discarded { .. } | Self::Expired { .. } => None,
        }
    }
}
