//! Rules of this service alone, one file each.

pub mod fresh_sign_in;
pub mod independent_approver;
pub mod ons_before_decision;
pub mod own_organisation;
pub mod pag_before_decision;
pub mod person;
pub mod phrases;
pub mod public_words;
pub mod specialists;
pub mod staff;
pub mod standards;
