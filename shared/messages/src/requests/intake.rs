//! What `intake` can be asked.

use dars_vocabulary::{
    DataSetTraits, EnquiryRef, MembershipRole, Nic, OrganisationId,
    code::{AssuranceKind, AssuranceOutcome, Channel, ClosingReason, EnquiryTopic, OrganisationType, Signpost, Team},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::intake::ChangeKind;

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
    /// What they want and why, at most 4,000 characters.
    pub purpose_text: String,
}

/// `POST /enquiries/{ref}/route`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RouteEnquiry {
    /// The team that shall answer.
    pub team: Team,
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
    /// Accepted by whoever converts: the draft may be written.
    #[default]
    Accepted,
    /// Left to a case officer, who accepts or redirects.
    Open,
}

/// `POST /enquiries/{ref}/convert`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertEnquiry {
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The subject of the lead's sign-in; they must be a member of the organisation.
    pub lead: String,
    /// Whether the preliminary assessment is accepted at once, which is so unless said otherwise.
    #[serde(default)]
    pub preliminary: Preliminary,
    /// A NIC number asked for by a fixture; refused outside a local stack.
    #[serde(default)]
    pub nic: Option<Nic>,
}

/// `POST /applications/{nic}/submit`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitApplication {}

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

/// `POST /applications/{nic}/preliminary-assessment` (assess-preliminary): a case officer's word before the draft.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
pub enum AssessPreliminary {
    /// Feasible, and the right service: the draft may be written.
    Accept {},
    /// Elsewhere; it ends here.
    Redirect {
        /// Where to; at least one.
        to: Vec<Signpost>,
        /// Why, for the applicant behind sign-in, at most 4,000 characters.
        reason: String,
    },
}

/// `POST /applications/{nic}/withdraw` (withdraw-application): its lead no longer wants it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawApplication {
    /// Why, at most 4,000 characters.
    #[serde(default)]
    pub reason: Option<String>,
}

/// `POST /applications/{nic}/people` (set-people): who leads it, and who works on it; each must be a member of the applicant organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPeople {
    /// The subject of the lead's sign-in; absent: as before.
    #[serde(default)]
    pub lead: Option<String>,
    /// The subjects of those who work on it with the lead.
    pub collaborators: Vec<String>,
}

/// `POST /applications/{nic}/clarifications/{id}/answer` (answer-clarification): the applicant's answer to a clarification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerClarification {
    /// The answer, at most 4,000 characters.
    pub text: String,
}

/// `POST /agreements/{nic}/changes` (open-change): opens a draft that changes an agreement in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenChange {
    /// What kind.
    pub kind: ChangeKind,
}

/// `POST /organisations/{id}/assurances` (record-assurance): an officer records what an organisation shows for its security, or that its data protection fee is paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordAssurance {
    /// What is shown.
    pub kind: AssuranceKind,
    /// Its reference or version, at most 200 characters.
    pub reference: String,
    /// What it came to.
    pub outcome: AssuranceOutcome,
    /// Last day on which it holds.
    pub valid_to: Date,
    /// Whether the data body approved an improvement plan (V07).
    #[serde(default)]
    pub plan_approved: bool,
}

/// A legal entity, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterOrganisation {
    /// Its code.
    pub id: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// What it is.
    pub organisation_type: OrganisationType,
}

/// A person's membership of an organisation, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantMembership {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The subject of the person's sign-in.
    pub subject: String,
    /// The person's name, for mails.
    pub name: String,
    /// The person's address, for mails.
    pub email: String,
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default)]
    pub until: Option<Date>,
}

/// A confirmed authority to sign, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSigningAuthority {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The subject of the person's sign-in.
    pub subject: String,
    /// First day.
    pub from: Date,
    /// Last day.
    #[serde(default)]
    pub until: Option<Date>,
}

/// A data set of the catalogue, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterDataSet {
    /// The catalogue's id.
    pub id: String,
    /// Its current name.
    pub name: String,
    /// What it covers.
    pub scope: String,
    /// What the rules need to know of it.
    #[serde(default)]
    pub traits: DataSetTraits,
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
}
