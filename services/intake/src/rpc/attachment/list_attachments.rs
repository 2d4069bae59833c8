//! `GET /applications/{nic}/attachments`: the attachments that the caller may know of, and what they may do with each.

use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::attachment::{permitted, seen};
use dars_vocabulary::Nic;
use serde_json::json;

use super::{super::Reading, looked_at, shown};

/// All of them: their number is bounded.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let (state, version, facts) = looked_at(connection, request, &nic).await?;
    let seen = seen(&state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let items: Vec<_> = seen.iter().map(|one| shown(&state, one.attachment.number, one.open, &facts)).collect();
    Reply::versioned(version, &json!({"nic": nic, "items": items, "permitted": permitted(&state, &facts)}))
}
