//! What a mail can be asked.

use dars_messages::requests::intake::{DiscardReason, NoIncident};
use dars_vocabulary::{Actor, EnquiryRef};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Content, Unjoined};

/// A command about one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// It reached us.
    Receive {
        /// The fresh id.
        mail: Uuid,
        /// Why it joined no thread.
        why: Unjoined,
        /// The enquiry that its address or subject names, for whoever files it.
        names: Option<EnquiryRef>,
        /// How many attachments were left out.
        attachments: u32,
        /// How many NHS numbers were taken out of it.
        numbers_removed: u32,
        /// Who wrote what.
        content: Content,
    },
    /// A triage officer puts it into an enquiry, an old or a new one.
    File {
        /// Which.
        into: EnquiryRef,
    },
    /// A triage officer throws it away.
    Discard {
        /// Why.
        reason: DiscardReason,
    },
    /// The incident lead finds that it tells of no incident.
    RuleOut {
        /// Why.
        reason: NoIncident,
    },
    /// The system tells what a date has made true: it was kept long enough.
    DatesPassed,
}

/// What a decision about a mail needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}
