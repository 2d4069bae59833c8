//! Who looks at the pages of a local stack: a persona's token, pasted into a form and kept in a cookie that no script
//! reads and no other site sends. The API never looks at cookies.

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
};
use dars_bus::Problem;
use dars_vocabulary::Actor;

use super::{form::is_from_here, tasks::SignIn};
use crate::api::{self, Door, FORM_POLICY};

/// The cookie's name.
const COOKIE: &str = "dars-local-token";
/// How long a pasted token may be.
const LONGEST: usize = 16 * 1024;

/// Whom the cookie speaks for; `None` without one.
pub(super) async fn signed_in(door: &Door, headers: &HeaderMap) -> Option<Result<Actor, Problem>> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let token = cookies.flat_map(|cookies| cookies.split(';')).find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE && !value.is_empty()).then_some(value)
    })?;
    Some(api::by_token(door, token).await)
}

/// `POST /tasks/sign-in` with `token` in a form.
pub(crate) async fn sign_in(State(door): State<Arc<Door>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    if !is_from_here(&parts.headers) {
        return said(StatusCode::FORBIDDEN, "Sign in from the page itself.");
    }
    let Some(token) = token(&door, &parts.headers, body).await else {
        return said(StatusCode::BAD_REQUEST, "Paste one access token into the form.");
    };
    match api::by_token(&door, &token).await {
        Ok(_) => kept(&format!("{COOKIE}={token}; Path=/tasks; HttpOnly; SameSite=Strict")),
        Err(problem) => {
            let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::UNAUTHORIZED);
            said(status, &problem.detail)
        }
    }
}

/// `POST /tasks/sign-out`
pub(crate) async fn sign_out(headers: HeaderMap) -> Response<Body> {
    if !is_from_here(&headers) {
        return said(StatusCode::FORBIDDEN, "Sign out from the page itself.");
    }
    kept(&format!("{COOKIE}=; Path=/tasks; HttpOnly; SameSite=Strict; Max-Age=0"))
}

/// The token of the form, if it could stand in a cookie.
async fn token(door: &Door, headers: &HeaderMap, body: Body) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    if !kind.split(';').next()?.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return None;
    }
    let bytes = tokio::time::timeout(door.body_timeout(), to_bytes(body, LONGEST)).await.ok()?.ok()?;
    let form = Uri::builder().path_and_query(format!("/?{}", std::str::from_utf8(&bytes).ok()?)).build().ok()?;
    let fields = api::decoded(&form)?;
    let token = fields.into_iter().find(|(name, _)| name == "token").map(|(_, token)| token.trim().to_owned())?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    (!token.is_empty() && token.bytes().all(plain)).then_some(token)
}

/// Back to the tasks, with another cookie.
fn kept(cookie: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    api::secure(response.headers_mut(), FORM_POLICY);
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/tasks"));
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The form again, and why.
fn said(status: StatusCode, why: &str) -> Response<Body> {
    let mut response = super::html(&SignIn { refused: why.to_owned() }, FORM_POLICY);
    *response.status_mut() = status;
    response
}
