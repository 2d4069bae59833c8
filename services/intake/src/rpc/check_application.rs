//! `GET /applications/{nic}/check`: everything that is still wrong, and at which stage it will stop you.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_vocabulary::{Nic, Severity};
use serde_json::json;

use super::{Reading, applications::content};
use crate::handle::{Application, application_facts};

/// Checks the draft, or what was submitted.
pub async fn check(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let facts = application_facts(connection, &request.meta()).await?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let (content, revision) = content(connection, &nic, &loaded.state).await?;
    let findings = application::findings(&content.unwrap_or_default(), &facts);
    let stops = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    Reply::versioned(loaded.version + revision, &json!({"nic": nic, "errors": stops, "findings": findings}))
}
