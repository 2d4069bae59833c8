//! The law that allows the use, and what was said about its ethics.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::EthicsOutcome;

/// The law that allows the use.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// UK GDPR Art 6(1) letters, e.g. `e`.
    pub gdpr_article_6: Vec<String>,
    /// UK GDPR Art 9(2) letters, e.g. `j`.
    pub gdpr_article_9: Vec<String>,
    /// The condition of DPA 2018 Schedule 1; needed for Art 9(2)(b), (g), (h), (i), (j) (V15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule_1_condition: Option<String>,
    /// The legitimate interests test in words; needed for Art 6(1)(f) (V15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_test: Option<String>,
    /// Why these letters of Art 6 (standard 5a).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article_6_reason: Option<String>,
    /// Support under section 251 of the NHS Act 2006; needed where a data set's duty rests on it (V12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section_251: Option<Section251>,
    /// The consent; needed where a data set's duty rests on it (V13).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
}

/// Support under section 251, advised by the Confidentiality Advisory Group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section251 {
    /// E.g. `20/CAG/0123`.
    pub cag_reference: String,
    /// Which regulation: 2, 3 or 5.
    pub regulation: u8,
    /// The day of the support.
    pub approved_on: Date,
    /// The day by which the yearly review is due.
    pub review_due: Date,
    /// The last day of the support; absent: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// The data sets it names, by the catalogue's ids.
    pub data_sets: Vec<String>,
    /// Whether it lifts the national data opt-out.
    #[serde(default)]
    pub opt_out_exempt: bool,
}

/// What people agreed to; papers are named by their reference in section `evidence`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The consent form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// The information sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information_sheet: Option<String>,
    /// Which versions of the papers were used, where there were several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// Whether it covers the linkage.
    #[serde(default)]
    pub covers_linkage: bool,
    /// Whether it covers the named recipients.
    #[serde(default)]
    pub covers_recipients: bool,
}

/// What a research ethics committee said (standard 7a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ethics {
    /// Whether it is research.
    pub is_research: bool,
    /// What was said.
    pub outcome: EthicsOutcome,
    /// The committee's reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The committee's letter, as its reference in section `evidence`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
    /// The protocol itself, as its reference in section `evidence`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// The protocol's version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol_version: Option<String>,
    /// The protocol's version as the committee's letter names it (V16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_protocol_version: Option<String>,
    /// The output of the research authority's decision tool, as its reference in section `evidence`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool_output: Option<String>,
}

/// Where people can read of the use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivacyNotice {
    /// Its address.
    pub url: String,
    /// Whether the applicant confirms that it tells of this use.
    #[serde(default)]
    pub confirmed: bool,
}
