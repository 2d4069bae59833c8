//! Particulars that the standards ask for beside the main texts of a section (domain.md §8). Papers are named by their
//! reference in section `evidence`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::{AssuranceKind, Engagement, Level};

/// How a place is kept safe (standard 2a).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceSecurity {
    /// Which of its organisation's assurances covers this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assurance: Option<AssuranceKind>,
    /// What is done about the risks it found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_safeguards: Option<String>,
}

/// Why no less data would do (standard 3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Justification {
    /// Why these years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Why these fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<String>,
    /// Why these episodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub episodes: Option<String>,
    /// Why people must be identified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifiable: Option<String>,
    /// Why sensitive data is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<String>,
    /// Why data on people under 16 is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under_16: Option<String>,
}

/// What narrows a data set down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// Which areas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geography: Option<String>,
    /// Which ages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<String>,
    /// Which diagnoses or procedures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<String>,
    /// Which cohort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<String>,
}

/// What is done with the data, by whom (standard 5b).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Activities {
    /// Each flow in, out and onward.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flows: Vec<Flow>,
    /// The paper with the diagram of the flows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flow_diagram: Option<String>,
    /// What is linked with what, by whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linkage: Option<String>,
    /// What keeps people from being identified again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reidentification_controls: Option<String>,
    /// How those who work with the data are bound to the organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<Engagement>,
    /// The papers that bind those who are no employees, such as honorary contracts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<String>,
}

/// One flow of data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What flows.
    pub what: String,
    /// How far people can be told apart in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// One thing that comes out (standard 5c).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// What it is.
    pub what: String,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// When it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_for: Option<Date>,
}
