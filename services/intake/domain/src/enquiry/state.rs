//! Where an enquiry stands.

use dars_vocabulary::{
    EnquiryRef, Nic, PersonId, Sealed,
    code::{Channel, EnquiryTopic, Team},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Enquirer;

/// An enquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Raised, not yet routed.
    New {
        /// What was asked.
        asked: Asked,
    },
    /// A team has it.
    WithExpert {
        /// What was asked.
        asked: Asked,
        /// The team.
        team: Team,
    },
    /// It became an application.
    Converted {
        /// What was asked.
        asked: Asked,
        /// The application.
        nic: Nic,
    },
}

/// What was asked, and how long the thread is; the texts of its messages lie in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The enquiry.
    pub enquiry: EnquiryRef,
    /// How it reached us.
    pub channel: Channel,
    /// What it is about.
    pub topic: EnquiryTopic,
    /// The day by which an answer is due.
    pub answer_due: Date,
    /// Who asks.
    pub enquirer: Sealed<Enquirer>,
    /// What they want and why.
    pub purpose: Sealed<String>,
    /// The signed-in person who raised it for themself.
    pub raised_by: Option<PersonId>,
    /// How many messages the thread has.
    pub messages: u32,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::New { .. } => "NEW",
            Self::WithExpert { .. } => "WITH_EXPERT",
            Self::Converted { .. } => "CONVERTED",
        }
    }

    /// What was asked, once it was.
    pub fn asked(&self) -> Option<&Asked> {
        match self {
            Self::Absent => None,
            Self::New { asked } | Self::WithExpert { asked, .. } | Self::Converted { asked, .. } => Some(asked),
        }
    }
}
