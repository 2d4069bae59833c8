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
    /// Its day, as it stands on it.
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
    /// Its name.
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
    /// Its tables.
    pub tables: Vec<Table>,
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
