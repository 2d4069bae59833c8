//! What can be said.

use dars_messages::requests::intake::GiveFeedback;
use dars_vocabulary::{Actor, Sector};
use jiff::{Timestamp, civil::Date};

/// A command about one person's feedback on one occasion.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Someone who was asked answers.
    Give(GiveFeedback),
}

/// That someone was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// For which group they speak.
    pub sector: Sector,
    /// The last day on which they can answer.
    pub until: Date,
}

/// What a decision about feedback needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who answers.
    pub actor: Actor,
    /// Whether they were recognised as the enquirer of the enquiry that it is about, without a sign-in.
    pub is_enquirer: bool,
    /// Whether they were asked; `None`: they were not, or there is no such thing.
    pub asked: Option<Asked>,
}
