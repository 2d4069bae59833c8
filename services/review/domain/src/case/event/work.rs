//! Of the work on a case: what was found, checked, noted and put right.

use std::collections::BTreeSet;

use dars_messages::requests::review::{CheckOutcome, Specialism, StandardOutcome};
use dars_vocabulary::{DocumentVersion, Nic, PersonId, Sealed, content::SectionName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Its officer looked whether anything is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletenessChecked {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Whether nothing is.
    pub complete: bool,
    /// In which sections something is.
    pub missing: BTreeSet<SectionName>,
    /// What was looked at.
    pub note: Option<Sealed<String>>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
}

/// A standard was assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardAssessed {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Which standard.
    pub standard: String,
    /// Which version of the standard.
    pub standard_version: Option<String>,
    /// What it comes to.
    pub outcome: StandardOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
}

/// What a standard came to was recorded wrongly, and is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardCorrected {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Which standard.
    pub standard: String,
    /// Which version of the standard.
    pub standard_version: Option<String>,
    /// What it comes to.
    pub outcome: StandardOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
}

/// A specialist was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRequested {
    /// The application.
    pub nic: Nic,
    /// The version.
    pub version: DocumentVersion,
    /// Its number.
    pub number: u32,
    /// Which specialists.
    pub of: Specialism,
    /// What.
    pub question: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
}

/// A specialist answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswered {
    /// The application.
    pub nic: Nic,
    /// Its number.
    pub number: u32,
    /// What it comes to.
    pub outcome: CheckOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
}

/// A specialist was asked in error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckWithdrawn {
    /// The application.
    pub nic: Nic,
    /// Its number.
    pub number: u32,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
}

/// What a specialist answered was recorded wrongly, and is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswerCorrected {
    /// The application.
    pub nic: Nic,
    /// Its number.
    pub number: u32,
    /// What it comes to.
    pub outcome: CheckOutcome,
    /// Why.
    pub note: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
    /// The day in London.
    pub on: Date,
    /// Why it was wrong.
    pub reason: Sealed<String>,
}

/// A note was written, for staff alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteAdded {
    /// The application.
    pub nic: Nic,
    /// Its number.
    pub number: u32,
    /// What it says.
    pub text: Sealed<String>,
    /// Who did it.
    pub by: PersonId,
}
