//! Looking at precedents; for the body's staff.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::{
    precedent::{Approved, Proposal, Standing, State, may_see, permitted},
    rules::{person::person_needed, staff},
};
use dars_vocabulary::{PrecedentRef, calendar::day_of_a_row, london_date};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::super::Reading;
use crate::{handle::Precedent, store};

/// `GET /precedents`: in order of reference.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    if !staff::reads_content(&request.actor) {
        return Err(Problem::new(403, "staff-needed", "Precedents are listed for the data body's staff."));
    }
    let limit = request.limit()?;
    let rows = store::precedents::page(connection, request.cursor(), limit, london_date(request.now)).await?;
    let last = rows.last().map(|row| row.reference.clone());
    Reply::page(&rows, rows.len(), limit, last)
}

/// `GET /precedents/{reference}`: every version, and what the caller may do.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: PrecedentRef = request.param("reference")?;
    let today = london_date(request.now);
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Precedent>(connection, reference.as_str()).await?;
    may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let state = &loaded.state;
    let Some(precedent) = state.precedent() else { return Err(Problem::not_found("precedent")) };
    let versions = precedent.versions.iter().map(|approved| version(state, approved, today));
    let ended = match state {
        State::Ended { ended_on, ended_by, reason, .. } => {
            Some(json!({"ended_on": ended_on, "by": ended_by, "reason": reason.open()}))
        }
        State::Absent | State::Proposed { .. } | State::Approved { .. } => None,
    };
    let body = json!({
        "reference": reference,
        "state": state.standing(today),
        "in_force": state.in_force(today).map(|approved| approved.proposal.version),
        "versions": versions.collect::<Vec<_>>(),
        "proposed": state.waiting().map(|waiting| proposal(waiting, Standing::Proposed)),
        "ended": ended,
        "uses": precedent.uses,
        "permitted": permitted(state, &request.actor),
    });
    Reply::versioned(loaded.version, &body)
}

/// `GET /precedents/{reference}/uses`: each use, oldest first.
pub async fn uses(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: PrecedentRef = request.param("reference")?;
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Precedent>(connection, reference.as_str()).await?;
    may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let limit = request.limit()?;
    let behind = request.behind(read_cursor)?.unwrap_or((date(1900, 1, 1), "", ""));
    let rows = store::precedents::uses(connection, &reference, behind, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}~{}", row.used_on, row.nic, row.of));
    Reply::page(&rows, rows.len(), limit, last)
}

fn read_cursor(text: &str) -> Option<(Date, &str, &str)> {
    let (day, rest) = text.split_once('~')?;
    let (nic, of) = rest.split_once('~')?;
    Some((day_of_a_row(day)?, nic, of))
}

fn version(state: &State, approved: &Approved, today: Date) -> Value {
    let mut shown = proposal(&approved.proposal, state.standing_of(approved, today));
    if let Value::Object(shown) = &mut shown {
        shown.insert("approved_by".to_owned(), json!(approved.approved_by));
        shown.insert("approved_on".to_owned(), json!(approved.approved_on));
    }
    shown
}

fn proposal(proposal: &Proposal, standing: Standing) -> Value {
    let terms = &proposal.terms;
    json!({
        "version": proposal.version,
        "state": standing,
        "title": terms.title.open(),
        "text": terms.text.open(),
        "conditions": terms.conditions,
        "advice": terms.advice,
        "from": terms.from,
        "until": terms.until,
        "proposed_by": proposal.proposed_by,
        "proposed_on": proposal.proposed_on,
    })
}
