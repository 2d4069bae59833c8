//! Who holds the pen: for whom an application waits.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{AgreementStage, Application, State};

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

/// Who holds the pen on `today`.
pub fn pen_holder(state: &State, today: Date) -> PenHolder {
    match state {
        State::Refused { .. } if state.under_decision_review().is_some() => PenHolder::Body,
        State::Absent
        | State::Refused { .. }
        | State::Redirected { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => PenHolder::Nobody,
        State::Draft { .. } | State::ReturnedIncomplete { .. } => PenHolder::Applicant,
        State::PrelimAssessment { .. }
        | State::Submitted(_)
        | State::InReview(_)
        | State::Assurance(_)
        | State::PrecedentRoute(_)
        | State::PagAdvice(_)
        | State::AgdAdvice(_)
        | State::Decision(_) => PenHolder::Body,
        // Until the last blocking one is answered; then they are read.
        State::Clarification(review) => {
            if review.case.holding_up().next().is_some() {
                PenHolder::Applicant
            } else {
                PenHolder::Body
            }
        }
        State::Approved { application, .. } => match of_agreement(application, today) {
            // A change of it was refused, and that is being looked at again.
            PenHolder::Nobody if state.under_decision_review().is_some() => PenHolder::Body,
            holder => holder,
        },
    }
}

fn of_agreement(application: &Application, today: Date) -> PenHolder {
    match application.agreement().map(|agreement| agreement.stage_on(today)) {
        None | Some(AgreementStage::Draft | AgreementStage::Suspended) => PenHolder::Body,
        Some(AgreementStage::IssuedForSignature | AgreementStage::PartSigned) => PenHolder::Signatories,
        // Renew, extend or let it end; then destroy the data: the applicant's part.
        Some(AgreementStage::Expiring | AgreementStage::DestructionDue) => PenHolder::Applicant,
        Some(
            AgreementStage::Signed
            | AgreementStage::Active
            | AgreementStage::Expired
            | AgreementStage::Superseded
            | AgreementStage::Terminated
            | AgreementStage::Void
            | AgreementStage::Closed,
        ) => PenHolder::Nobody,
    }
}
