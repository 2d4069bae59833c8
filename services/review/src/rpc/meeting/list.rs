//! Looking at meetings: for the body's staff, and each meeting's own members.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::{
    meeting::{Declaration, Facts, Item, Minutes, State, may_open_papers, permitted},
    rules::{person::person_needed, staff},
};
use dars_vocabulary::{MeetingRef, Sealed, StaffRole, calendar::day_of_a_row};
use serde_json::{Value, json};

use super::{super::Reading, must_know};
use crate::{
    handle::{Meeting, known_of_meeting},
    store::{self, meetings::Behind},
};

/// `GET /meetings`: the newest first; an adviser's own.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let actor = &request.actor;
    person_needed(actor).map_err(|refusal| Problem::refused(&refusal))?;
    let member = match (staff::reads_content(actor), actor.is_staff(StaffRole::Adviser)) {
        (true, _) => None,
        (false, true) => Some(actor.id),
        (false, false) => {
            return Err(Problem::new(403, "staff-needed", "Meetings are listed for staff and advisers."));
        }
    };
    let (behind, limit) = page(request)?;
    let rows = store::meetings::page(connection, member, &behind, limit).await?;
    let last = rows.last().map(|row| cursor(row.meets_on, &row.reference));
    Reply::page(&rows, rows.len(), limit, last)
}

/// `GET /meetings/{reference}`: its agenda, who sits at it, its minutes, and what the caller may do.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: MeetingRef = request.param("reference")?;
    let loaded = load::<Meeting>(connection, reference.as_str()).await?;
    let state = &loaded.state;
    must_know(state, request)?;
    let Some(meeting) = state.meeting() else { return Err(Problem::not_found("meeting")) };
    let facts =
        known_of_meeting(connection, &request.actor, reference.as_str(), request.now, request.technical_now).await?;
    let names = names(connection, meeting.items.iter()).await?;
    let (put_off_to, draft) = match state {
        State::PutOff { to, .. } => (Some(MeetingRef::of(meeting.group, *to)), None),
        State::MinutesDraft { minutes, .. } => (None, Some(minutes)),
        State::Absent | State::Scheduled { .. } | State::MinutesPublished { .. } => (None, None),
    };
    let allowed = permitted(state, &facts);
    // A draft is for the secretariat and those who may confirm it.
    let confirms = allowed.contains(&"publish-minutes") || staff::reads_content(&request.actor);
    let body = json!({
        "reference": reference,
        "state": state.name(),
        "group": meeting.group,
        "meets_on": meeting.meets_on,
        "put_off_to": put_off_to,
        "members": meeting.members,
        "chair": meeting.chair,
        "items": meeting.items.iter().map(|it| item(state, it, &names, &facts)).collect::<Vec<_>>(),
        "minutes_draft": draft.filter(|_| confirms).map(minutes),
        "published": state.published().map(|published| {
            json!({"edition": published.minutes.edition, "published_on": published.published_on})
        }),
        "permitted": allowed,
    });
    Reply::versioned(loaded.version, &body)
}

/// The names of those whose requests they are: an interest is declared in them.
async fn names(connection: &mut Reading, items: impl Iterator<Item = &Item>) -> Result<Value, Problem> {
    let mut names = serde_json::Map::new();
    for organisation in items.flat_map(|item| &item.requesters) {
        if !names.contains_key(organisation.as_str()) {
            let name = store::organisations::name(connection, organisation).await?;
            names.insert(organisation.to_string(), json!(name));
        }
    }
    Ok(Value::Object(names))
}

fn item(state: &State, item: &Item, names: &Value, facts: &Facts) -> Value {
    let staff = staff::reads_content(&facts.actor);
    let open = may_open_papers(state, &item.nic, facts).is_ok();
    let declared = item.declarations.iter().filter(|said| staff || said.adviser == facts.actor.id);
    let requesters = item
        .requesters
        .iter()
        .map(|organisation| json!({"organisation": organisation, "name": names.get(organisation.as_str())}));
    json!({
        "nic": item.nic,
        "requesters": requesters.collect::<Vec<_>>(),
        "outcome": item.outcome,
        "waiting": facts.waiting.contains(&item.nic),
        "declarations": declared.map(|said| declaration(said, facts)).collect::<Vec<_>>(),
        "papers_open": open,
        "papers": (staff || open).then(|| item.papers.iter().map(Sealed::open).collect::<Vec<_>>()),
    })
}

/// Which interest it is, is for the secretariat and whoever declared it.
fn declaration(said: &Declaration, facts: &Facts) -> Value {
    let theirs = said.adviser == facts.actor.id || facts.actor.is_staff(StaffRole::Secretariat);
    json!({
        "adviser": said.adviser,
        "interest": said.interest,
        "what": said.what.as_ref().and_then(Sealed::open).filter(|_| theirs),
        "declared_on": said.declared_on,
    })
}

fn minutes(minutes: &Minutes) -> Value {
    let items = minutes.items.iter().map(|item| {
        json!({
            "nic": item.nic,
            "outcome": item.outcome,
            "public_text": item.public_text.open(),
            "actions": item.actions.iter().map(Sealed::open).collect::<Vec<_>>(),
        })
    });
    json!({
        "edition": minutes.edition,
        "items": items.collect::<Vec<_>>(),
        "writers": minutes.writers,
        "written_on": minutes.written_on,
        "reason": minutes.reason.as_ref().and_then(Sealed::open),
    })
}

/// The page asked for: behind which meeting, and how many.
pub(super) fn page(request: &Request) -> Result<(Behind, i64), Problem> {
    Ok((request.behind(read_cursor)?.unwrap_or_default(), request.limit()?))
}

/// Behind which meeting the next page begins.
pub(super) fn cursor(day: jiff::civil::Date, reference: &str) -> String {
    format!("{day}~{reference}")
}

fn read_cursor(text: &str) -> Option<Behind> {
    let (day, reference) = text.split_once('~')?;
    Some(Behind { day: day_of_a_row(day)?, reference: reference.to_owned() })
}
