//! Looking at enquiries.

use dars_bus::{Problem, Reply, Request, aggregate::load, journal};
use dars_intake_domain::enquiry::{self, Event, State};
use dars_vocabulary::EnquiryRef;
use serde_json::json;

use super::Reading;
use crate::{handle::Enquiry, store};

/// `GET /enquiries`: the open ones, by due date; for staff.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if !request.actor.is_any_staff() {
        return Err(Problem::new(403, "staff-needed", "Enquiries are listed for the data body's staff."));
    }
    let limit = request.limit()?;
    let after = match request.cursor() {
        "" => None,
        text => Some(
            text.split_once('~')
                .and_then(|(day, reference)| Some((day.parse().ok()?, reference.to_owned())))
                .ok_or_else(|| Problem::malformed("cursor is not one that we gave out."))?,
        ),
    };
    let rows = store::enquiries::page(connection, after, limit).await?;
    let last = rows.last().map(|row| format!("{}~{}", row.answer_due, row.reference));
    Reply::page(&rows, rows.len(), limit, last)
}

/// `GET /enquiries/{reference}`: with its thread, from the journal.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let loaded = load::<Enquiry>(connection, reference.as_str()).await?;
    enquiry::may_see(&loaded.state, &request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let mut messages = Vec::new();
    for row in journal::rows(connection, "enquiry", reference.as_str()).await? {
        if let Some(Event::EnquiryMessageAdded { number, by_officer, text, .. }) = row.event::<Enquiry>()? {
            messages.push(json!({
                "number": number,
                "at": row.entry.get("at"),
                "by_officer": by_officer,
                "text": text.open(),
            }));
        }
    }
    let asked = loaded.state.asked();
    let nic = match &loaded.state {
        State::Converted { nic, .. } => Some(nic),
        State::Absent | State::New { .. } | State::WithExpert { .. } => None,
    };
    let team = match &loaded.state {
        State::WithExpert { team, .. } => Some(team),
        State::Absent | State::New { .. } | State::Converted { .. } => None,
    };
    Reply::versioned(
        loaded.version,
        &json!({
            "reference": reference,
            "state": loaded.state.name(),
            "team": team,
            "nic": nic,
            "topic": asked.map(|asked| asked.topic),
            "channel": asked.map(|asked| asked.channel),
            "answer_due": asked.map(|asked| asked.answer_due),
            "enquirer": asked.and_then(|asked| asked.enquirer.open()),
            "purpose_text": asked.and_then(|asked| asked.purpose.open()),
            "messages": messages,
        }),
    )
}
