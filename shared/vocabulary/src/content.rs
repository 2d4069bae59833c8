//! What is applied for and, once approved, agreed: the typed sections of an application (domain.md §6).
//!
//! People appear as opaque ids only. Every section may be absent while a draft is being written; the rules say what
//! is still missing and at which stage it will stop the applicant.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    code::{AccessService, Cldc, CommercialUse, Frequency, LegalPower, Level, Sensitivity, Territory},
    reference::OrganisationId,
};

/// The whole content of one version of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationContent {
    /// At most 200 characters; public from approval on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Section `parties`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Parties>,
    /// Section `data-sets`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_sets: Option<DataSets>,
    /// Section `legal-basis`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<LegalBasis>,
    /// Section `purpose`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Section `outputs`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outputs: Option<Outputs>,
    /// Section `benefits`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub benefits: Option<Benefits>,
    /// Section `commercial`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commercial: Option<Commercial>,
    /// Section `term`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Section `evidence`: papers that lie elsewhere, bound by their hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// The sections that can be saved one by one, by their names in paths (domain.md §4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionName {
    /// The title alone.
    Title,
    /// Who decides and who processes.
    Parties,
    /// Which data.
    DataSets,
    /// Under which law.
    LegalBasis,
    /// Why, and how it is processed.
    Purpose,
    /// What comes out, for whom, when.
    Outputs,
    /// What good it does.
    Benefits,
    /// Who gains money.
    Commercial,
    /// From when until when.
    Term,
    /// Papers that lie elsewhere.
    Evidence,
}

impl SectionName {
    /// The name in paths.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Parties => "parties",
            Self::DataSets => "data-sets",
            Self::LegalBasis => "legal-basis",
            Self::Purpose => "purpose",
            Self::Outputs => "outputs",
            Self::Benefits => "benefits",
            Self::Commercial => "commercial",
            Self::Term => "term",
            Self::Evidence => "evidence",
        }
    }

    /// Every section, in the order of the form.
    pub const ALL: &[Self] = &[
        Self::Title,
        Self::Parties,
        Self::DataSets,
        Self::LegalBasis,
        Self::Purpose,
        Self::Outputs,
        Self::Benefits,
        Self::Commercial,
        Self::Term,
        Self::Evidence,
    ];
}

/// Whether one organisation decides alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ControllerBasis {
    /// One controller.
    Sole,
    /// Two or more who decide together (UK GDPR Art 26).
    Joint,
}

/// Who decides why and how data is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    /// The controllers.
    pub controllers: Vec<Controller>,
    /// Sole or joint.
    pub controller_basis: ControllerBasis,
    /// How joint controllers share their duties; needed when joint (V01).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_arrangement: Option<String>,
}

/// One controller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Whether it also processes the data itself.
    #[serde(default)]
    pub also_processes: bool,
}

/// The data asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSets {
    /// One request per data set.
    pub requests: Vec<DataSetRequest>,
}

/// One data set, and how it is wanted. What V10 asks for may be absent in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSetRequest {
    /// The catalogue's id, e.g. `hes-apc`.
    pub dataset: String,
    /// First and last day wanted; absent means not yet said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Identifiable, pseudonymised …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The register's sensitivity label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
    /// One-off, ongoing, system access.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// The power to provide it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_power: Option<LegalPower>,
    /// The basis in the common law duty of confidentiality, as a set; empty means not yet said.
    #[serde(default)]
    pub cldc: Vec<Cldc>,
    /// Extract, SDE …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_service: Option<AccessService>,
    /// Why no more data than needed is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimisation_note: Option<String>,
}

/// A span of days, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The law that allows the use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// UK GDPR Art 6(1) letters, e.g. `e`.
    pub gdpr_article_6: Vec<String>,
    /// UK GDPR Art 9(2) letters, e.g. `j`.
    pub gdpr_article_9: Vec<String>,
}

/// Why the data is wanted, and what is done with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
}

/// What comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outputs {
    /// What, for whom, when; public from publication on.
    pub expected: String,
}

/// What good it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benefits {
    /// What is expected; public from publication on.
    pub expected: String,
    /// What was already achieved; needed at renewal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yielded: Option<String>,
}

/// Who gains money from the use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
}

/// From when until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// First day.
    pub start: Date,
    /// Last day, to midnight London.
    pub end: Date,
    /// Where data may be used.
    pub territory: Territory,
}

/// Papers that lie elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
