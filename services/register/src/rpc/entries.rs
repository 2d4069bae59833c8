//! The public register. Before it is published, an entry is not there for anyone but the publisher.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_register_domain::entry::public_view;
use dars_vocabulary::{Nic, StaffRole, london_date};
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
    let views: Vec<_> = rows.iter().filter_map(|row| public_view(&row.state, today)).collect();
    let names = store::organisations::names(connection, views.iter().map(|view| &view.applicant)).await?;
    let items: Vec<Value> = views.iter().map(|view| view::row(view, &names)).collect();
    Reply::page(&items, rows.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// `GET /register/agreements/{nic}`; the publisher sees as well what waits for their sign-off.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let loaded = load::<Entry>(connection, nic.as_str()).await?;
    if let Some(entry) = public_view(&loaded.state, london_date(request.now)) {
        return Reply::versioned(loaded.version, &view::whole(connection, &entry).await?);
    }
    if request.actor.is_staff(StaffRole::RegisterPublisher)
        && let Some(preview) = pending::preview(connection, &loaded.state, request).await?
    {
        return Reply::versioned(loaded.version, &preview);
    }
    Err(Problem::not_found("entry"))
}
