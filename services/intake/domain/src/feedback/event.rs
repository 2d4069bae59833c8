//! What was said.

use serde::{Deserialize, Serialize};

use super::Given;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// Someone told how they found it.
    FeedbackGiven(Given),
}

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::FeedbackGiven(_) => "feedback_given",
        }
    }
}
