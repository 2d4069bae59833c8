//! About how people found it.

use dars_vocabulary::Sector;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// After what people are asked how they found it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// Their enquiry ended.
    EnquiryEnded,
    /// Their application was decided.
    Decision,
    /// The first data was released under their agreement.
    FirstRelease,
    /// Their agreement was closed.
    Closing,
}

impl Occasion {
    /// Every one, in the order of the flow.
    pub const ALL: &[Self] = &[Self::EnquiryEnded, Self::Decision, Self::FirstRelease, Self::Closing];

    /// The code as it stands in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::EnquiryEnded => "enquiry-ended",
            Self::Decision => "decision",
            Self::FirstRelease => "first-release",
            Self::Closing => "closing",
        }
    }
}

/// `POST /feedback` (give-feedback): three questions, by whoever was asked, once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveFeedback {
    /// About what: an enquiry's reference, a NIC, or a NIC and version as `GET /feedback/requests` names it; a NIC alone
    /// means the version that was decided upon last.
    pub about: String,
    /// After what.
    pub occasion: Occasion,
    /// How easy was it to deal with us? 1 is very hard, 5 is very easy.
    pub ease: u8,
    /// How clear was what we told you? 1 is very unclear, 5 is very clear.
    pub clarity: u8,
    /// What should we change? At most 4,000 characters.
    #[serde(default)]
    pub comment: Option<String>,
    /// For which group you speak; after an enquiry alone, for elsewhere we know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
}

/// `POST /enquiries/{reference}/feedback` (give-enquiry-feedback): the same by an enquirer, signed in or by their secret
/// link, once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveEnquiryFeedback {
    /// How easy was it to deal with us? 1 is very hard, 5 is very easy.
    pub ease: u8,
    /// How clear was what we told you? 1 is very unclear, 5 is very clear.
    pub clarity: u8,
    /// What should we change? At most 4,000 characters.
    #[serde(default)]
    pub comment: Option<String>,
    /// For which group you speak; the public, if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
}

/// `POST /feedback/changes` (publish-change): what we changed because of what people said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishChange {
    /// The day from which on it is different.
    pub changed_on: Date,
    /// What people told us, in our own words: nobody's own text. At most 500 characters.
    pub heard: String,
    /// What we changed, at most 500 characters.
    pub changed: String,
}

/// `POST /feedback/changes/{reference}/withdraw` (withdraw-change): it was not so, or is not any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawChange {
    /// Why, at most 500 characters; kept, not published.
    pub reason: String,
}

/// What was asked of whom, for `GET /feedback/requests`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackRequest {
    /// About what.
    pub about: String,
    /// After what.
    pub occasion: Occasion,
    /// The last day on which it can be given.
    pub until: Date,
}
