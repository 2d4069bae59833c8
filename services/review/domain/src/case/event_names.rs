//! The names of what can happen to a case.

use super::Event;

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::CaseOpened { .. } => "case_opened",
            Self::CaseAssigned { .. } => "case_assigned",
            Self::ApplicationReturned { .. } => "application_returned",
            Self::ClarificationRaised { .. } => "clarification_raised",
            Self::AnswerReceived { .. } => "answer_received",
            Self::ClarificationAnswered { .. } => "clarification_answered",
            Self::ClarificationResolved { .. } => "clarification_resolved",
            Self::CaseFoundReady { .. } => "case_found_ready",
            Self::CaseQuickChecked { .. } => "case_quick_checked",
            Self::AdviceFoundUnneeded { .. } => "advice_found_unneeded",
            Self::CaseSentToPrecedent { .. } => "case_sent_to_precedent",
            Self::PrecedentFoundToHold { .. } => "precedent_found_to_hold",
            Self::CaseSentToAdvisers { .. } => "case_sent_to_advisers",
            Self::CaseFoundAdvised { .. } => "case_found_advised",
            Self::AdviceScheduled { .. } => "advice_scheduled",
            Self::AdviceRecorded { .. } => "advice_recorded",
            Self::DecisionDeferred { .. } => "decision_deferred",
            Self::ApplicationApproved { .. } => "application_approved",
            Self::ApplicationRefused { .. } => "application_refused",
            Self::CaseWithdrawn { .. } => "case_withdrawn",
            Self::CaseLapsed { .. } => "case_lapsed",
            Self::CaseHandedOver { .. } => "case_handed_over",
            Self::CaseCovered { .. } => "case_covered",
            Self::CompletenessChecked { .. } => "completeness_checked",
            Self::StandardAssessed { .. } => "standard_assessed",
            Self::CheckRequested { .. } => "check_requested",
            Self::CheckAnswered { .. } => "check_answered",
            Self::NoteAdded { .. } => "note_added",
            Self::StandardCorrected { .. } => "standard_corrected",
            Self::AdviceCorrected { .. } => "advice_corrected",
            Self::ClarificationWithdrawn { .. } => "clarification_withdrawn",
            Self::CheckWithdrawn { .. } => "check_withdrawn",
            Self::CheckAnswerCorrected { .. } => "check_answer_corrected",
            Self::ResolutionWithdrawn { .. } => "resolution_withdrawn",
            Self::ReturnWithdrawn { .. } => "return_withdrawn",
            Self::DecisionReviewRequested { .. } => "decision_review_requested",
            Self::DecisionUpheld { .. } => "decision_upheld",
            Self::DecisionSetAside { .. } => "decision_set_aside",
        }
    }
}
