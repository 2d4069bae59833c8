//! The names of what can happen to an application.

use super::Event;

impl Event {
    /// The event's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ApplicationProposed { .. } => "application_proposed",
            Self::ApplicationRedirected { .. } => "application_redirected",
            Self::ApplicationOpened { .. } => "application_opened",
            Self::PreliminaryNoted { .. } => "preliminary_noted",
            Self::PeopleSet { .. } => "people_set",
            Self::HandedOver { .. } => "handed_over",
            Self::CollaboratorInvited { .. } => "collaborator_invited",
            Self::InvitationRevoked { .. } => "invitation_revoked",
            Self::InvitationExpired { .. } => "invitation_expired",
            Self::InvitationAccepted { .. } => "invitation_accepted",
            Self::ApplicationSubmitted { .. } => "application_submitted",
            Self::CaseMoved { .. } => "case_moved",
            Self::ApplicationReturned { .. } => "application_returned",
            Self::ReturnReasonsGiven { .. } => "return_reasons_given",
            Self::ClarificationWorded { .. } => "clarification_worded",
            Self::ClarificationRaised { .. } => "clarification_raised",
            Self::ClarificationAnswered { .. } => "clarification_answered",
            Self::ClarificationResolved { .. } => "clarification_resolved",
            Self::AdviceScheduled { .. } => "advice_scheduled",
            Self::AdviceRecorded { .. } => "advice_recorded",
            Self::DecisionReasonsGiven { .. } => "decision_reasons_given",
            Self::ApplicationApproved { .. } => "application_approved",
            Self::ApplicationRefused { .. } => "application_refused",
            Self::DecisionReviewRequested { .. } => "decision_review_requested",
            Self::ApplicationWithdrawn { .. } => "application_withdrawn",
            Self::ApplicationLapsed { .. } => "application_lapsed",
            Self::AgreementProgressed { .. } => "agreement_progressed",
            Self::AgreementSuspended { .. } => "agreement_suspended",
            Self::ChangeOpened { .. } => "change_opened",
        }
    }
}
