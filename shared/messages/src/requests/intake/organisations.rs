//! About organisations and their people.

use dars_vocabulary::{
    AssuranceParticulars, MembershipRole, OrganisationId,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Its version, its review, the places that it covers, its plan's end (standard 2a).
    #[serde(default)]
    pub particulars: AssuranceParticulars,
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
