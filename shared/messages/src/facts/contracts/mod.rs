//! What `contracts` tells.

mod access;
mod agreement;
mod ending;
mod framework_contract;

use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic, OrganisationId, code::Territory, content::Condition};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use access::*;
pub use agreement::*;
pub use ending::*;
pub use framework_contract::*;

/// The side a signature stands for (V24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The applicant organisation or a controller.
    Organisation,
    /// The data body.
    Body,
}

/// What is signed: its canonical JSON (RFC 8785) has the SHA-256 that every signature quotes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreementDocument {
    /// The agreement.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// The applicant organisation.
    pub applicant: OrganisationId,
    /// The data body.
    pub body: OrganisationId,
    /// The approved version it was drafted from.
    pub application_version: DocumentVersion,
    /// SHA-256 in hex of that version.
    pub application_sha256: String,
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// Where data may be used.
    pub territory: Territory,
    /// The approved sections.
    pub content: ApplicationContent,
    /// Conditions of the decision, if any.
    pub special_conditions: Vec<Condition>,
}

/// When a special condition is due; never what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConditionDue {
    /// Its number in the version, from 1.
    pub number: u32,
    /// The day by which.
    pub due: Date,
}

/// Why a framework contract is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FrameworkContractEnd {
    /// Its last day has passed.
    Expired,
    /// A newer one of the same organisation is in force.
    Superseded,
    /// It was ended before its last day.
    Terminated,
}

/// Where a service agreement stands (domain.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ServiceAgreementStage {
    /// A price was named.
    Quoted,
    /// The organisation ordered it.
    Ordered,
    /// Both sides signed.
    Signed,
    /// The service is set up.
    Provisioned,
    /// Users work.
    Active,
    /// The agreement it belongs to is over; users are being deactivated.
    Ending,
    /// Over.
    Closed,
}
