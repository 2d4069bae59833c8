//! Where a case stands.

use dars_vocabulary::{
    PersonId, Sealed,
    code::{AdvisoryGroup, RefusalReason},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Case, Departure, GivenCondition};

/// A case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// Not known.
    #[default]
    Absent,
    /// Being read for completeness.
    InReview {
        /// The case.
        case: Case,
        /// Who has it; `None` while it waits to be assigned.
        officer: Option<PersonId>,
    },
    /// Sent back; its next version is awaited. Why stands last among the case's returns.
    ReturnedIncomplete {
        /// The case.
        case: Case,
        /// Who has it, and will have it again.
        officer: PersonId,
        /// The day on which it was sent back.
        returned_on: Date,
    },
    /// Questions to its applicant are open, or answered and not yet judged.
    Clarification {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
        /// Whence it came, and where it returns to.
        whence: Whence,
    },
    /// Assessed against the standards.
    Assurance {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Weighed against a precedent.
    PrecedentRoute {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Before the Profession Advisory Group.
    PagAdvice {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Before the Advisory Group for Data.
    AgdAdvice {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Before an approver.
    Decision {
        /// The case.
        case: Case,
        /// Who has it.
        officer: PersonId,
    },
    /// Approved on the standard terms.
    Approved {
        /// The case.
        case: Case,
        /// Who had it.
        officer: PersonId,
        /// By whom, when, why.
        approval: Approval,
    },
    /// Approved, and more is asked for than the standard terms.
    ApprovedWithConditions {
        /// The case.
        case: Case,
        /// Who had it.
        officer: PersonId,
        /// By whom, when, why.
        approval: Approval,
        /// What is asked for; at least one.
        conditions: Vec<GivenCondition>,
    },
    /// Refused.
    Refused {
        /// The case.
        case: Case,
        /// Who had it.
        officer: PersonId,
        /// The day of the decision in London.
        decided_on: Date,
        /// Who refused it.
        approver: PersonId,
        /// The reason's code.
        reason: RefusalReason,
        /// The reasons in words.
        reasons: Sealed<String>,
        /// From whose advice it departs, and why.
        #[serde(default)]
        against_advice: Option<Departure>,
    },
    /// Withdrawn by its applicant.
    Withdrawn {
        /// The case.
        case: Case,
        /// Who had it.
        officer: Option<PersonId>,
        /// The day.
        ended_on: Date,
    },
    /// Nothing came from its applicant.
    Lapsed {
        /// The case.
        case: Case,
        /// Who had it.
        officer: Option<PersonId>,
        /// The day.
        ended_on: Date,
    },
}

/// An approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The day of the decision in London.
    pub decided_on: Date,
    /// Who approved it.
    pub approver: PersonId,
    /// Why.
    pub reasons: Option<Sealed<String>>,
    /// The groups from whose advice it departs.
    #[serde(default)]
    pub against_advice: Vec<AdvisoryGroup>,
}

/// The stages that a clarification interrupts, and to which the case returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Whence {
    /// Being read for completeness.
    InReview,
    /// Assessed against the standards.
    Assurance,
    /// Weighed against a precedent.
    PrecedentRoute,
    /// Before the Profession Advisory Group.
    PagAdvice,
    /// Before the Advisory Group for Data.
    AgdAdvice,
    /// Before an approver.
    Decision,
}

impl Whence {
    /// A case at this stage.
    pub(super) fn of(self, case: Case, officer: PersonId) -> State {
        match self {
            Self::InReview => State::InReview { case, officer: Some(officer) },
            Self::Assurance => State::Assurance { case, officer },
            Self::PrecedentRoute => State::PrecedentRoute { case, officer },
            Self::PagAdvice => State::PagAdvice { case, officer },
            Self::AgdAdvice => State::AgdAdvice { case, officer },
            Self::Decision => State::Decision { case, officer },
        }
    }

    /// The group that advises at this stage.
    pub fn group(self) -> Option<AdvisoryGroup> {
        match self {
            Self::PagAdvice => Some(AdvisoryGroup::Pag),
            Self::AgdAdvice => Some(AdvisoryGroup::Agd),
            Self::InReview | Self::Assurance | Self::PrecedentRoute | Self::Decision => None,
        }
    }

    /// The stage at which `group` advises.
    pub(super) fn before(group: AdvisoryGroup) -> Self {
        match group {
            AdvisoryGroup::Pag => Self::PagAdvice,
            AdvisoryGroup::Agd => Self::AgdAdvice,
        }
    }
}

impl State {
    /// The state's name.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Absent => "ABSENT",
            Self::InReview { .. } => "IN_REVIEW",
            Self::ReturnedIncomplete { .. } => "RETURNED_INCOMPLETE",
            Self::Clarification { .. } => "CLARIFICATION",
            Self::Assurance { .. } => "ASSURANCE",
            Self::PrecedentRoute { .. } => "PRECEDENT_ROUTE",
            Self::PagAdvice { .. } => "PAG_ADVICE",
            Self::AgdAdvice { .. } => "AGD_ADVICE",
            Self::Decision { .. } => "DECISION",
            Self::Approved { .. } => "APPROVED",
            Self::ApprovedWithConditions { .. } => "APPROVED_WITH_CONDITIONS",
            Self::Refused { .. } => "REFUSED",
            Self::Withdrawn { .. } => "WITHDRAWN",
            Self::Lapsed { .. } => "LAPSED",
        }
    }

    /// The case, once opened.
    pub fn case(&self) -> Option<&Case> {
        match self {
            Self::Absent => None,
            Self::InReview { case, .. }
            | Self::ReturnedIncomplete { case, .. }
            | Self::Clarification { case, .. }
            | Self::Assurance { case, .. }
            | Self::PrecedentRoute { case, .. }
            | Self::PagAdvice { case, .. }
            | Self::AgdAdvice { case, .. }
            | Self::Decision { case, .. }
            | Self::Approved { case, .. }
            | Self::ApprovedWithConditions { case, .. }
            | Self::Refused { case, .. }
            | Self::Withdrawn { case, .. }
            | Self::Lapsed { case, .. } => Some(case),
        }
    }

    /// The case, to be changed where it stands.
    pub(super) fn case_mut(&mut self) -> Option<&mut Case> {
        match self {
            Self::Absent => None,
            Self::InReview { case, .. }
            | Self::ReturnedIncomplete { case, .. }
            | Self::Clarification { case, .. }
            | Self::Assurance { case, .. }
            | Self::PrecedentRoute { case, .. }
            | Self::PagAdvice { case, .. }
            | Self::AgdAdvice { case, .. }
            | Self::Decision { case, .. }
            | Self::Approved { case, .. }
            | Self::ApprovedWithConditions { case, .. }
            | Self::Refused { case, .. }
            | Self::Withdrawn { case, .. }
            | Self::Lapsed { case, .. } => Some(case),
        }
    }

    /// Who has it, or had it when it ended.
    pub fn officer(&self) -> Option<PersonId> {
        match self {
            Self::Absent => None,
            Self::InReview { officer, .. } | Self::Withdrawn { officer, .. } | Self::Lapsed { officer, .. } => *officer,
            Self::ReturnedIncomplete { officer, .. }
            | Self::Clarification { officer, .. }
            | Self::Assurance { officer, .. }
            | Self::PrecedentRoute { officer, .. }
            | Self::PagAdvice { officer, .. }
            | Self::AgdAdvice { officer, .. }
            | Self::Decision { officer, .. }
            | Self::Approved { officer, .. }
            | Self::ApprovedWithConditions { officer, .. }
            | Self::Refused { officer, .. } => Some(*officer),
        }
    }

    /// The day on which it ended, however it did.
    pub fn ended_on(&self) -> Option<Date> {
        match self {
            Self::Absent
            | Self::InReview { .. }
            | Self::ReturnedIncomplete { .. }
            | Self::Clarification { .. }
            | Self::Assurance { .. }
            | Self::PrecedentRoute { .. }
            | Self::PagAdvice { .. }
            | Self::AgdAdvice { .. }
            | Self::Decision { .. } => None,
            Self::Approved { approval, .. } | Self::ApprovedWithConditions { approval, .. } => {
                Some(approval.decided_on)
            }
            Self::Refused { decided_on, .. } => Some(*decided_on),
            Self::Withdrawn { ended_on, .. } | Self::Lapsed { ended_on, .. } => Some(*ended_on),
        }
    }

    /// The stage at which it stands, or which a clarification interrupts; nothing while nobody has it, it is sent back,
    /// or it has ended.
    pub fn stage(&self) -> Option<Whence> {
        match self {
            Self::InReview { officer: Some(_), .. } => Some(Whence::InReview),
            Self::Clarification { whence, .. } => Some(*whence),
            Self::Assurance { .. } => Some(Whence::Assurance),
            Self::PrecedentRoute { .. } => Some(Whence::PrecedentRoute),
            Self::PagAdvice { .. } => Some(Whence::PagAdvice),
            Self::AgdAdvice { .. } => Some(Whence::AgdAdvice),
            Self::Decision { .. } => Some(Whence::Decision),
            Self::Absent
            | Self::InReview { officer: None, .. }
            | Self::ReturnedIncomplete { .. }
            | Self::Approved { .. }
            | Self::ApprovedWithConditions { .. }
            | Self::Refused { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => None,
        }
    }
}
