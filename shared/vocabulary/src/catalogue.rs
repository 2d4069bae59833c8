//! What the rules need to know of the catalogue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::code::{AccessService, Level, RequiredRoute, Sensitivity};

mod entry;

pub use entry::{Alternative, Coverage, DataField, DataSetEntry};

/// What the rules need to know of a data set. The default, for a fact that says nothing of it, forbids nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataSetTraits {
    /// The services through which it is offered; empty: not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<AccessService>,
    /// The levels at which it is offered; empty: not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Births and deaths, whose identifiers are public by law (V11).
    #[serde(default)]
    pub registration: bool,
    /// GP data, for COVID-19 alone (V19): its use goes through PAG.
    #[serde(default)]
    pub covid_only: bool,
    /// Where the same is published already, as titles (V36).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<String>,
    /// How sensitive it is by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
    /// Whose word every use of it needs, beside the approver's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_routes: Vec<RequiredRoute>,
    /// What every use of it must heed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub special_conditions: Vec<String>,
    /// The names of its fields, as far as they are described (V10); empty: not described.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Whether nobody has confirmed these fields yet.
    #[serde(default)]
    pub fields_provisional: bool,
}
