//! `GET /applications/{nic}/check`: everything that is still wrong, and at which stage it will stop you.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_vocabulary::{Nic, Severity};
use serde_json::json;

use super::{
    super::{Reading, attachment::texts},
    list::content,
};
use crate::handle::{Application, application_facts, application_rules};

/// Checks the draft, or what was submitted.
pub async fn check(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let meta = request.meta();
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let mut facts = application_facts(connection, &meta, nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let state = application::as_of(&loaded.state, &facts).into_owned();
    let (content, revision) = content(connection, &nic, &state).await?;
    let content = content.unwrap_or_default();
    facts.rules = application_rules(connection, &meta, &state, &content).await?;
    let mut findings = application::findings(&state, &content, &facts);
    let files = texts::files(connection, &nic).await?;
    if state.is_being_written() {
        findings.extend(texts::findings(&files, &content)?);
    }
    findings.extend(texts::unattached(&files, &content));
    let stops = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    Reply::versioned(loaded.version + revision, &json!({"nic": nic, "errors": stops, "findings": findings}))
}
