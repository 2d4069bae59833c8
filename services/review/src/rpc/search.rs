//! `search`: cases by reference, also an old or mistyped one, by title, and by the applicant's names, precedents and
//! meetings by reference; for staff who read cases. An adviser finds their own meetings. Everyone else finds nothing
//! here: what is theirs, `intake` finds.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::search::{Hit, Hits, Kind, MOST, Search, like, searchable};
use dars_review_domain::rules::{person::person_needed, staff};
use dars_vocabulary::{
    StaffRole,
    loose::{loose_meeting, loose_nic, loose_precedent},
};

use super::Reading;
use crate::store::{self, search::Found};

/// Looks for cases; what was typed is never logged.
pub async fn search(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let Search { text } = request.body()?;
    let Some(text) = searchable(&text) else {
        let detail = "From 2 to 200 characters are searched for.";
        return Err(Problem::new(422, "values-unacceptable", detail).at("/text", "value-not-acceptable", detail));
    };
    let reads_cases = staff::reads_content(&request.actor);
    if let Some(meeting) = loose_meeting(text) {
        let member = (!reads_cases).then_some(request.actor.id);
        let may_know = reads_cases || request.actor.is_staff(StaffRole::Adviser);
        let there = may_know && store::search::meeting(connection, meeting.as_str(), member).await?;
        let found = there.then(|| found(Kind::Meeting, "meetings", meeting.into(), None));
        return Reply::ok(&Hits { items: found.into_iter().collect(), more: false });
    }
    if !reads_cases {
        return Reply::ok(&Hits::default());
    }
    if let Some(precedent) = loose_precedent(text) {
        let title = store::search::precedent(connection, precedent.as_str()).await?;
        let found = title.map(|title| found(Kind::Precedent, "precedents", precedent.into(), title));
        return Reply::ok(&Hits { items: found.into_iter().collect(), more: false });
    }
    let one_more = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let reference = loose_nic(text).and_then(|nic| Some((i32::try_from(nic.number).ok()?, nic.check)));
    let found = match reference {
        Some((number, check)) => store::search::by_reference(connection, number, check.as_deref(), one_more).await?,
        None => store::search::by_words(connection, &like(text), &text.to_uppercase(), one_more).await?,
    };
    let more = found.len() > MOST;
    Reply::ok(&Hits { items: found.into_iter().take(MOST).map(hit).collect(), more })
}

fn found(what: Kind, place: &str, reference: String, title: Option<String>) -> Hit {
    Hit { what, path: format!("/{place}/{reference}"), reference, title }
}

fn hit(found: Found) -> Hit {
    let path = format!("/cases/{}", found.nic);
    let title = found.title.or(found.organisation);
    Hit { what: Kind::Case, reference: found.nic, title, path }
}
