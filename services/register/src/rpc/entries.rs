//! The public register. Before it is published, a version is not there for anyone but the publisher.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_register_domain::entry::{State, public_entry, public_newest, public_version};
use dars_vocabulary::{DocumentVersion, Nic, StaffRole, london_date};
use serde_json::Value;

use super::{Reading, pending, view};
use crate::{
    handle::Entry,
    store::{self, entries::Which},
};

/// `GET /register/agreements`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let today = london_date(request.now);
    let rows = store::entries::page(connection, Which::Published, request.cursor(), limit).await?;
    let views: Vec<_> = rows.iter().filter_map(|row| public_newest(&row.state, today)).collect();
    let names = store::organisations::names(connection, views.iter().map(|view| &view.applicant)).await?;
    let items: Vec<Value> = views.iter().map(|view| view::row(view, &names)).collect();
    Reply::page(&items, rows.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// `GET /register/agreements/{nic}`: its newest published version, and which others there are; the publisher sees as
/// well what waits for their sign-off.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Entry>(connection, nic.as_str()).await?;
    if let Some(entry) = public_entry(&loaded.state, london_date(request.now)) {
        let mut shown = view::whole(connection, &entry.newest).await?;
        if let Value::Object(members) = &mut shown {
            members.insert("versions".to_owned(), entry.versions.iter().map(view::line).collect());
        }
        return Reply::versioned(loaded.version, &shown);
    }
    let newest = match &loaded.state {
        State::Known(known) => known.newest_pending(),
        State::Absent => None,
    };
    preview(connection, request, &loaded.state, newest, loaded.version).await
}

/// `GET /register/agreements/{nic}/versions/{version}`
pub async fn get_version(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let (nic, version): (Nic, DocumentVersion) = (request.param("nic")?, request.param("version")?);
    let loaded = load::<Entry>(connection, nic.as_str()).await?;
    match public_version(&loaded.state, version, london_date(request.now)) {
        Some(public) => Reply::versioned(loaded.version, &view::whole(connection, &public).await?),
        None => preview(connection, request, &loaded.state, Some(version), loaded.version).await,
    }
}

/// A version that waits, for the publisher; for everyone else it is not there.
async fn preview(
    connection: &mut Reading,
    request: &Request,
    state: &State,
    version: Option<DocumentVersion>,
    etag: i64,
) -> Result<Reply, Problem> {
    if request.actor.is_staff(StaffRole::RegisterPublisher)
        && let Some(version) = version
        && let Some(preview) = pending::preview(connection, state, version, request).await?
    {
        return Reply::versioned(etag, &preview);
    }
    Err(Problem::not_found("entry"))
}
