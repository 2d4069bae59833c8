//! Why a service fits, why it does not, and what is worth knowing about the data itself.

use serde::Serialize;

/// One reason: a stable code, and the same in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// A stable code.
    pub code: &'static str,
    /// In plain words.
    pub text: String,
    /// The data sets that it is about; empty: all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub data_sets: Vec<String>,
}

impl Reason {
    pub(super) fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into(), data_sets: Vec::new() }
    }

    /// A reason that holds of some data sets; none when it holds of none.
    pub(super) fn about(code: &'static str, text: &str, data_sets: Vec<String>) -> Option<Self> {
        (!data_sets.is_empty()).then(|| Self { code, text: text.to_owned(), data_sets })
    }
}
