//! About enquiries.

use dars_vocabulary::{
    EnquiryRef, Nic,
    code::{EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::fact;

/// How an enquiry ended (domain.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EnquiryOutcome {
    /// Sent elsewhere.
    Signposted,
    /// Answered.
    Answered,
    /// The same as another one.
    Duplicate,
    /// Nothing came from the enquirer.
    ClosedNoReply,
    /// Closed by an officer or the enquirer.
    Closed,
}

fact!(
    /// Someone enquired.
    Public Intake "enquiry_raised" v 1 EnquiryRaisedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// What it is about.
        topic: EnquiryTopic,
        /// The day by which an answer is due.
        answer_due: Date,
    }
);

fact!(
    /// An enquiry has a team that answers it.
    Public Intake "enquiry_routed" v 1 EnquiryRoutedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that has it.
        team: Team,
        /// The day by which an answer is due.
        answer_due: Date,
    }
);

fact!(
    /// Something was written in an enquiry's thread; never what.
    Public Intake "enquiry_message_added" v 1 EnquiryMessageAddedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Its place in the thread, from 1.
        number: u32,
        /// Whether an officer wrote it (else the enquirer).
        by_officer: bool,
    }
);

fact!(
    /// An enquiry became an application.
    Public Intake "enquiry_converted" v 1 EnquiryConvertedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The application it became.
        nic: Nic,
    }
);

fact!(
    /// An enquiry was looked at and waits to be routed.
    Public Intake "enquiry_triaged" v 1 EnquiryTriagedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);

fact!(
    /// An enquiry was given back by its team, and waits to be routed again.
    Public Intake "enquiry_given_back" v 1 EnquiryGivenBackV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);

fact!(
    /// An officer has an enquiry; not who.
    Public Intake "enquiry_assigned" v 1 EnquiryAssignedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);

fact!(
    /// The day of an enquiry's answer has passed, and it waits for the data body.
    Public Intake "enquiry_overdue" v 1 EnquiryOverdueV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The team that has it; none before it is routed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Team>,
        /// The day that has passed.
        answer_due: Date,
    }
);

fact!(
    /// The enquirer was asked for more; the enquiry waits for them.
    Public Intake "enquiry_asked" v 1 EnquiryAskedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// Who asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        team: Option<Team>,
        /// The day on which they are chased.
        chase_on: Date,
        /// The day on which it is closed for silence.
        close_on: Date,
    }
);

fact!(
    /// The enquirer answered; the team has it again.
    Public Intake "enquiry_replied" v 1 EnquiryRepliedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
    }
);

fact!(
    /// An enquiry is over, and how.
    Public Intake "enquiry_closed" v 1 EnquiryClosedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// How it ended.
        outcome: EnquiryOutcome,
        /// Where the enquirer was sent; empty unless signposted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        signposts: Vec<Signpost>,
    }
);

fact!(
    /// An enquiry was opened again.
    Public Intake "enquiry_reopened" v 1 EnquiryReopenedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The day by which an answer is due.
        answer_due: Date,
    }
);

fact!(
    /// NHS numbers were taken out of what an enquirer mailed, who was told by no answer.
    Internal Intake "enquiry_numbers_removed" v 1 EnquiryNumbersRemovedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// How many; never which.
        count: u32,
    }
);

fact!(
    /// What was written in an enquiry may tell of an incident: the incident lead looks.
    Internal Intake "enquiry_incident_suspected" v 1 EnquiryIncidentSuspectedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The instant by which they look.
        look_by: Timestamp,
    }
);

fact!(
    /// The enquirer's secret link was made anew; those before it open nothing any more.
    Internal Intake "enquiry_link_renewed" v 1 EnquiryLinkRenewedV1 by enquiry {
        /// The enquiry.
        enquiry: EnquiryRef,
        /// The how manieth link it is, from 2; the first needs no telling.
        generation: u32,
    }
);
