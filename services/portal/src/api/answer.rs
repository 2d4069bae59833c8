//! Answers in HTTP: a reply with its version, or a problem with what helps against it.

use std::{collections::BTreeMap, fmt::Write as _};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header},
};
use dars_bus::{Problem, Reply};
use serde_json::Value;
use uuid::Uuid;

use super::{
    PREFIX,
    problem::ProblemBody,
    route::{Query, Route},
};

/// What a page may load: nothing but itself, and no script.
pub(crate) const PAGE_POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The same for a page with a form of its own.
pub(crate) const FORM_POLICY: &str = "default-src 'self'; script-src 'none'; object-src 'none'; \
     style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The same for the one page with a script of its own: it takes the token out of the address.
pub(crate) const LINK_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What an answer of the API may load, should a browser show it.
pub(super) const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// For how many seconds a caller should wait before repeating.
const RETRY_AFTER: &str = "2";
/// The same while the provider's keys are away: they are fetched at most this often.
const RETRY_AFTER_ENQUIRIES: &str = "3600";
/// The same, while the keys of the identity provider are not there.
const RETRY_AFTER_KEYS: &str = "10";

/// How old a sign-in may be for the commands that ask for a fresh one, in seconds.
const FRESH_SIGN_IN: u32 = 300;

/// The headers that every answer has.
pub(crate) fn secure(headers: &mut HeaderMap, policy: &'static str) {
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// A reply of a service, as the route has it.
pub(super) fn reply(
    route: &Route,
    path: &str,
    asked_for: &BTreeMap<String, String>,
    reply: &Reply,
    request: Uuid,
) -> Response<Body> {
    let mut response = json(reply.status, route.media, &reply.body, request);
    let headers = response.headers_mut();
    if let Some(version) = reply.etag {
        put(headers, header::ETAG, &format!("\"{version}\""));
    }
    if reply.status == 201
        && let Some(location) = route.location.and_then(|template| filled(template, &reply.body))
    {
        put(headers, header::LOCATION, &format!("{PREFIX}{location}"));
    }
    // Elsewhere `next` is what happens next, in words.
    if route.query.contains(&Query::Cursor)
        && let Some(Value::String(next)) = reply.body.get("next")
    {
        let mut asked_for = asked_for.clone();
        asked_for.insert("cursor".to_owned(), next.clone());
        let query: Vec<String> =
            asked_for.iter().map(|(name, value)| format!("{name}={}", percent_encoded(value))).collect();
        put(headers, header::LINK, &format!("<{PREFIX}{path}?{}>; rel=\"next\"", query.join("&")));
    }
    response
}

/// A problem.
pub(super) fn problem(problem: &Problem, request: Uuid) -> Response<Body> {
    let body = serde_json::to_value(ProblemBody::of(problem, request)).unwrap_or_default();
    let mut response = json(problem.status, "application/problem+json", &body, request);
    let headers = response.headers_mut();
    match problem.status {
        401 => put(headers, header::WWW_AUTHENTICATE, &challenge(problem)),
        503 if problem.code == "token-keys-unavailable" => put(headers, header::RETRY_AFTER, RETRY_AFTER_KEYS),
        429 if problem.code == "too-many-enquiries" => put(headers, header::RETRY_AFTER, RETRY_AFTER_ENQUIRIES),
        429 | 503 => put(headers, header::RETRY_AFTER, RETRY_AFTER),
        _ => {}
    }
    response
}

/// What a 401 asks for (RFC 6750 §3, RFC 9470 §3).
fn challenge(problem: &Problem) -> String {
    if problem.code == "sign-in-too-old" {
        format!("Bearer error=\"insufficient_user_authentication\", max_age={FRESH_SIGN_IN}")
    } else if problem.code.starts_with("token-") {
        let quoted: String = problem.detail.chars().filter(|c| c.is_ascii() && !matches!(c, '"' | '\\')).collect();
        format!("Bearer realm=\"dars\", error=\"invalid_token\", error_description=\"{quoted}\"")
    } else {
        "Bearer realm=\"dars\"".to_owned()
    }
}

fn json(status: u16, content_type: &'static str, body: &Value, request: Uuid) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    secure(headers, API_POLICY);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    put(headers, HeaderName::from_static("request-id"), &request.to_string());
    response
}

/// Adds a header, unless its text is none that a header can have.
fn put(headers: &mut HeaderMap, name: HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}

/// `/enquiries/{reference}` with the answer's own reference in it.
fn filled(template: &str, body: &Value) -> Option<String> {
    let mut location = String::new();
    for part in template.split('/').skip(1) {
        location.push('/');
        match part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            Some(name) => location.push_str(&percent_encoded(body.get(name)?.as_str()?)),
            None => location.push_str(part),
        }
    }
    Some(location)
}

/// All but RFC 3986's unreserved characters, percent-encoded.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
