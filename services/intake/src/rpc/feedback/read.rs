//! Marks for everyone, requests for whoever was asked, words for those who act on them.

use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::{feedback::State, rules::staff};
use dars_rules::policy;
use dars_vocabulary::{Sealed, StaffRole, london_date};
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::super::Reading;
use crate::store::{self, feedback::Marks};

/// How many changes are shown.
const CHANGES: i64 = 50;

/// `GET /feedback`: the last twelve months by occasion and group, and what we changed. Public: a group of fewer than
/// five answers has no marks, so that nobody is told apart.
pub async fn published(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let today = london_date(request.now);
    let from = today.saturating_sub(i64::from(policy::PERFORMANCE_MONTHS.value).months());
    let marks = store::feedback::marks(connection, from).await?;
    let changes = store::improvements::newest(connection, CHANGES).await?;
    Reply::ok(&json!({
        "as_of": today,
        "from": from,
        "questions": {
            "ease": "How easy was it to deal with us? 1 is very hard, 5 is very easy.",
            "clarity": "How clear was what we told you? 1 is very unclear, 5 is very clear.",
            "comment": "What should we change?",
        },
        "marks": marks.iter().map(shown).collect::<Vec<_>>(),
        "what_we_changed": changes,
    }))
}

fn shown(marks: &Marks) -> Value {
    let few = i64::from(policy::SMALL_COUNT.value);
    let count = |count: i64| if (1..few).contains(&count) { json!(format!("fewer than {few}")) } else { json!(count) };
    let told = marks.answered >= few;
    let mean = |mark: Option<f64>| mark.filter(|_| told).map(|mark| (mark * 10.0).round() / 10.0);
    json!({
        "occasion": marks.occasion,
        "sector": marks.sector,
        "asked": count(marks.asked),
        "answered": count(marks.answered),
        "ease": mean(marks.ease),
        "clarity": mean(marks.clarity),
    })
}

/// `GET /feedback/requests`: what the caller was asked about and has not answered.
pub async fn requests(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    dars_intake_domain::rules::person::person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let open = store::feedback::open(connection, request.actor.id, london_date(request.now)).await?;
    Reply::ok(&json!({"items": open}))
}

/// `GET /feedback/answers`: what was said, newest first, for team managers; never by whom.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    dars_intake_domain::rules::person::person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    if !staff::holds_any(&request.actor, &[StaffRole::TeamManager]) {
        return Err(Problem::new(403, "role-needed", "What people wrote is read by team managers."));
    }
    let limit = request.limit()?;
    // The mark's number: its reference would tell whose it is.
    let behind = match request.cursor() {
        "" => None,
        cursor => Some(cursor.parse().map_err(|_| Problem::malformed("cursor is not one that we gave out."))?),
    };
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
