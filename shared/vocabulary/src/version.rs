//! Version numbers of applications and agreements: `v0.1`, `v1.0`.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A version of an application or agreement (domain.md §5): a draft begins at v0.1, the first issue is v1.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct DocumentVersion {
    /// Before the dot.
    pub major: u16,
    /// After the dot.
    pub minor: u16,
}

/// The text was not of the form `v1.0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version looks like v1.0")]
pub struct NotAVersion;

impl DocumentVersion {
    /// The first draft of a new application.
    pub const FIRST_DRAFT: Self = Self { major: 0, minor: 1 };
    /// The first issue of an agreement.
    pub const FIRST_ISSUE: Self = Self { major: 1, minor: 0 };

    /// The version after a resubmission or an amendment: 0.1 more.
    #[must_use]
    pub fn next_minor(self) -> Self {
        Self { major: self.major, minor: self.minor.saturating_add(1) }
    }

    /// The version after a renewal or an extension: 1.0 more.
    #[must_use]
    pub fn next_major(self) -> Self {
        Self { major: self.major.saturating_add(1), minor: 0 }
    }
}

impl fmt::Display for DocumentVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}", self.major, self.minor)
    }
}

impl From<DocumentVersion> for String {
    fn from(version: DocumentVersion) -> Self {
        version.to_string()
    }
}

impl TryFrom<String> for DocumentVersion {
    type Error = NotAVersion;
    fn try_from(text: String) -> Result<Self, NotAVersion> {
        text.parse()
    }
}

impl FromStr for DocumentVersion {
    type Err = NotAVersion;
    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let (major, minor) = text.strip_prefix('v').and_then(|t| t.split_once('.')).ok_or(NotAVersion)?;
        let number = |t: &str| {
            if t.is_empty() || !t.bytes().all(|b| b.is_ascii_digit()) {
                return Err(NotAVersion);
            }
            t.parse().map_err(|_| NotAVersion)
        };
        Ok(Self { major: number(major)?, minor: number(minor)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_back_as_written() {
        for text in ["v0.1", "v1.0", "v12.34"] {
            assert_eq!(text.parse::<DocumentVersion>().unwrap().to_string(), text);
        }
        for text in ["", "1.0", "v1", "v1.", "v.1", "v1.0.0", "v-1.0", "v99999999.0"] {
            assert_eq!(text.parse::<DocumentVersion>(), Err(NotAVersion), "{text}");
        }
    }
}
