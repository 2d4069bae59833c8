//! What `contracts` can be asked.

use dars_vocabulary::{ContractRef, OrganisationId, code::Territory};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::facts::contracts::Side;

/// A framework contract that is already signed, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordFrameworkContract {
    /// The contract.
    pub contract: ContractRef,
    /// The organisation it binds.
    pub organisation: OrganisationId,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// `POST /agreements/{nic}/issue`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueAgreement {
    /// First day; the approved one when absent.
    #[serde(default)]
    pub start: Option<Date>,
    /// Last day; the approved one when absent.
    #[serde(default)]
    pub end: Option<Date>,
    /// Where data may be used; the approved one when absent.
    #[serde(default)]
    pub territory: Option<Territory>,
}

/// `POST /agreements/{nic}/signatures`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignAgreement {
    /// SHA-256 in hex of the issued version's canonical JSON.
    pub sha256: String,
    /// Which side the signatory signs for.
    pub side: Side,
    /// For which organisation: the applicant's code, or the body's.
    pub organisation: OrganisationId,
}
