//! One search: `intake`, `review` and `contracts` answer `search` about what they own, and the portal joins their answers. The text
//! is in the body, since free text must not stand in an address.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /search` (search): a reference, also an old or mistyped one, or a part of a title or name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// From 2 to 200 characters.
    pub text: String,
}

/// What something found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A case under review, or that was.
    Case,
    /// An application.
    Application,
    /// An enquiry.
    Enquiry,
    /// A framework contract.
    FrameworkContract,
    /// A precedent.
    Precedent,
    /// A meeting of an advisory group.
    Meeting,
    /// An organisation.
    Organisation,
    /// A person.
    Person,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hit {
    /// What it is.
    pub what: Kind,
    /// Its reference.
    pub reference: String,
    /// Its title or name, as far as the caller may know it.
    pub title: Option<String>,
    /// Where it stands in the API.
    pub path: String,
}

/// The answer to `search`: at most 20 of each kind, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hits {
    /// What was found.
    pub items: Vec<Hit>,
    /// Whether there is more.
    pub more: bool,
}

/// So many of each kind at most.
pub const MOST: usize = 20;

/// The text without space around it, if it can be searched for.
pub fn searchable(text: &str) -> Option<&str> {
    let text = text.trim();
    let characters = text.chars().count();
    if (2..=200).contains(&characters) && !text.contains('\0') { Some(text) } else { None }
}

/// The pattern of SQL's `like` for a part of a lower-case text.
pub fn like(text: &str) -> String {
    let escaped = text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_like_is_taken_as_it_stands() {
        assert_eq!(like("50% of A_B\\"), "%50\\% of a\\_b\\\\%");
    }

    #[test]
    fn one_letter_and_a_page_are_not_searched_for() {
        for (text, searched) in [("a", false), (" a ", false), ("ab", true), (" ab ", true), ("a\0b", false)] {
            assert_eq!(searchable(text).is_some(), searched, "{text:?}");
        }
        assert!(searchable(&"x".repeat(200)).is_some() && searchable(&"x".repeat(201)).is_none());
    }
}
