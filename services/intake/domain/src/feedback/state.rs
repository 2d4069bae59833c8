//! Whether someone has said how they found it.

use dars_messages::requests::intake::Occasion;
use dars_vocabulary::{Sealed, Sector};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One person's feedback on one occasion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not given.
    #[default]
    Absent,
    /// Given; it is never changed.
    Given(Given),
}

/// What was said. Who said it stands in the journal alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// About what.
    pub about: String,
    /// After what.
    pub occasion: Occasion,
    /// For which group.
    pub sector: Sector,
    /// How easy it was, 1 to 5.
    pub ease: u8,
    /// How clear it was, 1 to 5.
    pub clarity: u8,
    /// What we should change.
    pub comment: Option<Sealed<String>>,
    /// The day in London.
    pub given_on: Date,
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::Given(_) => "GIVEN",
        }
    }
}
