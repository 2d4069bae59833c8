//! What each command says to input that is wrong: by the table, so that a new route is tested as it is added.

use dars_bus::Reply;
use dars_messages::Owner;
use dars_portal::api::{Route, To, Who, routes};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use super::stack::{Stack, problem, token};

/// Paths of POSTs that add to what is there, make something, or only answer: they need no If-Match (api.md). Nor does taking an
/// attachment out: it never changes, so there is no other version to mistake it for.
const ADDING: &[&str] = &[
    "/absences",
    "/agreements/{nic}/changes",
    "/agreements/{nic}/destruction",
    "/agreements/{nic}/releases",
    "/agreements/{nic}/signatures",
    "/applications/{nic}/attachments",
    "/applications/{nic}/attachments/{id}/remove",
    "/applications/{nic}/clarifications/{id}/answer",
    "/applications/{nic}/copy",
    "/applications/{nic}/findings/explain",
    "/applications/{nic}/invitations",
    "/applications/{nic}/invitations/{invitation}/revoke",
    "/cases/{nic}/checks/{id}/answer",
    "/cases/{nic}/decision-review",
    "/cases/{nic}/notes",
    "/enquiries",
    "/enquiries/{reference}/feedback",
    "/enquiries/{reference}/link",
    "/enquiries/{reference}/messages",
    "/feedback",
    "/feedback/changes",
    "/framework-contracts",
    "/framework-contracts/{con}/signatures",
    "/invitations/accept",
    "/meetings/{reference}/declarations",
    "/officers/{officer}/hand-over-all",
    "/operations/dead-letters/{id}/discard",
    "/operations/dead-letters/{id}/retry",
    "/operations/dead-letters/{id}/reveal",
    "/organisations",
    "/organisations/{id}/assurances",
    "/organisations/{id}/authorities",
    "/organisations/{id}/members",
    "/precedents",
    "/search",
    "/service-agreements",
    "/service-agreements/{reference}/signatures",
    "/signpost",
];

fn commands() -> Vec<Route> {
    // What takes a file has cases of its own: it reads no JSON.
    let reads_json = |route: &Route| route.writes() && route.who == Who::Signed && route.to != To::Upload;
    routes::all(false).into_iter().filter(reads_json).collect()
}

/// The route's path with something in it.
fn path(route: &Route) -> String {
    let sample = |name: &str| match name {
        "nic" => "DARS-NIC-900101-K4T7Q",
        "con" => "CON-900201-B3N6W",
        "section" => "title",
        "number" => "1",
        "certificate" => "DDC-2026-000041",
        "id" => "register-1",
        _ => "ENQ-2026-000412",
    };
    route.path_names().fold(route.path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), sample(name)))
}

fn example(route: &Route) -> Value {
    route.body[0].example.clone()
}

#[test]
fn every_command_that_changes_what_is_there_needs_if_match() {
    for route in routes::all(false).into_iter().filter(Route::writes) {
        let adds = ADDING.contains(&route.path);
        assert_eq!(route.if_match, !adds, "{}", route.path);
    }
}

