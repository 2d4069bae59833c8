//! `GET /meetings/{reference}/papers/{nic}`: what an adviser reads of a case, once they declared to have no interest.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_review_domain::meeting::may_open_papers;
use dars_vocabulary::{MeetingRef, Nic, Sealed};
use serde_json::json;

use super::{
    super::{Reading, case::shape},
    must_know,
};
use crate::{
    handle::{Case, Meeting, known_of_meeting},
    store,
};

/// The application as it was submitted, what was asked and answered about it, the advice so far, and the papers.
pub async fn papers(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: MeetingRef = request.param("reference")?;
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Meeting>(connection, reference.as_str()).await?;
    must_know(&loaded.state, request)?;
    let facts =
        known_of_meeting(connection, &request.actor, reference.as_str(), request.now, request.technical_now).await?;
    let item = may_open_papers(&loaded.state, &nic, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let stored = load::<Case>(connection, nic.as_str()).await?;
    let Some(case) = stored.state.case() else { return Err(Problem::not_found("case")) };
    Reply::ok(&json!({
        "meeting": reference,
        "nic": nic,
        "version": case.version,
        "organisation": case.organisation,
        "organisation_name": store::organisations::name(connection, &case.organisation).await?,
        "content": case.content.open(),
        "clarifications": case.clarifications.iter().map(shape::clarification).collect::<Vec<_>>(),
        "advice": case.advice.iter().map(shape::advice).collect::<Vec<_>>(),
        "papers": item.papers.iter().map(Sealed::open).collect::<Vec<_>>(),
    }))
}
