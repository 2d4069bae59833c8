//! How a refusal is told: its kind, its stable code, and the fields that it points at.

use dars_vocabulary::{FieldError, Finding, RefusalKind, Refuse};

use super::Refusal;

impl Refusal {
    fn describe(&self) -> (RefusalKind, &'static str) {
        use RefusalKind::{Forbidden, NotFound, Unacceptable, WrongState};
        match self {
            Self::Unknown => (NotFound, "case-unknown"),
            Self::NotAPerson(reason) => (reason.kind(), reason.code()),
            Self::SystemOnly => (Forbidden, "system-only"),
            Self::RoleNeeded { .. } => (Forbidden, "role-needed"),
            Self::InterestNotDeclared => (Forbidden, "interest-not-declared"),
            Self::InterestDeclared => (Forbidden, "interest-declared"),
            Self::TeamManagerNeeded => (Forbidden, "team-manager-needed"),
            Self::AlreadyAssigned => (WrongState, "case-already-assigned"),
            Self::NotAssigned => (WrongState, "case-not-assigned"),
            Self::NotTheCaseOfficer => (Forbidden, "not-the-case-officer"),
            Self::OwnOrganisation => (Forbidden, "own-organisation"),
            Self::NotReady => (WrongState, "case-not-in-assurance"),
            Self::AlreadyAssessed => (WrongState, "case-already-assessed"),
            Self::SentBack => (WrongState, "application-sent-back"),
            Self::InClarification => (WrongState, "case-in-clarification"),
            Self::BeforeApprover => (WrongState, "case-before-approver"),
            Self::ClarificationUnknown => (NotFound, "clarification-unknown"),
            Self::NotAnswered => (WrongState, "clarification-not-answered"),
            Self::ClarificationSettled => (WrongState, "clarification-settled"),
            Self::PagNeeded => (WrongState, "pag-needed"),
            Self::NotBeforeGroup => (WrongState, "case-not-before-group"),
            Self::AdviceNotScheduled => (WrongState, "advice-not-scheduled"),
            Self::AdviceMissing => (WrongState, "advice-missing"),
            Self::AdviceDeferred => (WrongState, "advice-deferred"),
            Self::NotSimple => (WrongState, "change-not-simple"),
            Self::PrecedentUnknown => (Unacceptable, "precedent-unknown"),
            Self::PrecedentMaker => (Forbidden, "precedent-maker"),
            Self::PrecedentNotInForce => (WrongState, "precedent-not-in-force"),
            Self::PrecedentDoesNotFit { .. } => (Unacceptable, "precedent-does-not-fit"),
            Self::NotOnPrecedentRoute => (WrongState, "case-not-on-precedent-route"),
            Self::NotBeforeApprover => (WrongState, "case-not-before-approver"),
            Self::AlreadyDecided => (WrongState, "case-already-decided"),
            Self::Over => (WrongState, "case-over"),
            Self::ApproverWasCaseOfficer => (Forbidden, "approver-was-case-officer"),
            Self::ApproverWasAdviser => (Forbidden, "approver-was-adviser"),
            Self::ContentRedacted => (WrongState, "content-redacted"),
            Self::RulesNotMet { .. } => (Unacceptable, "rules-not-met"),
            Self::ConditionNeeded { .. } => (Unacceptable, "condition-needed"),
            Self::ReasonsNeededDespiteV17 { .. } => (Unacceptable, "reasons-needed-despite-v17"),
            Self::ReasonsNeededAgainstAdvice => (Unacceptable, "reasons-needed-against-advice"),
            Self::AgainstAdviceMissing => (Unacceptable, "against-advice-missing"),
            Self::ReasonsNeededWithoutPrecedent => (Unacceptable, "reasons-needed-without-precedent"),
            Self::FoundIncomplete => (WrongState, "case-found-incomplete"),
            Self::StandardUnknown => (NotFound, "standard-unknown"),
            Self::StandardAssessed => (WrongState, "standard-already-assessed"),
            Self::StandardNotAssessed => (WrongState, "standard-not-assessed"),
            Self::StandardsOpen { .. } => (Unacceptable, "standards-open"),
            Self::ReasonsNeededStandardNotMet { .. } => (Unacceptable, "reasons-needed-standard-not-met"),
            Self::CheckUnknown => (NotFound, "check-unknown"),
            Self::CheckAsked => (WrongState, "check-already-asked"),
            Self::CheckSettled => (WrongState, "check-settled"),
            Self::CheckNotAnswered => (WrongState, "check-not-answered"),
            Self::ClarificationNotSettled => (WrongState, "clarification-not-settled"),
            Self::ChecksOpen => (WrongState, "checks-open"),
            Self::OnsNeeded => (WrongState, "ons-needed"),
            Self::OwnCheck => (Forbidden, "own-check"),
            Self::AdviceUnknown => (NotFound, "advice-unknown"),
            Self::NotSentBack => (WrongState, "application-not-sent-back"),
            Self::NotRefused => (WrongState, "case-not-refused"),
            Self::ReviewAsked => (WrongState, "review-already-asked"),
            Self::ReviewNotAsked => (WrongState, "review-not-asked"),
            Self::ReviewTooLate { .. } => (WrongState, "review-too-late"),
            Self::ApproverDecided => (Forbidden, "approver-decided"),
            Self::Unacceptable { .. } => (Unacceptable, "values-unacceptable"),
        }
    }
}

