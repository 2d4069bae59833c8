//! What `contracts` can be asked.

use dars_vocabulary::{
    ContractRef, Nic, OrganisationId,
    code::{AccessService, DestructionMethod, Level, ReleaseKind, SuspensionReason, TerminationReason, Territory},
    content::Period,
};
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

/// `POST /framework-contracts` (request-framework-contract): a member of the organisation, or a case officer for it, asks for one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestFrameworkContract {
    /// The organisation it shall bind.
    pub organisation: OrganisationId,
    /// A reference asked for by a fixture; refused outside a local stack.
    #[serde(default)]
    pub contract: Option<ContractRef>,
}

/// `POST /framework-contracts/{con}/draft` (draft-framework-contract): a case officer sets its terms.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftFrameworkContract {
    /// The version of the template, e.g. `v3.0`.
    pub template_version: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

/// `POST /framework-contracts/{con}/issue` (issue-framework-contract): a case officer issues it for signature.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueFrameworkContract {}

/// `POST /framework-contracts/{con}/signatures` (sign-framework-contract): one side signs, quoting the hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignFrameworkContract {
    /// SHA-256 in hex of the issued document's canonical JSON.
    pub sha256: String,
    /// Which side the signatory signs for.
    pub side: Side,
}

/// `POST /framework-contracts/{con}/terminate (terminate-framework-contract) and POST /agreements/{nic}/terminate` (terminate-agreement): an officer ends it before its last day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TerminateContract {
    /// Why.
    pub reason: TerminationReason,
    /// In words, for the parties behind sign-in, at most 4,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// `POST /agreements/{nic}/suspend` (suspend-agreement): one person, at once: the incident lead, a case officer or an auditor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SuspendAgreement {
    /// Why.
    pub reason: SuspensionReason,
    /// In words, for staff alone, at most 4,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// `POST /agreements/{nic}/reinstate` (reinstate-agreement): two people, one after the other, neither of them alone who suspended it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReinstateAgreement {
    /// Why, at most 4,000 characters.
    pub reason: String,
}

/// `POST /agreements/{nic}/conditions/{number}/met` (meet-condition): a case officer accepts that a special condition is met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetCondition {
    /// What shows it, at most 1,000 characters.
    pub evidence: String,
}

/// What is to be released, or was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseContent {
    /// The data set, by the catalogue's id.
    pub dataset: String,
    /// First and last day of the data.
    pub period: Period,
    /// The fields; empty: all that the agreement names.
    #[serde(default)]
    pub fields: Vec<String>,
    /// At which level.
    pub level: Level,
    /// Through which service.
    pub access_service: AccessService,
    /// Who receives it.
    pub recipient: OrganisationId,
    /// File or system access.
    pub kind: ReleaseKind,
    /// How many files.
    pub file_count: u32,
    /// Whether the national data opt-out was applied.
    pub opt_outs_applied: bool,
    /// The date of the opt-out list that was used; needed when applied.
    #[serde(default)]
    pub opt_out_list_of: Option<Date>,
}

/// `POST /agreements/{nic}/releases` (plan-release): data production produces a release; nothing leaves yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanRelease {
    /// What it is.
    pub content: ReleaseContent,
}

/// `POST /releases/{reference}/check` (check-release): another person of data production checks it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRelease {}

/// `POST /releases/{reference}/release` (make-release): it goes out, if the gate V40 is open; otherwise it is held, and says why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRelease {}

/// `POST /releases/{reference}/acknowledge` (acknowledge-release): a member of the recipient has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgeRelease {}

/// `POST /agreements/{nic}/destruction` (submit-certificate): a controller or processor certifies that the data is destroyed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitCertificate {
    /// Which parties it covers.
    pub parties: Vec<OrganisationId>,
    /// How.
    pub method: DestructionMethod,
    /// The day on which the live copies were destroyed.
    pub destroyed_on: Date,
    /// The day on which the last backup was cleared; needed before closing (V31).
    #[serde(default)]
    pub backups_cleared_on: Option<Date>,
    /// What is left, and why, at most 1,000 characters.
    #[serde(default)]
    pub exceptions: Option<String>,
    /// The role of whoever declares it, at most 200 characters.
    pub declared_as: String,
}

/// `POST /agreements/{nic}/destruction/{certificate}/accept (accept-certificate) and .../query` (query-certificate): a case officer accepts a certificate, or queries it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JudgeCertificate {
    /// What is asked, at most 4,000 characters; needed to query.
    #[serde(default)]
    pub text: Option<String>,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrderLine {
    /// What, at most 200 characters.
    pub what: String,
    /// How many.
    pub quantity: u32,
    /// The price of one, in pence.
    pub unit_pence: u32,
}

/// `POST /service-agreements` (quote-service): a case officer quotes an access service for an agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteService {
    /// The agreement.
    pub nic: Nic,
    /// The access service.
    pub service: AccessService,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// What is ordered; at least one.
    pub lines: Vec<OrderLine>,
}

/// `POST /service-agreements/{reference}/order (order-service), /provision (provision-service), /activate` (activate-service): the organisation orders; the body provisions, then lets users in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveService {}

/// `POST /service-agreements/{reference}/signatures` (sign-service-agreement): one side signs, quoting the hash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignServiceAgreement {
    /// SHA-256 in hex of the quote's canonical JSON.
    pub sha256: String,
    /// Which side the signatory signs for.
    pub side: Side,
}

/// `POST /service-agreements/{reference}/users` (set-service-users): the organisation says who works there; replaces who was said before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetServiceUsers {
    /// The subjects of the users' sign-ins; each a member of a party.
    pub users: Vec<String>,
}
