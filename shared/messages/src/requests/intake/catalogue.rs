//! About the catalogue.

use dars_vocabulary::DataSetTraits;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A data set of the catalogue, from a fixture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterDataSet {
    /// The catalogue's id.
    pub id: String,
    /// Its current name.
    pub name: String,
    /// What it covers.
    pub scope: String,
    /// What the rules need to know of it.
    #[serde(default)]
    pub traits: DataSetTraits,
}
