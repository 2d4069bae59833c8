//! `GET /applications/{nic}/versions/{a}/compare/{b}`: what changed from one version to the other; either may be the one
//! that is being written.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::application;
use dars_rules::difference::difference;
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic};
use serde_json::json;

use super::{super::Reading, handed_in, unknown};
use crate::{
    handle::{Application, application_facts},
    store,
};

/// Everything that differs; nothing is compared with what was redacted.
pub async fn compare(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Application>(connection, nic.as_str()).await?;
    let facts = application_facts(connection, &request.meta(), nic.as_str(), &loaded.state).await?;
    application::may_see(&loaded.state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let (from, to): (DocumentVersion, DocumentVersion) = (version(request, "a")?, version(request, "b")?);
    let mut known: Vec<(DocumentVersion, Option<ApplicationContent>)> = handed_in(connection, &nic)
        .await?
        .into_iter()
        .map(|handed_in| (handed_in.version, handed_in.content))
        .collect();
    if let Some(written) = application::version_being_written(&application::as_of(&loaded.state, &facts))
        && (written == from || written == to)
    {
        let draft = store::drafts::load(connection, &nic).await?;
        known.push((written, Some(draft.content)));
    }
    let find = |wanted: DocumentVersion| -> Result<Option<ApplicationContent>, Problem> {
        let found = known.iter().find(|(version, _)| *version == wanted);
        found.map(|(_, content)| content.clone()).ok_or_else(unknown)
    };
    let (before, after) = (find(from)?, find(to)?);
    let redacted: Vec<DocumentVersion> = [(from, &before), (to, &after)]
        .into_iter()
        .filter(|(_, content)| content.is_none())
        .map(|(at, _)| at)
        .collect();
    let changes = before.zip(after).map(|(before, after)| difference(&before, &after));
    Reply::ok(&json!({"nic": nic, "from": from, "to": to, "redacted": redacted, "changes": changes}))
}

fn version(request: &Request, name: &'static str) -> Result<DocumentVersion, Problem> {
    request.param(name).map_err(|_| unknown())
}
