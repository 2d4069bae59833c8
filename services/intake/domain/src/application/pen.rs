//! Who holds the pen: for whom an application waits.

use serde::{Deserialize, Serialize};

use super::{AgreementStage, State};

/// For whom it waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PenHolder {
    /// The applicant organisation.
    Applicant,
    /// The data body.
    Body,
    /// Those who must sign, on both sides.
    Signatories,
    /// Nobody: nothing is to be done.
    Nobody,
}

/// Who holds the pen.
pub fn pen_holder(state: &State) -> PenHolder {
    match state {
        State::Absent | State::Refused { .. } => PenHolder::Nobody,
        State::Draft { .. } => PenHolder::Applicant,
        State::Submitted(_) | State::InReview(_) | State::Assurance(_) | State::Decision(_) => PenHolder::Body,
        State::Approved { review, .. } => match review.agreement.map(|agreement| agreement.stage) {
            None | Some(AgreementStage::Draft) => PenHolder::Body,
            Some(AgreementStage::IssuedForSignature | AgreementStage::PartSigned) => PenHolder::Signatories,
            // Renew, extend or let it end: the applicant's choice.
            Some(AgreementStage::Expiring) => PenHolder::Applicant,
            Some(AgreementStage::Signed | AgreementStage::Active | AgreementStage::Expired) => PenHolder::Nobody,
        },
    }
}
