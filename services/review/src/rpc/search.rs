//! `search`: cases by reference, also an old or mistyped one, by title, and by the applicant's names; for staff who read
//! cases. Everyone else finds nothing here: what is theirs, `intake` finds.

use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::search::{Hit, Hits, Kind, MOST, Search, like, searchable};
use dars_review_domain::rules::{person::person_needed, staff};
use dars_vocabulary::loose::loose_nic;

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
    if !staff::reads_content(&request.actor) {
        return Reply::ok(&Hits::default());
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

fn hit(found: Found) -> Hit {
    let path = format!("/cases/{}", found.nic);
    let title = found.title.or(found.organisation);
    Hit { what: Kind::Case, reference: found.nic, title, path }
}
