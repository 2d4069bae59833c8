//! What stands in a document.

use jiff::civil::Date;
use serde::Serialize;

/// A document, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is: `Application`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Its reference and version, on every page.
    pub reference: String,
    /// Its day, among what the file says of itself.
    pub day: Option<Date>,
    /// Whose service it is, from the settings.
    pub body: String,
    /// SHA-256 in hex of what it shows, so that it can be compared.
    pub sha256: Option<String>,
    /// What the reader must know first: that it is a draft, that values are provisional.
    pub notices: Vec<String>,
    /// What is known at a glance.
    pub facts: Vec<Fact>,
    /// The rest.
    pub sections: Vec<Section>,
}

/// One thing and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its name; empty for a line that stands by itself.
    pub label: String,
    /// What it is; may have lines.
    pub value: String,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it says, by name.
    pub facts: Vec<Fact>,
    /// What it says of each of several things, under a heading of its own.
    pub groups: Vec<Group>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// One of several things of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Which one.
    pub heading: String,
    /// What is said of it.
    pub facts: Vec<Fact>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it lists.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<String>,
    /// Its rows, as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

impl Fact {
    /// A fact.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}
