//! Requests about what was handed in, version by version. It is read from the journal, where nothing changes.

mod compare;
mod get;
mod list;

use dars_bus::{Aggregate as _, Problem, Reply, Request, StoreError, journal};
use dars_intake_domain::application::Event;
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic, PersonId};
use jiff::civil::Date;
use sqlx::PgConnection;

use super::Rpc;
use crate::handle::Application;

/// The answer, if it is about versions.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "list-versions" => rpc.read(request, list::list).await,
        "get-version" => rpc.read(request, get::get).await,
        "compare-versions" => rpc.read(request, compare::compare).await,
        _ => return None,
    })
}

fn unknown() -> Problem {
    Problem::new(404, "version-unknown", "There is no such version of this application: see its list of versions.")
}

/// One version that was handed in.
struct HandedIn {
    version: DocumentVersion,
    sha256: String,
    submitted_on: Date,
    submitted_by: PersonId,
    content: Option<ApplicationContent>,
}

/// Every version that was handed in, oldest first.
async fn handed_in(connection: &mut PgConnection, nic: &Nic) -> Result<Vec<HandedIn>, StoreError> {
    let mut all = Vec::new();
    for row in journal::rows(connection, Application::KIND, nic.as_str()).await? {
        if let Some(Event::ApplicationSubmitted { version, sha256, submitted_on, submitted_by, content, .. }) =
            row.event::<Application>()?
        {
            let content = content.open().cloned();
            all.push(HandedIn { version, sha256, submitted_on, submitted_by, content });
        }
    }
    Ok(all)
}
