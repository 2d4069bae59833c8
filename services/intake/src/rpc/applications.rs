//! Looking at applications.

use dars_bus::{Problem, Reply, Request, StoreError, aggregate::load};
use dars_intake_domain::application::{self, State, pen_holder};
use dars_vocabulary::{ApplicationContent, Nic, london_date};
use serde_json::json;

use super::Reading;
use crate::{
    handle::{Application, application_facts},
    store,
};

/// `GET /applications`: for staff all, for others those of their organisations.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let organisations = if request.actor.is_any_staff() {
        None
    } else {
        let today = london_date(request.now);
        let memberships = store::memberships::of(connection, request.actor.id).await?;
        Some(
            memberships
                .into_iter()
                .filter(|held| held.stands_on(today))
                .map(|held| held.organisation.to_string())
                .collect::<Vec<_>>(),
        )
    };
    let rows = store::applications::page(connection, organisations.as_deref(), request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// `GET /applications/{nic}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let facts = application_facts(connection, &request.meta()).await?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let (content, revision) = content(connection, &nic, &loaded.state).await?;
    let application = loaded.state.application();
    let review = loaded.state.review();
    Reply::versioned(
        loaded.version + revision,
        &json!({
            "nic": nic,
            "state": loaded.state.name(),
            "pen_holder": pen_holder(&loaded.state),
            "organisation": application.map(|application| &application.organisation),
            "lead": application.map(|application| application.lead),
            "enquiry": application.map(|application| &application.enquiry),
            "version": review.map(|review| review.submission.version),
            "sha256": review.map(|review| &review.submission.sha256),
            "decision_due": review.map(|review| review.submission.decision_due),
            "agreement": review.and_then(|review| review.agreement),
            "content": content,
        }),
    )
}

/// `GET /applications/{nic}/timeline`
pub async fn timeline(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let facts = application_facts(connection, &request.meta()).await?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let steps = store::timeline::of(connection, nic.as_str()).await?;
    Reply::ok(&json!({
        "nic": nic,
        "state": loaded.state.name(),
        "pen_holder": pen_holder(&loaded.state),
        "steps": steps,
    }))
}

/// What stands in an application: the draft while it is one, then what was submitted. And the draft's revision.
pub async fn content(
    connection: &mut Reading,
    nic: &Nic,
    state: &State,
) -> Result<(Option<ApplicationContent>, i64), StoreError> {
    let draft = store::drafts::load(connection, nic).await?;
    let content = match state.review() {
        None => Some(draft.content),
        Some(review) => review.submission.content.open().cloned(),
    };
    Ok((content, draft.revision))
}
