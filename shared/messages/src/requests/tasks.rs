//! What waits for someone: every service that owns work answers `tasks`, and the portal joins their answers.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One thing that waits for the caller, by name or by role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// What is to be done, as a stable kebab-case code: `answer-clarification`.
    pub what: String,
    /// In plain words: `Answer clarification 2`. No names, no free text of anyone.
    pub title: String,
    /// What it is about: a NIC, an enquiry, a contract.
    pub reference: String,
    /// The day by which; absent: no day is set.
    pub due: Option<Date>,
    /// Where the thing stands in the API: `/applications/{nic}`.
    pub path: String,
}

/// The answer to `tasks`: at most 200, by due date, those without one last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tasks {
    /// What waits.
    pub items: Vec<Task>,
    /// Whether there is more.
    pub more: bool,
}
