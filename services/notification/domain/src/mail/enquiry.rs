//! Of enquiries: N01 to N04.

use dars_vocabulary::{
    calendar::{london, london_date},
    code::{EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    MailKind,
    words::{Said, Subject, listed, written},
};

/// News of an enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnquiryNews {
    /// It was received.
    Received {
        /// The day by which an answer is due.
        answer_due: Date,
    },
    /// It was routed to a team.
    Routed {
        /// What it is about, where that is known.
        topic: Option<EnquiryTopic>,
        /// The team.
        team: Team,
        /// The day by which an answer is due.
        answer_due: Date,
    },
    /// It was opened again.
    Reopened {
        /// The team that had it last.
        team: Team,
        /// The day by which an answer is due.
        answer_due: Date,
    },
    /// The enquirer was sent elsewhere.
    Signposted {
        /// Where to.
        signposts: Vec<Signpost>,
    },
    /// It was answered.
    Answered,
    /// Nothing came from the enquirer.
    ClosedNoReply,
    /// It is the same as another one.
    Duplicate,
    /// It was closed.
    Closed,
    /// The enquirer was asked for more.
    Asked {
        /// The day on which they are chased.
        chase_on: Date,
        /// The day on which it is closed for silence.
        close_on: Date,
    },
    /// They asked for another link, and have it.
    LinkRenewed,
    /// NHS numbers were taken out of what they mailed.
    NumbersRemoved {
        /// How many.
        count: u32,
    },
    /// What was written in it may tell of an incident.
    IncidentSuspected {
        /// The instant by which the incident lead looks.
        look_by: Timestamp,
    },
    /// The enquirer is chased.
    Chased {
        /// The day on which it is closed for silence.
        close_on: Date,
    },
}

const OPEN_AGAIN: &str = "If that does not help you, write to us, quote the reference and say why: we then open your \
                          enquiry again.";

impl EnquiryNews {
    pub(super) fn kind(&self) -> MailKind {
        match self {
            Self::Received { .. } | Self::LinkRenewed | Self::NumbersRemoved { .. } => MailKind::N01,
            Self::Routed { .. } | Self::Reopened { .. } | Self::IncidentSuspected { .. } => MailKind::N02,
            Self::Signposted { .. } | Self::Answered | Self::ClosedNoReply | Self::Duplicate | Self::Closed => {
                MailKind::N03
            }
            Self::Asked { .. } | Self::Chased { .. } => MailKind::N04,
        }
    }

    pub(super) fn said(&self, subject: &Subject<'_>) -> Said {
        let reference = &subject.reference;
        match self {
            Self::Received { answer_due } => Said::new(
                "we have your enquiry",
                format!("We received your enquiry {reference}."),
                format!(
                    "An expert team looks at it. We aim to answer you by {}. Quote the reference when you write to us.",
                    written(*answer_due)
                ),
            )
            .aim(*answer_due),
            Self::Routed { topic, team, answer_due } => Said::new(
                "an enquiry for your team",
                match topic {
                    Some(topic) => format!("The enquiry {reference} (topic: {topic}) was routed to the {team} team."),
                    None => format!("The enquiry {reference} was routed to the {team} team."),
                },
                match team {
                    Team::Incident => format!(
                        "Sign in to read it now, and answer it by {}: an incident is looked at within the hour.",
                        written(*answer_due)
                    ),
                    Team::CaseOfficers
                    | Team::DataApplications
                    | Team::Agreements
                    | Team::DigiTrials
                    | Team::SdeSupport
                    | Team::Commissioners
                    | Team::PublicHelp => format!("Sign in to read it, and answer it by {}.", written(*answer_due)),
                },
            )
            .target(*answer_due),
            Self::Reopened { team, answer_due } => Said::new(
                "an enquiry was opened again",
                format!("The enquiry {reference}, last with the {team} team, was opened again."),
                format!("Sign in to read why, and answer it by {}.", written(*answer_due)),
            )
            .target(*answer_due),
            Self::LinkRenewed => Said::new(
                "your new link",
                format!("You asked for a new link to your enquiry {reference}. Older links no longer open it."),
                "Go on at the link below. If you did not ask for it, you need not do anything.",
            ),
            Self::NumbersRemoved { count } => Said::new(
                "we removed NHS numbers from your mail",
                match count {
                    0 | 1 => format!("Your mail about the enquiry {reference} held what looked like an NHS number."),
                    more => {
                        format!("Your mail about the enquiry {reference} held what looked like {more} NHS numbers.")
                    }
                },
                "We took that out before we kept the rest, and go on with your enquiry: you need not do anything. Please \
                 send us nothing about patients, in whatever way. We never need it to answer you.",
            ),
            Self::IncidentSuspected { look_by } => {
                let (day, time) = (london_date(*look_by), look_by.to_zoned(london()).strftime("%H:%M").to_string());
                Said::new(
                    "an enquiry that may tell of an incident",
                    format!("What was written in the enquiry {reference} may tell of an incident."),
                    format!("Sign in to read it by {time} on {} (London), and say whether it is one.", written(day)),
                )
                .target(day)
            }
            Self::Signposted { signposts } => {
                let places: Vec<String> = signposts.iter().map(ToString::to_string).collect();
                Said::new(
                    "where to find what you asked for",
                    format!("We looked at your enquiry {reference}. The best place for it is: {}.", listed(&places)),
                    OPEN_AGAIN,
                )
                .links(signposts)
            }
            Self::Answered => Said::new(
                "we have answered your enquiry",
                format!("We have answered your enquiry {reference}."),
                format!("Read the answer at the link below. {OPEN_AGAIN}"),
            ),
            Self::ClosedNoReply => {
                closed(format!("We closed your enquiry {reference}, because we had no reply from you."))
            }
            Self::Duplicate => {
                closed(format!("We closed your enquiry {reference}, because we already have another one like it."))
            }
            Self::Closed => closed(format!("Your enquiry {reference} was closed.")),
            Self::Asked { chase_on, close_on } => Said::new(
                "we need to know more",
                format!("We need to know more to answer your enquiry {reference}."),
                format!(
                    "Read our question at the link below and reply by {}. Without a reply we close the enquiry on {}; \
                     it can be opened again.",
                    written(*chase_on),
                    written(*close_on)
                ),
            )
            .target(*chase_on),
            Self::Chased { close_on } => Said::new(
                "we are waiting for your reply",
                format!("We asked you something about your enquiry {reference} and have no reply yet."),
                format!(
                    "Read our question at the link below and reply. Without a reply we close the enquiry on {}; it can \
                     be opened again.",
                    written(*close_on)
                ),
            )
            .before(*close_on),
        }
    }
}

fn closed(happened: String) -> Said {
    Said::new(
        "your enquiry is closed",
        happened,
        "If you still need an answer, write to us, quote the reference and say why: we then open your enquiry again.",
    )
}
