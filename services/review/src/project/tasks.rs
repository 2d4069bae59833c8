//! Cases into what waits for whom.

use dars_bus::StoreError;
use dars_messages::requests::review::Specialism;
use dars_review_domain::case::{Case, CheckState, ClarificationStatus, Pen, State, Whence};
use dars_vocabulary::PersonId;
use jiff::civil::Date;
use sqlx::PgConnection;

use crate::store::{
    early_views,
    tasks::{self, Waiting, Whom},
};

/// Keeps the list in step; it holds ids, codes and dates alone.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State, due: Date) -> Result<(), StoreError> {
    let Some(case) = state.case() else { return Ok(()) };
    let requesters: Vec<String> = case.requesters.iter().map(ToString::to_string).collect();
    // Nobody decides upon what they worked on.
    let early = early_views::advisers(tx, reference).await?;
    let worked = case.officers.iter().chain(&case.assessors).chain(&case.advisers).chain(&early).copied();
    let makers = case.precedent.iter().flat_map(|used| &used.makers).copied();
    // Nor to those whose decision is looked at again, or was set aside.
    let decided = case.overruled().chain(case.open_review().map(|review| review.approver));
    let not_for: Vec<_> = worked.chain(makers).chain(decided).map(|id| id.0).collect();
    let mut all = waiting(state, case, due);
    all.extend(checks(state, case, due));
    all.extend(advisory(state, case, due));
    tasks::replace(tx, reference, &all, &requesters, &not_for).await
}

fn waiting(state: &State, case: &Case, due: Date) -> Vec<Waiting> {
    match state {
        State::InReview { officer: None, .. } => vec![
            task("take-case", Whom::Role("case-officer"), due),
            task("assign-case", Whom::Role("team-manager"), due),
        ],
        State::InReview { officer: Some(officer), .. } => {
            let what = if case.returns.is_empty() { "assess-case" } else { "assess-resubmission" };
            vec![task(what, Whom::Person(*officer), due)]
        }
        State::Clarification { officer, whence, .. } => {
            let mut all = answers(case, *officer, due);
            all.extend(meeting(case, *whence, due).filter(|_| case.meeting.is_some()));
            all
        }
        State::Assurance { officer, .. } => vec![task("assure-case", Whom::Person(*officer), due)],
        State::PrecedentRoute { officer, .. } => vec![task("weigh-precedent", Whom::Person(*officer), due)],
        State::PagAdvice { officer, .. } => advice(state, case, Whence::PagAdvice, *officer, due),
        State::AgdAdvice { officer, .. } => advice(state, case, Whence::AgdAdvice, *officer, due),
        State::Decision { .. } => vec![task("decide-case", Whom::Role("approver"), due)],
        State::Refused { .. } => {
            case.open_review().map(|_| task("review-decision", Whom::Role("approver"), due)).into_iter().collect()
        }
        State::Absent
        | State::ReturnedIncomplete { .. }
        | State::Approved { .. }
        | State::ApprovedWithConditions { .. }
        | State::Withdrawn { .. }
        | State::Lapsed { .. } => Vec::new(),
    }
}

/// What specialists have to answer while the case is under way.
fn checks(state: &State, case: &Case, due: Date) -> Vec<Waiting> {
    if state.stopped_on().is_some() {
        return Vec::new();
    }
    let open = case.work.checks.iter().filter(|check| check.state == CheckState::Open);
    open.map(|check| {
        let role = match check.of {
            Specialism::Security => "security-reviewer",
            Specialism::Ig | Specialism::Ons => "ig-adviser",
            Specialism::DataProduction => "data-production",
            Specialism::Finance => "finance",
        };
        let number = i32::try_from(check.number).unwrap_or(i32::MAX);
        Waiting { number, ..task("answer-check", Whom::Role(role), due) }
    })
    .collect()
}

/// Answers to what was asked beside; in clarification they stand among the others.
fn advisory(state: &State, case: &Case, due: Date) -> Vec<Waiting> {
    let beside = state.stopped_on().is_none() && !matches!(state, State::Clarification { .. });
    state.officer().filter(|_| beside).map(|officer| answers(case, officer, due)).unwrap_or_default()
}

fn answers(case: &Case, officer: PersonId, due: Date) -> Vec<Waiting> {
    let answered = case.clarifications.iter().filter(|known| known.status == ClarificationStatus::Answered);
    answered
        .map(|known| Waiting {
            number: i32::try_from(known.number).unwrap_or(i32::MAX),
            ..task("resolve-clarification", Whom::Person(officer), due)
        })
        .collect()
}

fn advice(state: &State, case: &Case, whence: Whence, officer: PersonId, due: Date) -> Vec<Waiting> {
    if state.pen() == Some(Pen::CaseOfficer) {
        return vec![task("weigh-advice", Whom::Person(officer), due)];
    }
    meeting(case, whence, due).into_iter().collect()
}

/// What the secretariat has to do at a group's stage.
fn meeting(case: &Case, whence: Whence, due: Date) -> Option<Waiting> {
    let secretariat = Whom::Role("secretariat");
    whence.group().map(|_group| match case.meeting {
        Some(meeting) => task("record-advice", secretariat, meeting.meets_on),
        None => task("schedule-meeting", secretariat, due),
    })
}

fn task(what: &'static str, whom: Whom, due: Date) -> Waiting {
    Waiting { what, number: 0, whom, due }
}
