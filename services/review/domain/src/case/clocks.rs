//! Both clocks of a case, and whose turn it is (domain.md §10).

use dars_rules::{
    clock::{self, Pause},
    policy,
};
use dars_vocabulary::calendar::working_days_after;
use jiff::civil::Date;
use serde::Serialize;

use super::{Case, State};

/// Working days so far, and the day by which a decision is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CaseClocks {
    /// Days for which we had the pen.
    pub our_days: u32,
    /// Days for which the applicant had it.
    pub your_days: u32,
    /// Whether the clock stands still, since the applicant has the pen.
    pub paused: bool,
    /// The day by which a decision is due; it moves with each day that is not ours.
    pub decision_due: Date,
}

/// The clocks of a submission, as they stand on `today`.
pub fn clocks(submitted_on: Date, pauses: &[Pause], today: Date) -> CaseClocks {
    let days = clock::days(submitted_on, pauses, today);
    let not_ours = clock::days(submitted_on, &[], today).our_days.saturating_sub(days.our_days);
    CaseClocks {
        our_days: days.our_days,
        your_days: days.your_days,
        paused: pauses.last().is_some_and(|pause| pause.until.is_none()),
        decision_due: working_days_after(submitted_on, policy::DECISION.value.saturating_add(not_ours)),
    }
}

impl State {
    /// The clocks on `today`; they stop when the case ends or is sent back. A refusal
    /// stops them, too; where it is set aside, the days until that was asked for were nobody's.
    pub fn clocks(&self, today: Date) -> Option<CaseClocks> {
        let until = self.stopped_on().map_or(today, |stopped| stopped.min(today));
        self.case().map(|case| clocks(case.submitted_on, &case.pauses, until))
    }

    /// The day from which no clock runs any more.
    pub fn stopped_on(&self) -> Option<Date> {
        match self {
            Self::ReturnedIncomplete { returned_on, .. } => Some(*returned_on),
            Self::Absent
            | Self::InReview { .. }
            | Self::Clarification { .. }
            | Self::Assurance { .. }
            | Self::PrecedentRoute { .. }
            | Self::PagAdvice { .. }
            | Self::AgdAdvice { .. }
            | Self::Decision { .. }
            | Self::Approved { .. }
            | Self::ApprovedWithConditions { .. }
            | Self::Refused { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => self.ended_on(),
        }
    }

    /// Whose turn it is; nobody's once the case has ended.
    pub fn pen(&self) -> Option<Pen> {
        match self {
            Self::InReview { officer: None, .. } => Some(Pen::CaseOfficers),
            Self::InReview { officer: Some(_), .. } | Self::Assurance { .. } | Self::PrecedentRoute { .. } => {
                Some(Pen::CaseOfficer)
            }
            Self::ReturnedIncomplete { .. } => Some(Pen::Applicant),
            Self::Clarification { case, .. } => Some(asked(case)),
            Self::PagAdvice { case, .. } | Self::AgdAdvice { case, .. } => Some(advised(self, case)),
            Self::Decision { .. } => Some(Pen::Approver),
            Self::Refused { case, .. } => case.open_review().map(|_| Pen::Approver),
            Self::Absent
            | Self::Approved { .. }
            | Self::ApprovedWithConditions { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => None,
        }
    }
}

/// Whose turn it is in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pen {
    /// Nobody has it yet: any case officer's.
    CaseOfficers,
    /// Its case officer's.
    CaseOfficer,
    /// The applicant's.
    Applicant,
    /// The advisory group's, and its secretariat's.
    AdvisoryGroup,
    /// An approver's.
    Approver,
}

impl Pen {
    /// As it is written in tables and answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::CaseOfficers => "case-officers",
            Self::CaseOfficer => "case-officer",
            Self::Applicant => "applicant",
            Self::AdvisoryGroup => "advisory-group",
            Self::Approver => "approver",
        }
    }
}

fn asked(case: &Case) -> Pen {
    if case.clarifications.iter().any(super::Clarification::awaited) { Pen::Applicant } else { Pen::CaseOfficer }
}

fn advised(state: &State, case: &Case) -> Pen {
    let said = state.stage().and_then(super::Whence::group).is_some_and(|group| case.seen_by(group));
    if said && case.meeting.is_none() { Pen::CaseOfficer } else { Pen::AdvisoryGroup }
}
