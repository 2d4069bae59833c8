//! Looking at applications, and what their small commands have in common.

use std::collections::BTreeMap;

use dars_bus::{
    Problem, Reply, Request, StoreError,
    aggregate::{execute, load, load_for_update},
};
use dars_intake_domain::{
    Membership,
    application::{self, Command, State, clocks, pen_holder},
};
use dars_vocabulary::{ApplicationContent, Nic, london_date};
use serde_json::json;
use sqlx::PgConnection;

use super::{super::Reading, shown_application::shown};
use crate::{
    handle::{Application, application_circumstances, application_facts},
    store::{self, applications::Sight},
};

/// `GET /applications`: for staff all, for others those of their organisations.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let sight = if request.actor.is_any_staff() { None } else { Some(sight(connection, request).await?) };
    let rows = store::applications::page(connection, sight.as_ref(), request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// What the caller may know of as a member today.
pub async fn sight(connection: &mut Reading, request: &Request) -> Result<Sight, Problem> {
    let today = london_date(request.now);
    let memberships = store::memberships::of(connection, request.actor.id).await?;
    let (whole, named): (Vec<_>, Vec<_>) =
        memberships.iter().filter(|held| held.stands_on(today)).partition(|held| held.sees_all());
    let ids = |held: Vec<&Membership>| held.into_iter().map(|held| held.organisation.to_string()).collect();
    Ok(Sight { person: request.actor.id.0, whole: ids(whole), named: ids(named) })
}

/// `GET /applications/{nic}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_circumstances(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let state = application::as_of(&loaded.state, &facts);
    let (content, revision) = content(connection, &nic, &state).await?;
    let saves =
        if state.is_being_written() { store::drafts::load(connection, &nic).await?.saves } else { BTreeMap::new() };
    let mut shown = shown(&nic, &state, content.as_ref(), &facts);
    if let Some(shown) = shown.as_object_mut() {
        let mut permitted = application::permitted(&loaded.state, &facts);
        permitted.extend(application::permitted_in_review(&loaded.state, &facts));
        shown.insert("permitted".to_owned(), permitted.into());
        shown.insert("saved".to_owned(), json!(saves));
    }
    Reply::versioned(loaded.version + revision, &shown)
}

/// `GET /applications/{nic}/timeline`
pub async fn timeline(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let state = application::as_of(&loaded.state, &facts);
    let today = london_date(request.now);
    let steps = store::timeline::of(connection, nic.as_str()).await?;
    Reply::ok(&json!({
        "nic": nic,
        "state": state.name(),
        "pen_holder": pen_holder(&state, today),
        "clocks": clocks(&state, today),
        "steps": steps,
    }))
}

/// What stands in an application: the draft while it is being written, otherwise what was handed in. And the draft's
/// revision.
pub async fn content(
    connection: &mut Reading,
    nic: &Nic,
    state: &State,
) -> Result<(Option<ApplicationContent>, i64), StoreError> {
    let draft = store::drafts::load(connection, nic).await?;
    let content = if state.is_being_written() {
        Some(draft.content)
    } else {
        state.case().and_then(|case| case.submission.content.open()).cloned()
    };
    Ok((content, draft.revision))
}

/// One command on an application as it was read: its ETag counts the draft's saves, too.
pub async fn change(tx: &mut PgConnection, request: &Request, command: Command) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let if_match = request.must_match()?;
    // Locked first, so that no save of the draft comes between.
    load_for_update::<Application>(tx, nic.as_str()).await?;
    let revision = store::drafts::revision(tx, &nic).await?;
    let read = if_match.map(|version| version.saturating_sub(revision));
    let done = execute::<Application>(tx, &request.meta(), nic.as_str(), read, command).await?;
    let state = &done.saved.state;
    Reply::versioned(
        done.saved.version + revision,
        &json!({
            "nic": nic,
            "state": state.name(),
            "pen_holder": pen_holder(state, london_date(request.now)),
            "lead": state.application().map(|application| application.lead),
            "collaborators": state.application().map(|application| &application.collaborators),
        }),
    )
}
