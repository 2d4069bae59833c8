//! What is known of an organisation's assurance beside its outcome (domain.md §6).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{code::PlaceKind, content::Place};

/// What is known of an assurance beside its outcome. Older records say none of it, which is held against nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssuranceParticulars {
    /// The version that was assessed, by the year in which it ends: 2026 is the toolkit's 2025-26.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i16>,
    /// The day on which the toolkit's result was published, or the security team reviewed the certificate or policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
    /// The places that it covers; empty: all of the organisation's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<CoveredPlaces>,
    /// The last day of the improvement plan, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub improvement_plan_due: Option<Date>,
}

/// Places of one kind in one country; addresses are never told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoveredPlaces {
    /// What is done there.
    pub kind: PlaceKind,
    /// The country: ISO 3166-1 alpha-2, the nations of the UK as `GB-ENG`, `GB-WLS`, `GB-SCT`, `GB-NIR`.
    pub country: String,
}

impl AssuranceParticulars {
    /// Whether it covers this place of its organisation.
    pub fn covers(&self, place: &Place) -> bool {
        let here = |covered: &CoveredPlaces| covered.kind == place.kind && covered.country == place.country;
        self.covers.is_empty() || self.covers.iter().any(here)
    }
}
