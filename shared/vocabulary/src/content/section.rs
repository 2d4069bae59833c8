//! The sections that can be saved one by one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The sections that can be saved one by one, by their names in paths (domain.md §4). Objections are kept per data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionName {
    /// The title alone.
    Title,
    /// Who decides and who processes.
    Parties,
    /// Where data is processed and kept.
    Locations,
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
    /// Whether third parties may use it, and how.
    SubLicensing,
    /// What a research ethics committee said.
    Ethics,
    /// Where people can read of it.
    PrivacyNotice,
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
            Self::Locations => "locations",
            Self::DataSets => "data-sets",
            Self::LegalBasis => "legal-basis",
            Self::Purpose => "purpose",
            Self::Outputs => "outputs",
            Self::Benefits => "benefits",
            Self::Commercial => "commercial",
            Self::SubLicensing => "sub-licensing",
            Self::Ethics => "ethics",
            Self::PrivacyNotice => "privacy-notice",
            Self::Term => "term",
            Self::Evidence => "evidence",
        }
    }

    /// Every section, in the order of the form.
    pub const ALL: &[Self] = &[
        Self::Title,
        Self::Parties,
        Self::Locations,
        Self::DataSets,
        Self::LegalBasis,
        Self::Purpose,
        Self::Outputs,
        Self::Benefits,
        Self::Commercial,
        Self::SubLicensing,
        Self::Ethics,
        Self::PrivacyNotice,
        Self::Term,
        Self::Evidence,
    ];
}
