//! About enquiries.

use dars_vocabulary::{
    EnquiryRef, Nic, OrganisationId, Readiness,
    code::{Channel, ClosingReason, EnquiryTopic, Signpost, Team},
};
use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Judgement;

/// `POST /enquiries`: anyone may ask.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseEnquiry {
    /// How it reached us; `web` unless an officer logs it.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// The enquirer's name, at most 200 characters.
    pub name: String,
    /// The enquirer's address.
    pub email: String,
    /// The organisation as they write it, at most 200 characters.
    #[serde(default)]
    pub organisation: Option<String>,
    /// What it is about.
    pub topic: EnquiryTopic,
    /// What they want and why, at most 4,000 characters. NHS numbers are taken out before it is stored.
    pub purpose_text: String,
    /// What the enquirer is, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// NIC numbers that it is about, at most 50; those in the text are found too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nic_refs: Vec<String>,
    /// The data sets wanted, at most 50, as the enquirer calls them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data_sets: Vec<String>,
    /// What an application will need, and how far it is.
    #[serde(default)]
    pub readiness: Readiness,
    /// Who takes part, at most 4,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties_text: Option<String>,
    /// By when it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<Date>,
    /// Where the enquirer was sent before, and why they go on anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub despite: Option<Despite>,
    /// Has something gone wrong with data you hold or were sent? A yes reaches the incident lead at once, whatever else
    /// is written; a no keeps nothing from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_incident: Option<bool>,
    /// When it reached us by e-mail or telephone, if an officer logs it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
}

/// "Go on anyway": signposting locks no door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Despite {
    /// Where the enquirer was sent.
    pub to: Signpost,
    /// Why that does not help, at most 4,000 characters.
    pub reason: String,
}

/// `POST /enquiries/{ref}/route`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteEnquiry {
    /// The team that shall answer.
    pub team: Team,
    /// Why, at most 4,000 characters; needed where another team was suggested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /enquiries/{reference}/give-back` (give-back-enquiry): the wrong team has it; it waits to be routed again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveBackEnquiry {
    /// Why, at most 4,000 characters.
    pub reason: String,
}

/// `POST /enquiries/{reference}/assign` (assign-enquiry): an officer takes it, or a team manager gives it to one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignEnquiry {
    /// The subject of the officer's sign-in; left out: whoever asks takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
}

/// `POST /enquiries/{reference}/merge` (merge-enquiry): it goes on in another one of the same matter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeEnquiry {
    /// The other one.
    pub into: EnquiryRef,
}

/// `POST /enquiries/{ref}/messages`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddMessage {
    /// What is written, at most 4,000 characters.
    pub text: String,
}

/// Whether a conversion also accepts the preliminary assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Preliminary {
    /// Left to a case officer, who accepts or redirects.
    #[default]
    Open,
    /// Accepted by the case officer who converts: the draft may be written.
    Accepted,
}

/// `POST /enquiries/{ref}/convert`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertEnquiry {
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The subject of the lead's sign-in; they must be a member of the organisation.
    pub lead: String,
    /// Whether a case officer accepts the preliminary assessment at once; left open unless said otherwise.
    #[serde(default)]
    pub preliminary: Preliminary,
    /// Whether it can be done at all; needed where it is accepted at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feasible: Option<Judgement>,
    /// Whether it belongs here; needed where it is accepted at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right_service: Option<Judgement>,
    /// A NIC number asked for by a fixture; refused outside a local stack.
    #[serde(default)]
    pub nic: Option<Nic>,
}

/// `POST /enquiries/{reference}/triage` (triage-enquiry): a triage officer has looked at it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TriageEnquiry {}

/// `POST /enquiries/{reference}/ask` (ask-enquirer): an officer asks for more; the enquiry then waits for the enquirer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskEnquirer {
    /// What is asked, at most 4,000 characters.
    pub text: String,
}

/// `POST /enquiries/{reference}/answer` (answer-enquiry): an officer answers; that ends it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerEnquiry {
    /// The answer, at most 4,000 characters.
    pub text: String,
    /// Whether those that were merged into this one are answered with it, each in its own thread.
    #[serde(default)]
    pub to_merged: bool,
}

/// `POST /enquiries/{reference}/signpost` (signpost-enquiry): sent elsewhere; that ends it, and it can be opened again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignpostEnquiry {
    /// Where to; at least one.
    pub to: Vec<Signpost>,
    /// What to say beside the links, at most 4,000 characters.
    #[serde(default)]
    pub text: Option<String>,
    /// Whether those that were merged into this one are sent there with it, each in its own thread.
    #[serde(default)]
    pub to_merged: bool,
}

/// `POST /enquiries/{reference}/close` (close-enquiry): closed by an officer, or by the enquirer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseEnquiry {
    /// Why.
    pub reason: ClosingReason,
}

/// `POST /enquiries/{reference}/duplicate` (mark-duplicate): the same as another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkDuplicate {
    /// The other one.
    pub of: EnquiryRef,
}

/// `POST /enquiries/{reference}/reopen` (reopen-enquiry): opened again by an officer, or by the enquirer ("go on anyway").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReopenEnquiry {
    /// Why, at most 4,000 characters.
    pub reason: String,
}

/// The answer to a raised enquiry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EnquiryRaised {
    /// Quote this.
    pub reference: EnquiryRef,
    /// The day by which you hear from us.
    pub answer_due: Date,
    /// What happens next.
    pub next: String,
    /// The team that has it, or to which it is expected to go, as far as the enquirer may know.
    pub team: Team,
    /// Who has it, in words.
    pub who_has_it: String,
    /// How to come back to it.
    pub come_back: String,
    /// How many NHS numbers were taken out of what you wrote: they must not be sent to us.
    #[serde(default)]
    pub numbers_removed: u32,
}
