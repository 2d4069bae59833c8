//! `GET /applications/{nic}/readiness`: fourteen checks over what is known, long before any rule stops anyone.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_rules::{
    Context,
    readiness::{Known, readiness as checks, ready},
};
use dars_vocabulary::{Nic, london_date};
use serde_json::json;

use super::super::{Reading, application::list::content};
use crate::{
    handle::{Application, application_facts, application_rules},
    store,
};

/// The checks, as they stand today.
pub async fn readiness(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let meta = request.meta();
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &meta, nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let state = application::as_of(&loaded.state, &facts).into_owned();
    let Some(about) = state.application() else { return Err(Problem::not_found("application")) };
    let (written, revision) = content(connection, &nic, &state).await?;
    let content = about.known_content(written.unwrap_or_default());
    let rules = application_rules(connection, &meta, &state, &content).await?;
    let today = london_date(meta.now);
    let organisations = application::organisations(&state, &content);
    let signatories = store::authorities::named(connection, &organisations, today).await?;
    let notes = about.preliminary.as_deref();
    let checks = checks(&Known {
        content: &content,
        context: &Context { applicant: Some(about.organisation.clone()), ..rules },
        today,
        answers: about.readiness.unwrap_or_default(),
        funding: notes.and_then(|notes| notes.funding),
        budget_seen: notes.and_then(|notes| notes.budget_seen),
        signatories: &signatories,
    });
    Reply::versioned(
        loaded.version + revision,
        &json!({"nic": nic, "state": state.name(), "ready": ready(&checks), "of": checks.len(), "checks": checks}),
    )
}
