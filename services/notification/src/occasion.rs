//! What there is to tell, as it was heard: the mail it makes and the key that makes it once. Pure.

use dars_notification_domain::{
    key::{NoticeKey, ReminderKey},
    ladder::Ladder,
    mail::{
        AgreementEnds, AgreementSigning, ApplicationSubmitted, Decided, EnquiryReceived, EnquiryRouted, Mail, Outcome,
        Signing,
    },
    recipients::{self, Recipient},
};
use dars_vocabulary::{
    DocumentVersion, EnquiryRef, Nic, OrganisationId,
    code::{EnquiryTopic, Team},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// An occasion to write to people. Who they are and the organisation's name join from the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Occasion {
    /// N01.
    EnquiryReceived { enquiry: EnquiryRef, answer_due: Date },
    /// N02.
    EnquiryRouted { enquiry: EnquiryRef, topic: Option<EnquiryTopic>, team: Team, answer_due: Date },
    /// N06.
    ApplicationSubmitted { nic: Nic, version: DocumentVersion, decision_due: Date },
    /// N10.
    Decided { nic: Nic, version: DocumentVersion, outcome: Outcome, decided_on: Date },
    /// N11.
    Signing {
        nic: Nic,
        version: DocumentVersion,
        stage: Signing,
        signing_organisations: Vec<OrganisationId>,
        start: Date,
        end: Date,
    },
    /// N15.
    RungReached { nic: Nic, version: DocumentVersion, ladder: Ladder, counts_to: Date, days_before: i32 },
}

/// What makes a mail the same mail, and the left side of its `Message-ID`.
#[derive(Debug)]
pub struct Key {
    pub text: String,
    pub message_id: Uuid,
}

impl Occasion {
    /// What it is about.
    pub fn reference(&self) -> &str {
        match self {
            Self::EnquiryReceived { enquiry, .. } | Self::EnquiryRouted { enquiry, .. } => enquiry.as_str(),
            Self::ApplicationSubmitted { nic, .. }
            | Self::Decided { nic, .. }
            | Self::Signing { nic, .. }
            | Self::RungReached { nic, .. } => nic.as_str(),
        }
    }

    /// The application whose people are written to; enquiries concern none.
    pub fn nic(&self) -> Option<&Nic> {
        match self {
            Self::EnquiryReceived { .. } | Self::EnquiryRouted { .. } => None,
            Self::ApplicationSubmitted { nic, .. }
            | Self::Decided { nic, .. }
            | Self::Signing { nic, .. }
            | Self::RungReached { nic, .. } => Some(nic),
        }
    }

    /// Those whose signatories are concerned beside the applicant's.
    pub fn organisations(&self) -> &[OrganisationId] {
        match self {
            Self::Signing { signing_organisations, .. } => signing_organisations,
            Self::EnquiryReceived { .. }
            | Self::EnquiryRouted { .. }
            | Self::ApplicationSubmitted { .. }
            | Self::Decided { .. }
            | Self::RungReached { .. } => &[],
        }
    }

    /// To whom it is told.
    pub fn to(&self) -> recipients::Occasion {
        match self {
            Self::EnquiryReceived { enquiry, .. } => recipients::Occasion::EnquiryReceived { enquiry: enquiry.clone() },
            Self::EnquiryRouted { team, .. } => recipients::Occasion::EnquiryRouted { team: *team },
            Self::ApplicationSubmitted { .. } => recipients::Occasion::ApplicationSubmitted,
            Self::Decided { .. } => recipients::Occasion::Decided,
            Self::Signing { signing_organisations, .. } => {
                recipients::Occasion::Signing { signing_organisations: signing_organisations.clone() }
            }
            Self::RungReached { .. } => recipients::Occasion::AgreementEnds,
        }
    }

    /// What is told; `organisation` is the applicant's name.
    pub fn mail(&self, organisation: String) -> Mail {
        match self.clone() {
            Self::EnquiryReceived { enquiry, answer_due } => {
                Mail::EnquiryReceived(EnquiryReceived { enquiry, answer_due })
            }
            Self::EnquiryRouted { enquiry, topic, team, answer_due } => {
                Mail::EnquiryRouted(EnquiryRouted { enquiry, topic, team, answer_due })
            }
            Self::ApplicationSubmitted { nic, version, decision_due } => {
                Mail::ApplicationSubmitted(ApplicationSubmitted { nic, version, organisation, decision_due })
            }
            Self::Decided { nic, version, outcome, decided_on } => {
                Mail::Decided(Decided { nic, version, organisation, outcome, decided_on })
            }
            Self::Signing { nic, version, stage, start, end, .. } => {
                Mail::AgreementSigning(AgreementSigning { nic, version, organisation, occasion: stage, start, end })
            }
            Self::RungReached { nic, version, counts_to, days_before, .. } => {
                Mail::AgreementEnds(AgreementEnds { nic, version, organisation, end: counts_to, days_before })
            }
        }
    }

    /// A reminder is one mail by its rung, anything else by the fact that caused it.
    pub fn key(&self, cause: Uuid, mail: &Mail, recipient: &Recipient) -> Key {
        match (self, recipient) {
            (Self::RungReached { nic, ladder, counts_to, days_before, .. }, Recipient::Person(person)) => {
                let key = ReminderKey {
                    about: nic.clone(),
                    ladder: *ladder,
                    counts_to: *counts_to,
                    days_before: *days_before,
                    person: *person,
                };
                Key { text: key.to_string(), message_id: key.message_id_seed() }
            }
            (
                Self::EnquiryReceived { .. }
                | Self::EnquiryRouted { .. }
                | Self::ApplicationSubmitted { .. }
                | Self::Decided { .. }
                | Self::Signing { .. }
                | Self::RungReached { .. },
                _,
            ) => {
                let key = NoticeKey { cause, mail: mail.kind(), recipient: recipient.clone() };
                Key { text: key.to_string(), message_id: key.message_id_seed() }
            }
        }
    }
}

/// The id of the occasion that a rung is.
pub fn rung_id(nic: &Nic, ladder: Ladder, counts_to: Date, days_before: i32) -> String {
    format!("rung/{nic}/{}/{counts_to}/{days_before}", ladder.code())
}
