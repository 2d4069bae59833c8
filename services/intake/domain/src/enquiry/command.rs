//! What an enquiry can be asked.

use dars_messages::requests::intake::NoIncident;
use dars_vocabulary::{
    Actor, EnquiryRef, Nic, OrganisationId, PersonId,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::Timestamp;

use super::{Enquirer, More};
use crate::{Membership, rules::routing::Known};

/// A command about one enquiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Anyone asks.
    Raise {
        /// The fresh reference.
        enquiry: EnquiryRef,
        /// How it reached us; anything but the web is logged by staff.
        channel: Channel,
        /// What it is about.
        topic: EnquiryTopic,
        /// Who asks.
        enquirer: Enquirer,
        /// What they want and why, at most 4,000 characters.
        purpose: String,
        /// What they say beside.
        more: Box<More>,
    },
    /// A triage officer has looked at it.
    Triage,
    /// A triage officer gives it to a team, or to another; that implies triage.
    Route {
        /// The team that shall answer.
        team: Team,
        /// Why another than was suggested, at most 4,000 characters.
        reason: Option<String>,
    },
    /// The team that has it is the wrong one: it waits to be routed again.
    GiveBack {
        /// Why, at most 4,000 characters.
        reason: String,
    },
    /// An officer takes it, or a team manager gives it to one.
    Assign {
        /// To whom.
        to: PersonId,
    },
    /// A triage officer lets it go on in another one of the same matter.
    Merge {
        /// The other one.
        into: EnquiryRef,
    },
    /// The other side of that.
    TakeIn {
        /// The one that was merged into this.
        other: EnquiryRef,
    },
    /// An officer writes in its thread, or the enquirer; what the enquirer writes when asked is their reply.
    AddMessage {
        /// What is written, at most 4,000 characters.
        text: String,
    },
    /// The enquirer writes in its thread by mail, from which NHS numbers were taken out before it was cut in pieces.
    AddMail {
        /// What is written, at most 4,000 characters.
        text: String,
        /// How many numbers were taken out.
        numbers_removed: u32,
    },
    /// An officer asks for more, and waits for the enquirer.
    Ask {
        /// What is asked, at most 4,000 characters.
        text: String,
    },
    /// An officer answers; that ends it.
    Answer {
        /// The answer, at most 4,000 characters.
        text: String,
    },
    /// An officer sends the enquirer elsewhere; that ends it.
    Signpost {
        /// Where to; at least one.
        to: Vec<Signpost>,
        /// What is said beside, at most 4,000 characters.
        text: Option<String>,
    },
    /// An officer or the enquirer closes it.
    Close {
        /// Why.
        reason: ClosingReason,
    },
    /// A triage officer finds that another one asks the same.
    MarkDuplicate {
        /// The other one.
        of: EnquiryRef,
    },
    /// An officer or the enquirer opens it again.
    Reopen {
        /// Why, at most 4,000 characters.
        reason: String,
    },
    /// An officer accepts the preliminary assessment: it becomes an application.
    Convert {
        /// The applicant organisation.
        organisation: OrganisationId,
        /// Who leads the application.
        lead: PersonId,
        /// The fresh NIC number.
        nic: Nic,
    },
    /// The incident lead finds that it is an incident.
    ConfirmIncident,
    /// The incident lead finds that it is none.
    RuleOutIncident {
        /// Why.
        reason: NoIncident,
    },
    /// The system tells what a date has made true: silence for too long.
    DatesPassed,
}

/// What is known of the enquiry that a duplicate or a merger names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Other {
    /// There is none.
    #[default]
    Unknown,
    /// There is, it is no duplicate, and it is over.
    Known,
    /// There is, and it is open.
    Open,
    /// It is itself the duplicate of one: two that name each other would leave nobody answered.
    Duplicate,
}

/// What a decision about an enquiry needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
    /// For `Convert`: whether the named organisation is registered.
    pub organisation_known: bool,
    /// For `Convert`: the named lead's memberships.
    pub lead_memberships: Vec<Membership>,
    /// For `MarkDuplicate` and `Merge`: what is known of the one it names.
    pub other: Other,
    /// Whether who asks was recognised as this one's enquirer without a sign-in: by the secret link, or by mail.
    pub is_enquirer: bool,
    /// For `Raise`: what is known of the NIC numbers that it quotes.
    pub quoted: Vec<Known>,
    /// Of one that is the same as another: the team that has that one, or had it last.
    pub goes_on_with: Option<Team>,
}

impl Facts {
    /// The facts of a command that names nobody else.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self {
            now,
            technical_now,
            actor,
            organisation_known: false,
            lead_memberships: Vec::new(),
            other: Other::Unknown,
            is_enquirer: false,
            quoted: Vec::new(),
            goes_on_with: None,
        }
    }
}
