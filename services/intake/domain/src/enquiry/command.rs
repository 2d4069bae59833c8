//! What an enquiry can be asked.

use dars_vocabulary::{
    Actor, EnquiryRef, Nic, OrganisationId, PersonId,
    code::{Channel, EnquiryTopic, Team},
};
use jiff::Timestamp;

use super::Enquirer;
use crate::Membership;

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
    },
    /// A triage officer gives it to a team, or to another.
    Route {
        /// The team that shall answer.
        team: Team,
    },
    /// An officer writes in its thread.
    AddMessage {
        /// What is written, at most 4,000 characters.
        text: String,
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
}

impl Facts {
    /// The facts of a command that names nobody else.
    pub fn by(actor: Actor, now: Timestamp, technical_now: Timestamp) -> Self {
        Self { now, technical_now, actor, organisation_known: false, lead_memberships: Vec::new() }
    }
}
