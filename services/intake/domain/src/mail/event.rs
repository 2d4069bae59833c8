//! What happened to a mail.

use dars_messages::requests::intake::{DiscardReason, NoIncident};
use dars_vocabulary::{EnquiryRef, Sealed};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Unjoined;
use crate::enquiry::Suspicion;

/// Who wrote what, as it came: nothing of it is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The name beside the sender's address, or nothing.
    pub name: String,
    /// The sender's address.
    pub email: String,
    /// The subject, or nothing.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// It reached us.
    MailReceived {
        /// Its id.
        mail: Uuid,
        /// Why it joined no thread.
        why: Unjoined,
        /// The enquiry that its address or subject names.
        names: Option<EnquiryRef>,
        /// How many attachments were left out.
        attachments: u32,
        /// Who wrote what.
        content: Sealed<Content>,
        /// The day by which it should be filed.
        due: Date,
        /// The day on which it is emptied, filed or not.
        empties_on: Date,
        /// That it may tell of an incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suspicion: Option<Suspicion>,
        /// When it reached us.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        received_at: Option<Timestamp>,
        /// How many NHS numbers were taken out of it.
        #[serde(default)]
        numbers_removed: u32,
    },
    /// The incident lead found that it tells of no incident.
    MailRuledOut {
        /// Its id.
        mail: Uuid,
        /// Why.
        reason: NoIncident,
    },
    /// It stands in an enquiry now.
    MailFiled {
        /// Its id.
        mail: Uuid,
        /// Which enquiry.
        into: EnquiryRef,
    },
    /// It was thrown away.
    MailDiscarded {
        /// Its id.
        mail: Uuid,
        /// Why.
        reason: DiscardReason,
    },
    /// Nobody filed it, and it was kept long enough.
    MailExpired {
        /// Its id.
        mail: Uuid,
    },
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::MailReceived { .. } => "mail_received",
            Self::MailRuledOut { .. } => "mail_ruled_out",
            Self::MailFiled { .. } => "mail_filed",
            Self::MailDiscarded { .. } => "mail_discarded",
            Self::MailExpired { .. } => "mail_expired",
        }
    }
}
