//! Which data, and how it is wanted.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Filters, Justification};
use crate::code::{AccessService, Cldc, Frequency, LegalPower, Level, OptOutReason, Sensitivity};

/// The data asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSets {
    /// One request per data set.
    pub requests: Vec<DataSetRequest>,
}

/// One data set, and how it is wanted. What V10 asks for may be absent in a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSetRequest {
    /// The catalogue's id, e.g. `hes-apc`.
    pub dataset: String,
    /// First and last day wanted; absent means not yet said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Instead of a period: everything from this day to the latest that is available, at each release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest_available_from: Option<Date>,
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
    /// Why an extract is needed where a secure environment is offered (V34).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract_reason: Option<String>,
    /// Why no more data than needed is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimisation_note: Option<String>,
    /// The fields wanted, by the catalogue's names; empty: all that the level permits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// What narrows it down: geography, age, diagnosis, cohort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// Whether the national data opt-out is applied, and why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_outs: Option<OptOuts>,
    /// Why no less would do, point by point (standard 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub justification: Option<Justification>,
    /// What narrows it down, kind by kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filters: Option<Filters>,
    /// With what it is linked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub linkage: Vec<String>,
    /// When files are planned, where data flows more than once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drops: Vec<Date>,
}

impl DataSetRequest {
    /// Whether these days lie within what is asked for; up to the latest available the last day is any that has passed.
    pub fn covers(&self, days: &Period, today: Date) -> bool {
        match (self.period, self.latest_available_from) {
            (Some(period), _) => period.covers(days),
            (None, Some(from)) => from <= days.from && days.to <= today,
            (None, None) => false,
        }
    }
}

/// Whether the national data opt-out is applied (standard 3c).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptOuts {
    /// Applied, or not.
    pub applied: bool,
    /// Why not; needed when not applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<OptOutReason>,
    /// The paper that shows it, as its reference in section `evidence`; needed for an exemption (V12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
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

impl Period {
    /// Whether `other` lies within this span.
    pub fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }
}
