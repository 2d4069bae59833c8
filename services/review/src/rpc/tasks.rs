//! `tasks`: what waits for the caller, by name or by role.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::tasks::{Place, Task, Tasks};
use dars_review_domain::rules::person::person_needed;
use dars_vocabulary::{StaffRole, london_date};
use jiff::civil::date;

use super::Reading;
use crate::store::{self, advice_tasks, tasks::Row};

/// What waits, by due date, behind the place that the cursor names; nothing for those who are not the body's staff.
pub async fn tasks(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let actor = &request.actor;
    person_needed(actor).map_err(|refusal| Problem::refused(&refusal))?;
    let roles: Vec<String> = [
        (StaffRole::CaseOfficer, "case-officer"),
        (StaffRole::TeamManager, "team-manager"),
        (StaffRole::Secretariat, "secretariat"),
        (StaffRole::Approver, "approver"),
        (StaffRole::SecurityReviewer, "security-reviewer"),
        (StaffRole::IgAdviser, "ig-adviser"),
        (StaffRole::DataProduction, "data-production"),
        (StaffRole::Finance, "finance"),
    ]
    .into_iter()
    .filter(|(role, _code)| actor.is_staff(*role))
    .map(|(_role, code)| code.to_owned())
    .collect();
    let adviser = actor.is_staff(StaffRole::Adviser);
    if roles.is_empty() && !adviser {
        return Reply::ok(&Tasks::default());
    }
    let organisations = store::memberships::of(connection, actor.id, london_date(request.now)).await?;
    // What waits for a case officer waits for who covers for them, too.
    let names = if actor.is_staff(StaffRole::CaseOfficer) {
        let covered = store::absences::covered_by(connection, actor.id, london_date(request.now)).await?;
        [actor.id].into_iter().chain(covered).collect()
    } else {
        Vec::new()
    };
    let behind = request.behind(Place::read)?;
    let who = store::tasks::Asker { person: actor.id, names, roles, organisations };
    // Each thing in a case has its day: none is left behind a place without one.
    let rows = match behind.as_ref().map(|place| (place.due, place.reference.as_str())) {
        Some((None, _)) => Vec::new(),
        Some((Some(due), nic)) => store::tasks::of(connection, &who, (due, nic), Tasks::READ).await?,
        None => store::tasks::of(connection, &who, (date(1, 1, 1), ""), Tasks::READ).await?,
    };
    let others = store::advice_tasks::of(connection, &who, adviser, behind.as_ref(), Tasks::READ).await?;
    let found = rows.into_iter().map(task).chain(others.into_iter().map(advice_task)).collect();
    Reply::ok(&Tasks::behind(behind.as_ref(), found))
}

fn advice_task(row: advice_tasks::Row) -> Task {
    let title = match row.what.as_str() {
        "approve-precedent" => "Look at the precedent that was proposed",
        "declare-interest" => "Declare an interest in a case, or none",
        "read-papers" => "Read the papers of a case",
        "write-minutes" => "Write the minutes of the meeting",
        "publish-minutes" => "Confirm the minutes and publish them",
        _ => "Look at it",
    };
    Task { what: row.what, title: title.to_owned(), reference: row.reference, due: row.due, path: row.path }
}

fn task(row: Row) -> Task {
    let title = match row.what.as_str() {
        "take-case" => "Take a case that has no officer".to_owned(),
        "assign-case" => "Give a case an officer".to_owned(),
        "assess-case" => "Read the application for completeness".to_owned(),
        "assess-resubmission" => "Read the application that was submitted again".to_owned(),
        "assure-case" => "Assess the application against the standards".to_owned(),
        "resolve-clarification" => format!("Look at the answer to clarification {}", row.number),
        "weigh-advice" => "Read the advice and move the case on".to_owned(),
        "weigh-precedent" => "Hold the case against its precedent and move it on".to_owned(),
        "schedule-meeting" => "Put the case on a meeting's list".to_owned(),
        "record-advice" => "Record what the advisory group said".to_owned(),
        "answer-check" => format!("Answer what a case officer asks, check {}", row.number),
        "review-decision" => "Look at a refusal again".to_owned(),
        "decide-case" => "Decide on the application".to_owned(),
        other => other.replace('-', " "),
    };
    let path = format!("/cases/{}", row.nic);
    Task { what: row.what, title, reference: row.nic, due: Some(row.due), path }
}
