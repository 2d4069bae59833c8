//! Content that can be forgotten: personal data and free text inside an event.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Personal data or free text inside a domain event or state (design.md promise 6).
///
/// In the journal its place is taken by a salted commitment; the content lies beside the chain, where a redaction
/// empties it. The journal's writer finds each `{"$open": …}` and the reader puts content, or `"$redacted"`, back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sealed<T> {
    /// The content is at hand.
    #[serde(rename = "$open")]
    Open(T),
    /// The content was redacted; only its commitment, in hex, is left.
    #[serde(rename = "$redacted")]
    Redacted(String),
}

impl<T> Sealed<T> {
    /// The content, unless redacted.
    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open(content) => Some(content),
            Self::Redacted(_) => None,
        }
    }
}

impl<T> From<T> for Sealed<T> {
    fn from(content: T) -> Self {
        Self::Open(content)
    }
}
