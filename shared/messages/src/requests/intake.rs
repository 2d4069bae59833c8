//! What `intake` can be asked.

use dars_vocabulary::{
    EnquiryRef, MembershipRole, Nic, OrganisationId,
    code::{Channel, EnquiryTopic, OrganisationType, Team},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// `POST /enquiries/{ref}/convert`: also accepts the preliminary assessment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConvertEnquiry {
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The subject of the lead's sign-in; they must be a member of the organisation.
    pub lead: String,
    /// A NIC number asked for by a fixture; refused outside a local stack.
    #[serde(default)]
    pub nic: Option<Nic>,
}

/// `POST /applications/{nic}/submit`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitApplication {}

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