struct Case {
    what: &'static str,
    request: RequestBuilder,
    expected: (u16, &'static str),
}

fn cases(stack: &Stack, route: &Route) -> Vec<Case> {
    let bare = || stack.call(route.method.clone(), &path(route));
    let signed = || bare().bearer_auth(token("case-officer"));
    let keyed = || signed().header("Idempotency-Key", "key-1");
    let ready = || keyed().header("If-Match", "\"1\"");
    let asking = stack.call(route.method.clone(), &format!("{}?colour=red", path(route)));
    let asking = asking.bearer_auth(token("case-officer")).header("Idempotency-Key", "key-1").json(&example(route));
    let case = |what, request, status, code| Case { what, request, expected: (status, code) };
    let mut cases = vec![
        case("nobody", bare().json(&example(route)), 401, "sign-in-needed"),
        case("no JSON", ready().header("Content-Type", "application/json").body("{\"a\":"), 400, "malformed"),
        case("2 MB", ready().header("Content-Type", "application/json").body("a".repeat(2 << 20)), 413, "too-large"),
        case("another type", ready().header("Content-Type", "text/plain").body("{}"), 415, "not-json"),
        case("no type", ready().body("{}"), 415, "not-json"),
        case("a list", ready().json(&json!([example(route)])), 400, "malformed"),
        case("a parameter", asking, 400, "malformed"),
        case("a NUL", ready().json(&json!({"text": "\u{0}"})), 422, "value-not-acceptable"),
    ];
    if route.method == Method::POST {
        let keyless = signed().header("If-Match", "\"1\"").json(&example(route));
        cases.push(case("no key", keyless, 400, "idempotency-key-missing"));
    }
    if route.if_match {
        cases.push(case("no If-Match", keyed().json(&example(route)), 428, "if-match-missing"));
        let weak = keyed().header("If-Match", "W/\"1\"").json(&example(route));
        cases.push(case("a weak version", weak, 400, "if-match-malformed"));
    }
    cases
}

#[tokio::test]
async fn every_command_refuses_input_that_is_wrong_before_anything_is_done() {
    let stack = Stack::start().await;
    for owner in Owner::SERVICES {
        // As every service begins: it reads the body.
        stack
            .serve(owner, |request| {
                let body: Value = request.body()?;
                // What two services found is joined, so it has to be what they find.
                Reply::ok(&if request.action == "search" { json!({"items": [], "more": false}) } else { body })
            })
            .await;
    }
    let all = commands();
    assert!(all.len() > 45, "{}", all.len());
    for route in all {
        for Case { what, request, expected } in cases(&stack, &route) {
            let (status, code) = problem(request).await;
            assert_eq!((status, code.as_str()), expected, "{} {}: {what}", route.method, route.path);
        }
        let good = stack.call(route.method.clone(), &path(&route)).bearer_auth(token("case-officer"));
        let good = good.header("Idempotency-Key", "key-1").header("If-Match", "\"1\"").json(&example(&route));
        assert_eq!(good.send().await.unwrap().status(), 200, "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn both_parameters_of_a_path_reach_the_service_and_the_key_belongs_to_both() {
    let stack = Stack::start().await;
    let contracts = stack.serve(Owner::Contracts, |_| Reply::ok(&json!({}))).await;
    let accept = "/agreements/DARS-NIC-900101-K4T7Q/destruction/DDC-2026-000041/accept";
    let sent = stack.post(accept, &json!({})).header("If-Match", "\"2\"").send().await.unwrap();
    assert_eq!(sent.status(), 200);
    let odd = "/agreements/%7Bcertificate%7D/destruction/DDC-2026-000041/accept";
    stack.post(odd, &json!({})).header("If-Match", "\"2\"").send().await.unwrap();
    let seen = contracts.seen();
    assert_eq!(seen[0].action, "accept-certificate");
    assert_eq!(seen[0].envelope.params["nic"], "DARS-NIC-900101-K4T7Q");
    assert_eq!(seen[0].envelope.params["certificate"], "DDC-2026-000041");
    assert_eq!(seen[0].envelope.path, format!("POST {accept}"));
    assert_eq!(seen[1].envelope.path, "POST /agreements/{certificate}/destruction/DDC-2026-000041/accept");
}

#[tokio::test]
async fn the_release_gate_asks_which_data_set() {
    let stack = Stack::start().await;
    let contracts = stack.serve(Owner::Contracts, |_| Reply::ok(&json!({"open": true}))).await;
    let gate = "/agreements/DARS-NIC-900101-K4T7Q/release-gate";
    let signed = |path: &str| stack.get(path).bearer_auth(token("data-production"));
    assert_eq!(problem(signed(gate)).await, (400, "malformed".to_owned()));
    assert_eq!(signed(&format!("{gate}?dataset=hes-apc")).send().await.unwrap().status(), 200);
    assert_eq!(contracts.seen()[0].envelope.params["dataset"], "hes-apc");
}

#[tokio::test]
async fn a_version_of_the_register_is_read_by_everyone() {
    let stack = Stack::start().await;
    let register = stack.serve(Owner::Register, |_| Reply::versioned(3, &json!({"version": "v1.1"}))).await;
    let read = stack.get("/register/agreements/DARS-NIC-900101-K4T7Q/versions/v1.1").send().await.unwrap();
    assert_eq!((read.status().as_u16(), read.headers()["etag"].to_str().unwrap()), (200, "\"3\""));
    let seen = register.seen();
    assert_eq!(seen[0].action, "get-entry-version");
    assert_eq!(seen[0].envelope.params["version"], "v1.1");
}
