//! `GET /` of a local stack.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{Response, Uri},
};
use dars_bus::ids;

use super::view::Home;
use crate::api::{self, Door, PAGE_POLICY};

/// The plain page; with `?mail=<id>`, that mail as it looks at its top.
pub(crate) async fn home(State(door): State<Arc<Door>>, uri: Uri) -> Response<Body> {
    let request = ids::fresh();
    let mail = api::decoded(&uri).unwrap_or_default().into_iter().find(|(name, _)| name == "mail").map(|(_, id)| id);
    let overview = api::overview(&door, request);
    let shown = async {
        match &mail {
            Some(id) => Some(api::mail(&door, request, id).await),
            None => None,
        }
    };
    let (overview, shown) = futures::join!(overview, shown);
    let page = Home::of(&overview, shown.as_ref());
    super::html(&page, PAGE_POLICY)
}
