//! One request: who asks, under which conditions, with what; then the answer of whoever answers.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use axum::{
    body::Body,
    extract::{FromRequestParts as _, RawPathParams, Request},
    http::{Method, Response, request::Parts},
};
use dars_bus::{
    Problem, Reply, ids,
    rpc::{Envelope, With},
};
use dars_vocabulary::{Actor, ActorKind};
use serde_json::Value;
use tracing::Instrument as _;
use uuid::Uuid;

use super::{
    PREFIX, answer, attachments,
    body::Incoming,
    caller, document,
    door::{Asked, Door},
    headers, local, operations, pack, performance, query,
    route::{Route, To},
    search, tasks, trace,
};

/// Answers one request by its line of the table.
pub(super) async fn handle(door: &Arc<Door>, route: &Route, request: Request) -> Response<Body> {
    let id = ids::fresh();
    let begun = Instant::now();
    let (mut parts, body) = request.into_parts();
    let mut incoming = Incoming::new(&parts.headers, body);
    let span = tracing::info_span!(
        "http",
        otel.name = format!("portal {} {}", route.method, route.path),
        request = %id,
        status = tracing::field::Empty,
    );
    dars_bus::event::continue_trace(&span, trace::incoming(&parts.headers));
    let done = answered(door, route, &mut parts, &mut incoming, id).instrument(span.clone()).await;
    incoming.let_go(&door.tasks);
    let response = done.unwrap_or_else(|problem| answer::problem(&problem, id));
    let status = response.status().as_u16();
    span.record("status", status);
    metrics::counter!("dars_http_requests_total", "route" => route.path, "status" => status.to_string()).increment(1);
    metrics::histogram!("dars_http_seconds", "route" => route.path).record(begun.elapsed().as_secs_f64());
    response
}

async fn answered(
    door: &Arc<Door>,
    route: &Route,
    parts: &mut Parts,
    incoming: &mut Incoming,
    request: Uuid,
) -> Result<Response<Body>, Problem> {
    let mut params = path_params(parts).await?;
    let path = concrete(route, &params);
    let enquirer = if route.by_link { headers::enquiry(&parts.headers)? } else { None };
    let actor = match &enquirer {
        Some(_) => Actor::public(),
        None => caller::of(door, route, &parts.headers).await?,
    };
    let asked_for = query::read(route, &parts.uri)?;
    let with = conditions(route, parts, &actor, enquirer.is_some())?;
    let body = if route.body.is_empty() { Value::Null } else { incoming.json(&parts.headers, &door.own).await? };
    params.extend(asked_for.clone());
    let envelope = Envelope { path: format!("{} {path}", route.method), params, body, enquirer };
    let asked = Asked { actor, request, envelope, with };
    let reply = match route.to {
        To::Upload => attachments::upload(door, &parts.headers, incoming, &asked).await?,
        To::Download => return attachments::download(door, asked).await,
        To::Document => return document::application(door, &asked).await,
        To::Pack => return pack::application(door, asked).await,
        _ => ask(door, route, &asked).await?,
    };
    Ok(answer::reply(route, &path, &asked_for, &reply, request))
}

async fn ask(door: &Door, route: &Route, asked: &Asked) -> Result<Reply, Problem> {
    match route.to {
        To::One(owner) => door.ask(owner, route.action, asked).await,
        To::Tasks => tasks::joined(door, asked).await,
        To::Search => search::joined(door, asked).await,
        To::Performance => performance::joined(door, asked).await,
        To::Every => operations::every(door, route.action, asked).await,
        To::DeadLetter => operations::dead_letter(door, route.action, asked).await,
        To::Here(here) => local::answer(door, here, asked).await,
        // Files have ways of their own.
        To::Upload | To::Download | To::Document | To::Pack => Err(Problem::not_found("resource")),
    }
}

/// What the path says, decoded.
async fn path_params(parts: &mut Parts) -> Result<BTreeMap<String, String>, Problem> {
    let raw = RawPathParams::from_request_parts(parts, &())
        .await
        .map_err(|_| Problem::malformed("The address is not percent-encoded UTF-8."))?;
    let params: BTreeMap<_, _> = raw.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    if params.values().any(|value| value.contains('\0')) {
        return Err(Problem::not_found("resource"));
    }
    Ok(params)
}

/// The path as it was called, in one spelling whatever its percent-encoding was: a key belongs to actor and path.
fn concrete(route: &Route, params: &BTreeMap<String, String>) -> String {
    let part = |part: &'static str| {
        let name = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        name.and_then(|name| params.get(name)).map_or(part, String::as_str)
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The headers that say under which conditions something is done.
fn conditions(route: &Route, parts: &Parts, actor: &Actor, by_link: bool) -> Result<With, Problem> {
    let traceparent = Some(trace::to_send(&parts.headers));
    if !route.writes() {
        return Ok(With { traceparent, ..With::default() });
    }
    let signed_in = matches!(actor.kind, ActorKind::Person | ActorKind::Machine);
    // A key belongs to its actor, and the public is nobody: two strangers must never get each other's answer. Who holds
    // the link of an enquiry is somebody to its service.
    let nobody = actor.kind == ActorKind::Public && !by_link;
    let idempotency_key = if nobody { None } else { headers::idempotency_key(&parts.headers)? };
    if idempotency_key.is_none() && signed_in && route.method == Method::POST {
        let detail = "Send an Idempotency-Key, fresh for each command, so that a repetition is recognised.";
        return Err(Problem::new(400, "idempotency-key-missing", detail));
    }
    let if_match = headers::if_match(&parts.headers)?;
    if route.if_match && if_match.is_none() {
        let detail = format!("Send If-Match with the ETag that GET {PREFIX}{} gives among its headers.", route.reads());
        return Err(Problem::new(428, "if-match-missing", detail));
    }
    Ok(With { idempotency_key, if_match, traceparent })
}