impl Refuse for Refusal {
    fn kind(&self) -> RefusalKind {
        self.describe().0
    }

    fn code(&self) -> &'static str {
        self.describe().1
    }

    fn detail(&self) -> String {
        self.to_string()
    }

    fn errors(&self) -> Vec<FieldError> {
        match self {
            Self::Unacceptable { errors } | Self::PrecedentDoesNotFit { errors } => errors.clone(),
            Self::PrecedentUnknown => {
                vec![FieldError {
                    pointer: "/precedent".to_owned(),
                    code: self.code().to_owned(),
                    detail: self.detail(),
                }]
            }
            Self::RulesNotMet { findings } => findings.iter().cloned().map(FieldError::from).collect(),
            Self::ConditionNeeded { findings } => {
                let owed = |found: &Finding| FieldError {
                    pointer: "/conditions".to_owned(),
                    code: self.code().to_owned(),
                    detail: found.message.clone(),
                };
                findings.iter().map(owed).collect()
            }
            Self::StandardsOpen { .. } => {
                let pointer = "/open_standards".to_owned();
                vec![FieldError { pointer, code: self.code().to_owned(), detail: self.detail() }]
            }
            Self::AgainstAdviceMissing => {
                let pointer = "/against_advice".to_owned();
                vec![FieldError { pointer, code: self.code().to_owned(), detail: self.detail() }]
            }
            Self::ReasonsNeededDespiteV17 { .. }
            | Self::ReasonsNeededWithoutPrecedent
            | Self::ReasonsNeededAgainstAdvice
            | Self::ReasonsNeededStandardNotMet { .. } => {
                vec![FieldError { pointer: "/reasons".to_owned(), code: self.code().to_owned(), detail: self.detail() }]
            }
            Self::Unknown
            | Self::NotAPerson(_)
            | Self::SystemOnly
            | Self::RoleNeeded { .. }
            | Self::InterestNotDeclared
            | Self::InterestDeclared
            | Self::TeamManagerNeeded
            | Self::AlreadyAssigned
            | Self::NotAssigned
            | Self::NotTheCaseOfficer
            | Self::OwnOrganisation
            | Self::NotReady
            | Self::NotSimple
            | Self::AlreadyAssessed
            | Self::SentBack
            | Self::InClarification
            | Self::BeforeApprover
            | Self::ClarificationUnknown
            | Self::NotAnswered
            | Self::ClarificationSettled
            | Self::PagNeeded
            | Self::NotBeforeGroup
            | Self::AdviceNotScheduled
            | Self::AdviceMissing
            | Self::AdviceDeferred
            | Self::PrecedentMaker
            | Self::PrecedentNotInForce
            | Self::NotOnPrecedentRoute
            | Self::NotBeforeApprover
            | Self::AlreadyDecided
            | Self::Over
            | Self::ApproverWasCaseOfficer
            | Self::ApproverWasAdviser
            | Self::ContentRedacted
            | Self::FoundIncomplete
            | Self::StandardUnknown
            | Self::StandardAssessed
            | Self::StandardNotAssessed
            | Self::CheckUnknown
            | Self::CheckAsked
            | Self::CheckSettled
            | Self::CheckNotAnswered
            | Self::ClarificationNotSettled
            | Self::ChecksOpen
            | Self::OnsNeeded
            | Self::OwnCheck
            | Self::AdviceUnknown
            | Self::NotSentBack
            | Self::NotRefused
            | Self::ReviewAsked
            | Self::ReviewNotAsked
            | Self::ReviewTooLate { .. }
            | Self::ApproverDecided => Vec::new(),
        }
    }
}
