//! What `register` can be asked.

use dars_vocabulary::DocumentVersion;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /register/agreements/{nic}/publish`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishEntry {
    /// Which version; the newest that waits, when absent.
    #[serde(default)]
    pub version: Option<DocumentVersion>,
    /// The publisher's tick: no personal names stand in it (V33).
    pub no_personal_names: bool,
}
