//! `GET /applications/{nic}/forecast`: when a decision may be expected, from how long cases like it took.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::{
    performance::{self, EVERY, likeness},
    rules::{person::person_needed, staff},
};
use dars_rules::clock;
use dars_vocabulary::{Nic, london_date};
use serde_json::json;

use super::super::Reading;
use crate::{handle::Case, store};

/// For staff who read content, and for those of the applicant organisation who may know of the application; nobody else
/// learns that there is a case.
pub async fn forecast(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    let loaded = load::<Case>(connection, nic.as_str()).await?;
    let Some(case) = loaded.state.case() else { return Err(Problem::not_found("case")) };
    let today = london_date(request.now);
    if !staff::reads_content(&request.actor) {
        let sees = store::memberships::sees(connection, request.actor.id, &nic, &case.organisation, today).await?;
        if !sees {
            return Err(Problem::not_found("case"));
        }
    }
    let groups = case.content.open().map_or_else(|| vec![EVERY.to_owned()], likeness);
    let expected = if let Some(clocks) = loaded.state.clocks(today).filter(|_| loaded.state.stopped_on().is_none()) {
        let (group, past) = store::performance::alike(connection, &nic, &groups).await?;
        let so_far = clock::Clocks { our_days: clocks.our_days, your_days: clocks.your_days };
        performance::forecast(&past, so_far, today).map(|forecast| json!({"decision": forecast, "cases_like": group}))
    } else {
        None
    };
    Reply::ok(&json!({
        "nic": nic,
        "state": loaded.state.name(),
        "clocks": loaded.state.clocks(today),
        "forecast": expected,
        "note": "From how long cases like this one took. It is no promise, and it moves with each question.",
    }))
}
