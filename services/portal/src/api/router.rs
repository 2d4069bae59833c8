//! From the table to a router: every path that exists, and a problem for every other.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{Response, header},
    routing::{MethodFilter, get, on},
};
use dars_bus::{Problem, ids};

use super::{PREFIX, answer, body::Incoming, door::Door, handle::handle, openapi, routes};

/// All that the portal serves; in a local stack the plain page and `/local/*` too.
pub fn router(door: &Arc<Door>) -> Router {
    let mut router = Router::new();
    let table = routes::all(door.is_local());
    let description = openapi::text(&table);
    for route in table {
        // The table holds nothing but GET, POST and PUT, which a filter has.
        let Ok(filter) = MethodFilter::try_from(route.method.clone()) else { continue };
        let path = format!("{PREFIX}{}", route.path);
        let (door, route) = (Arc::clone(door), Arc::new(route));
        let answer = move |request: Request| {
            let (door, route) = (Arc::clone(&door), Arc::clone(&route));
            async move { handle(&door, &route, request).await }
        };
        router = router.route(&path, on(filter, answer));
    }
    router = router.route(&format!("{PREFIX}/openapi.json"), get(async move || describe(description)));
    router = router.merge(crate::pages::enquiry::router(door)).merge(crate::pages::later::router(door));
    if door.is_local() {
        router = router.merge(crate::pages::router(door));
    }
    let (unknown, not_allowed) = (Arc::clone(door), Arc::clone(door));
    router
        .fallback(move |request: Request| async move {
            let detail = "There is nothing at this address. See /api/v1/openapi.json.";
            refuse(&unknown, request, &Problem::new(404, "not-found", detail))
        })
        .method_not_allowed_fallback(move |request: Request| async move {
            let detail = "This address is not called with this method: see the Allow header.";
            refuse(&not_allowed, request, &Problem::new(405, "method-not-allowed", detail))
        })
}

fn describe(description: String) -> Response<Body> {
    let mut response = Response::new(Body::from(description));
    answer::secure(response.headers_mut(), answer::API_POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1"));
    response
}

fn refuse(door: &Door, request: Request, problem: &Problem) -> Response<Body> {
    let (parts, body) = request.into_parts();
    Incoming::new(&parts.headers, body).let_go(&door.tasks);
    metrics::counter!("dars_http_requests_total", "route" => "none", "status" => problem.status.to_string())
        .increment(1);
    answer::problem(problem, ids::fresh())
}
