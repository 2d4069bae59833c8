//! Marks for everyone, requests for whoever was asked, words for those who act on them.

use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::{feedback::State, rules::staff};
use dars_rules::{
    counts::{Count, suppressed},
    policy,
};
use dars_vocabulary::{Sealed, StaffRole, calendar::day_of_a_row, london_date};
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::super::Reading;
use crate::store::{
    self,
    feedback::{Marks, Place},
};

/// `GET /feedback`: the last twelve months by occasion and group, and what we changed. Public: a group of fewer than
/// five answers has no marks, and no small count is told, nor by subtraction, so that nobody is told apart.
pub async fn published(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let from = today.saturating_sub(i64::from(policy::PERFORMANCE_MONTHS.value).months());
    let marks = store::feedback::marks(connection, from).await?;
    let limit = request.limit()?;
    let behind = request.behind(|cursor| {
        let (day, reference) = cursor.split_once('~')?;
        Some((day_of_a_row(day)?, reference.to_owned()))
    })?;
    let changes = store::improvements::newest(connection, behind, limit).await?;
    let full = i64::try_from(changes.len()).is_ok_and(|count| count == limit);
    let last = changes.last().filter(|_| full);
    Reply::ok(&json!({
        "as_of": today,
        "from": from,
        "questions": {
            "ease": "How easy was it to deal with us? 1 is very hard, 5 is very easy.",
            "clarity": "How clear was what we told you? 1 is very unclear, 5 is very clear.",
            "comment": "What should we change?",
        },
        "marks": shown(&marks),
        "what_we_changed": changes,
        "next": last.map(|last| format!("{}~{}", last.changed_on, last.reference)),
    }))
}

/// The rows of each occasion beside each other, so that no subtraction tells what is too small.
fn shown(marks: &[Marks]) -> Vec<Value> {
    let few = i64::from(policy::SMALL_COUNT.value);
    let whole = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |((marks, asked), answered): ((&Marks, Count), Count)| {
        let told = marks.answered >= few;
        let mean = |mark: Option<f64>| mark.filter(|_| told).map(|mark| (mark * 10.0).round() / 10.0);
        json!({
            "occasion": marks.occasion,
            "sector": marks.sector,
            "asked": asked,
            "answered": answered,
            "ease": mean(marks.ease),
            "clarity": mean(marks.clarity),
        })
    };
    let of_one = |group: &[Marks]| -> Vec<Value> {
        let asked: Vec<u32> = group.iter().map(|marks| whole(marks.asked)).collect();
        let answered: Vec<u32> = group.iter().map(|marks| whole(marks.answered)).collect();
        group.iter().zip(suppressed(&asked)).zip(suppressed(&answered)).map(row).collect()
    };
    marks.chunk_by(|one, next| one.occasion == next.occasion).flat_map(of_one).collect()
}

/// `GET /feedback/requests`: what the caller was asked about and has not answered.
pub async fn requests(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    dars_intake_domain::rules::person::person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let limit = request.limit()?;
    let behind = request.behind(place)?;
    let open = store::feedback::open(connection, request.actor.id, london_date(request.now), behind, limit).await?;
    let last = open.last().map(|last| format!("{}~{}~{}", last.until, last.about, last.occasion.code()));
    Reply::page(&open, open.len(), limit, last)
}

fn place(cursor: &str) -> Option<Place> {
    let (until, rest) = cursor.split_once('~')?;
    let (about, occasion) = rest.split_once('~')?;
    Some((day_of_a_row(until)?, about.to_owned(), occasion.to_owned()))
}

/// `GET /feedback/answers`: what was said, newest first, for team managers; never by whom.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    dars_intake_domain::rules::person::person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    if !staff::holds_any(&request.actor, &[StaffRole::TeamManager]) {
        return Err(Problem::new(403, "role-needed", "What people wrote is read by team managers."));
    }
    let limit = request.limit()?;
    // The mark's number: its reference would tell whose it is.
    let behind = request.behind(|number| number.parse().ok())?;
    let rows = store::feedback::said(connection, behind, limit).await?;
    let items: Vec<Value> = rows
        .iter()
        .filter_map(|(_, state)| match state {
            State::Given(given) => Some(json!({
                "occasion": given.occasion,
                "sector": given.sector,
                "ease": given.ease,
                "clarity": given.clarity,
                "comment": given.comment.as_ref().and_then(Sealed::open),
                "given_on": given.given_on,
            })),
            State::Absent => None,
        })
        .collect();
    Reply::page(&items, rows.len(), limit, rows.last().map(|(number, _)| number.to_string()))
}
