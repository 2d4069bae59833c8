//! `GET /` of a local stack.

use std::sync::Arc;

use askama::Template as _;
use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, Response, StatusCode, Uri, header},
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
    let (status, text) = page.render().map_or_else(
        |error| {
            tracing::error!(error = &error as &dyn std::error::Error, "the page cannot be rendered");
            (StatusCode::INTERNAL_SERVER_ERROR, String::new())
        },
        |text| (StatusCode::OK, text),
    );
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    api::secure(response.headers_mut(), PAGE_POLICY);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}
