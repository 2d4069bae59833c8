//! Looking at cases; for staff alone.

use dars_bus::{Aggregate as _, Problem, Reply, Request, StoreError, aggregate::load, journal};
use dars_review_domain::{
    case::{self, Event, findings, may_open, may_see, permitted, to_heed},
    rules::person::person_needed,
};
use dars_vocabulary::{Nic, calendar::day_of_a_row, london_date};
use serde_json::{Value, json};

use super::{super::Reading, shape};
use crate::{
    handle::{Case, known, who},
    store::{
        self,
        cases::{Behind, Listed, Only},
    },
};

/// Where a case that has not ended can stand.
const UNDER_WAY: [&str; 8] = [
    "IN_REVIEW",
    "RETURNED_INCOMPLETE",
    "CLARIFICATION",
    "ASSURANCE",
    "PRECEDENT_ROUTE",
    "PAG_ADVICE",
    "AGD_ADVICE",
    "DECISION",
];

/// `GET /cases`: by the day a decision is due, the open ones first.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    if !request.actor.is_any_staff() {
        return Err(Problem::new(403, "staff-needed", "Cases are listed for the data body's staff."));
    }
    let (behind, limit) = page(request)?;
    let only = asked_for(request)?;
    let rows = store::cases::page(connection, &only, &behind, limit, london_date(request.now)).await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    let next = if full { rows.last().map(cursor) } else { None };
    Reply::ok(&json!({"items": rows, "next": next}))
}

/// `GET /cases/{nic}`: what was submitted, what the rules find in it, what was done and decided.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Case>(connection, nic.as_str()).await?;
    may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let interest = store::meeting_interests::of(connection, nic.as_str(), request.actor.id).await?;
    may_open(interest).map_err(|refusal| Problem::refused(&refusal))?;
    let Some(case) = loaded.state.case() else { return Err(Problem::not_found("case")) };
    let today = london_date(request.now);
    let known = known(connection, &loaded.state, today).await?;
    let facts = case::Facts { known: known.clone(), ..who(connection, &request.meta()).await? };
    let mut body = shape::case(case);
    let more = json!({
        "state": loaded.state.name(),
        "organisation_name": store::organisations::name(connection, &case.organisation).await?,
        "officer": loaded.state.officer(),
        "pen": loaded.state.pen(),
        "findings": findings(&loaded.state, request.now, &known),
        "to_heed": to_heed(case, &known),
        "steps": steps(connection, &nic).await?,
        "early_views": store::early_views::of(connection, nic.as_str()).await?,
        "decision": shape::decision(&loaded.state),
        "permitted": permitted(&loaded.state, &facts),
    });
    for part in [json!(loaded.state.clocks(today)), more] {
        if let (Value::Object(body), Value::Object(part)) = (&mut body, part) {
            body.extend(part);
        }
    }
    Reply::versioned(loaded.version, &body)
}

/// What was done, by whom, and why no advice was needed; from the journal, which has a few entries.
async fn steps(connection: &mut Reading, nic: &Nic) -> Result<Vec<Value>, StoreError> {
    let rows = journal::rows(connection, Case::KIND, nic.as_str()).await?;
    rows.iter()
        .map(|row| {
            let reason = match row.event::<Case>()? {
                Some(
                    Event::AdviceFoundUnneeded { reason, .. }
                    | Event::CaseHandedOver { reason, .. }
                    | Event::CaseQuickChecked { reason, .. },
                ) => reason.open().cloned(),
                _ => None,
            };
            Ok(json!({
                "what": row.event_type(),
                "at": row.entry.get("at"),
                "by": row.entry.get("actor"),
                "reason": reason,
            }))
        })
        .collect()
}

/// Which of the open cases are asked for: `officer` is an id, or `me`, or `none`; `state` is one of a case that has not
/// ended; `overdue` is `true` for those that
/// were due before today and do not wait for their applicant.
fn asked_for(request: &Request) -> Result<Only, Problem> {
    let given = |name: &str| request.envelope.params.get(name).map(String::as_str).filter(|text| !text.is_empty());
    let officer = match given("officer") {
        None | Some("none") => None,
        Some("me") => Some(request.actor.id.0),
        Some(id) => Some(id.parse().map_err(|_| Problem::malformed("officer is an id, or `me`, or `none`."))?),
    };
    let state = match given("state") {
        None => None,
        Some(state) if UNDER_WAY.contains(&state) => Some(state.to_owned()),
        Some(_) => {
            let detail = format!("state is one of {}.", UNDER_WAY.join(", "));
            return Err(Problem::new(422, "value-not-acceptable", detail));
        }
    };
    let due_before = match given("overdue") {
        None | Some("false") => None,
        Some("true") => Some(london_date(request.now)),
        Some(_) => return Err(Problem::malformed("overdue is `true` or `false`.")),
    };
    Ok(Only { officer, state, due_before, unassigned: given("officer") == Some("none") })
}

/// The page asked for: behind which case, and how many.
fn page(request: &Request) -> Result<(Behind, i64), Problem> {
    Ok((request.behind(read_cursor)?.unwrap_or_default(), request.limit()?))
}

fn cursor(row: &Listed) -> String {
    let part = if row.ended { "ended" } else { "open" };
    format!("{part}~{}~{}", row.order, row.nic)
}

fn read_cursor(text: &str) -> Option<Behind> {
    let (part, rest) = text.split_once('~')?;
    let (due, nic) = rest.split_once('~')?;
    let ended = match part {
        "open" => false,
        "ended" => true,
        _ => return None,
    };
    Some(Behind { ended, due: day_of_a_row(due)?, nic: nic.to_owned() })
}
