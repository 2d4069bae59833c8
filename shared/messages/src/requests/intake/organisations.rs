//! About organisations and their people.

use dars_vocabulary::{
    AssuranceParticulars, MembershipRole, OrganisationId, PersonId,
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

/// `POST /organisations` (register-organisation): a legal entity is taken into the records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnrolOrganisation {
    /// Its code.
    pub id: OrganisationId,
    /// Its legal name, at most 200 characters.
    pub name: String,
    /// What it is.
    pub organisation_type: OrganisationType,
}

/// `POST /organisations/{id}/rename` (rename-organisation): it has another legal name; the former one stays in sight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameOrganisation {
    /// The new legal name, at most 200 characters.
    pub name: String,
    /// The first day on which it has that name: today, or earlier.
    pub from: Date,
}

/// `POST /organisations/{id}/members` (add-member): a person is taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    /// The subject of the person's sign-in.
    pub subject: String,
    /// The person's name, for mails.
    pub name: String,
    /// The person's address, for mails.
    pub email: String,
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// First day: today, or later.
    pub from: Date,
    /// Last day; absent means open.
    #[serde(default)]
    pub until: Option<Date>,
}

/// `POST /organisations/{id}/members/{person}/change` (change-member): what a member is from now on; replaces what they were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    /// As what.
    pub roles: Vec<MembershipRole>,
    /// Last day; absent means open.
    #[serde(default)]
    pub until: Option<Date>,
    /// How mails reach them, where that changed.
    #[serde(default)]
    pub contact: Option<MemberContact>,
}

/// How mails reach a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberContact {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// `POST /organisations/{id}/members/{person}/end` (end-member): a membership ends, and the authority to sign that rests on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndMember {
    /// Last day.
    pub on: Date,
}

/// `POST /organisations/{id}/authorities` (ask-authority): ask that a member may sign; an officer confirms it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskAuthority {
    /// Who, as `GET /organisations/{id}` names them.
    pub person: PersonId,
    /// First day: today, or later.
    pub from: Date,
    /// Last day; absent means open.
    #[serde(default)]
    pub until: Option<Date>,
}

/// `POST /organisations/{id}/authorities/{person}/confirm` (confirm-authority): an officer confirms who may sign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmAuthority {}

/// `POST /organisations/{id}/authorities/{person}/decline` (decline-authority): an officer does not confirm it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineAuthority {
    /// Why, at most 4000 characters.
    pub reason: String,
}

/// `POST /organisations/{id}/authorities/{person}/end` (end-authority): an authority to sign ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndAuthority {
    /// Last day.
    pub on: Date,
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
