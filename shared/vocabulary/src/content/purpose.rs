//! Why, what comes of it, and for how long.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Activities, Output};
use crate::code::{BenefitBasis, CommercialUse, PurposeOfUse, Territory};

/// Why the data is wanted, and what is done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// What the use is for; public from publication on.
    pub objective: String,
    /// How the data is processed; public from publication on.
    pub processing_activities: String,
    /// In words for everyone, at most 300; public from publication on.
    pub lay_summary: String,
    /// Is this for the direct care of particular people? (V35: then it is not this service's.)
    pub direct_care: bool,
    /// The kinds of use (PU).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uses: Vec<PurposeOfUse>,
    /// Why it is in the public interest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_interest: Option<String>,
    /// Whose data it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_subjects: Option<String>,
    /// Whether GP practices can be told apart in what is produced (V19).
    #[serde(default, skip_serializing_if = "is_false")]
    pub identifies_practices: bool,
    /// The last day of the funding or approval that the use rests on, where one is fixed (V22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funded_until: Option<Date>,
    /// What good the public has of it, in words for everyone (domain.md §12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_benefit: Option<String>,
    /// The wider programme it belongs to (standard 5a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wider_programme: Option<String>,
    /// What is ethically open, and what is done about it (standard 5a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethics_points: Option<String>,
    /// What is done with the data, by whom (standard 5b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activities: Option<Activities>,
}

/// What comes out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// What, for whom, when; public from publication on.
    pub expected: String,
    /// The same, one by one (standard 5c).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Output>,
    /// How small numbers are kept from showing anyone (standard 5c).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suppression: Option<String>,
}

/// What good it does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benefits {
    /// What is expected; public from publication on.
    pub expected: String,
    /// What was already achieved; needed at renewal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yielded: Option<String>,
    /// Why nothing was achieved yet; needed at renewal where `yielded` is empty (V25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_yielded_reason: Option<String>,
    /// On what the statement of benefits rests (BT).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<BenefitBasis>,
    /// How large the benefit is (standard 5d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude: Option<String>,
    /// When it comes (standard 5d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timescale: Option<String>,
}

/// Who gains money from the use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Commercial {
    /// Whether there is a commercial element.
    pub is_commercial: bool,
    /// Whether the purpose is only commercial (V17).
    #[serde(default)]
    pub solely: bool,
    /// Uses that are reasons for refusal (V17).
    #[serde(default)]
    pub uses: Vec<CommercialUse>,
    /// Who gains (standard 5e).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_gains: Option<String>,
    /// How the benefit is shared between them and the public (standard 5e).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_of_benefit: Option<String>,
}

/// Whether third parties may use the data (standard 10). Papers are named by their reference in section `evidence`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubLicensing {
    /// Whether they may.
    pub allowed: bool,
    /// The template of the sub-licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// By which criteria requests are judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<String>,
    /// The terms of the group that judges them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_terms: Option<String>,
    /// How the agreement's terms bind those who get a sub-licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_down: Option<String>,
    /// What the public gains by the sub-licences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_value: Option<String>,
    /// Where the public reads who has sub-licences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register_url: Option<String>,
    /// How many are expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
}

/// From when until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// Where data may be used.
    pub territory: Territory,
    /// The countries where data may be used beside the UK and the EEA; they are needed for `named-countries` (V08).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<NamedCountry>,
    /// Why it may end later than the support or funding it rests on (V22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longer_because: Option<String>,
    /// Whether a university only keeps what it already has, without new data (V21).
    #[serde(default, skip_serializing_if = "is_false")]
    pub archiving: bool,
}

/// A country where data may be used, and what lets it go there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedCountry {
    /// The country: ISO 3166-1 alpha-2.
    pub country: String,
    /// The transfer tool, for example the international data transfer agreement.
    pub transfer_tool: String,
}

/// Papers that lie elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The papers.
    pub items: Vec<EvidenceItem>,
}

/// One paper: a title, a reference and a hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceItem {
    /// What it is.
    pub title: String,
    /// Where its owner finds it.
    pub reference: String,
    /// SHA-256 in hex.
    pub sha256: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
