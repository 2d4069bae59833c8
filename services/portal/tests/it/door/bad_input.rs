use dars_bus::Reply;
use dars_messages::Owner;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use super::stack::{Stack, expired, problem, token};

const NIC: &str = "DARS-NIC-900101-K4T7Q";

struct Case {
    what: &'static str,
    request: RequestBuilder,
    expected: (u16, &'static str),
}

fn case(what: &'static str, request: RequestBuilder, status: u16, code: &'static str) -> Case {
    Case { what, request, expected: (status, code) }
}

fn of_the_caller(stack: &Stack) -> Vec<Case> {
    let me = || stack.get("/me");
    vec![
        case("nobody", me(), 401, "sign-in-needed"),
        case("no such scheme", me().header("Authorization", "Basic eDp5"), 401, "authorization-malformed"),
        case("two tokens", me().bearer_auth("a").header("Authorization", "Bearer b"), 400, "authorization-malformed"),
        case("no token", me().bearer_auth("nonsense"), 401, "token-malformed"),
        case("an old token", me().bearer_auth(expired()), 401, "token-expired"),
        case(
            "a public path, an old token",
            stack.get("/catalogue/datasets").bearer_auth(expired()),
            401,
            "token-expired",
        ),
        case("a command of nobody", stack.call(Method::POST, &format!("/cases/{NIC}/assign")), 401, "sign-in-needed"),
    ]
}

fn of_the_conditions(stack: &Stack) -> Vec<Case> {
    let submit = format!("/applications/{NIC}/submit");
    let keyless = || stack.call(Method::POST, &submit).bearer_auth(token("applicant-lead")).json(&json!({}));
    let keyed = || stack.post(&submit, &json!({}));
    vec![
        case("no key", keyless().header("If-Match", "\"1\""), 400, "idempotency-key-missing"),
        case(
            "no key to raise",
            stack.call(Method::POST, "/enquiries").bearer_auth(token("expert")).json(&json!({})),
            400,
            "idempotency-key-missing",
        ),
        case("a key too long", keyless().header("Idempotency-Key", "k".repeat(129)), 400, "idempotency-key-malformed"),
        case("a key of words", keyless().header("Idempotency-Key", "two words"), 400, "idempotency-key-malformed"),
        case("two keys", keyed().header("Idempotency-Key", "key-2"), 400, "idempotency-key-malformed"),
        case("no If-Match", keyed(), 428, "if-match-missing"),
        case(
            "no If-Match to save",
            stack
                .call(Method::PUT, &format!("/applications/{NIC}/sections/title"))
                .bearer_auth(token("applicant-lead"))
                .json(&json!({"title": "T"})),
            428,
            "if-match-missing",
        ),
        case("a bare version", keyed().header("If-Match", "1"), 400, "if-match-malformed"),
        case("a weak version", keyed().header("If-Match", "W/\"1\""), 400, "if-match-malformed"),
        case("any version", keyed().header("If-Match", "*"), 400, "if-match-malformed"),
        case("two versions", keyed().header("If-Match", "\"1\", \"2\""), 400, "if-match-malformed"),
    ]
}

fn of_the_body(stack: &Stack) -> Vec<Case> {
    let raw = || {
        stack
            .call(Method::POST, "/enquiries/ENQ-2026-000412/messages")
            .bearer_auth(token("expert"))
            .header("Idempotency-Key", "key-1")
    };
    let json = |text: String| raw().header("Content-Type", "application/json").body(text);
    let long = format!("{{\"text\": \"{}\"}}", "a".repeat(512 * 1024));
    vec![
        case("no JSON", json("{\"text\":".to_owned()), 400, "malformed"),
        case("no body", json(String::new()), 400, "malformed"),
        case(
            "no UTF-8",
            raw().header("Content-Type", "application/json").body(vec![b'"', 0xff, b'"']),
            400,
            "malformed",
        ),
        case("too deep", json("[".repeat(100_000)), 400, "malformed"),
        case("two values", json("{} {}".to_owned()), 400, "malformed"),
        case("a NUL", json("{\"text\": \"a\\u0000\"}".to_owned()), 422, "value-not-acceptable"),
        case("no type", raw().body("{}"), 415, "not-json"),
        case(
            "a form",
            raw().header("Content-Type", "application/x-www-form-urlencoded").body("text=a"),
            415,
            "not-json",
        ),
        case("UTF-16", raw().header("Content-Type", "application/json; charset=utf-16").body("{}"), 415, "not-json"),
        case("packed", json("{}".to_owned()).header("Content-Encoding", "gzip"), 415, "not-json"),
        case("a byte too long", json(long), 413, "too-large"),
        case("10 MB", json("a".repeat(10 * 1024 * 1024)), 413, "too-large"),
        case(
            "10 MB of nobody",
            stack.call(Method::POST, "/agreements/x/signatures").body(vec![0; 10 * 1024 * 1024]),
            401,
            "sign-in-needed",
        ),
    ]
}

fn of_the_address(stack: &Stack) -> Vec<Case> {
    let signed = |path: &str| stack.get(path).bearer_auth(token("case-officer"));
    vec![
        case("nowhere", stack.get("/nowhere"), 404, "not-found"),
        case("outside", stack.anywhere(Method::GET, "/api/v2/me"), 404, "not-found"),
        case(
            "10 MB to nowhere",
            stack.call(Method::POST, "/nowhere").body(vec![0; 10 * 1024 * 1024]),
            404,
            "not-found",
        ),
        case("another method", stack.call(Method::DELETE, "/me"), 405, "method-not-allowed"),
        case("another method", stack.call(Method::PATCH, "/enquiries"), 405, "method-not-allowed"),
        case("no preflight is answered", stack.call(Method::OPTIONS, "/me"), 405, "method-not-allowed"),
        case("an unknown parameter", signed("/cases?colour=red"), 400, "malformed"),
        case("a parameter on a command", stack.post("/enquiries/x/messages?limit=1", &json!({})), 400, "malformed"),
        case("a limit that is none", signed("/cases?limit=many"), 400, "malformed"),
        case("a limit of nothing", signed("/cases?limit=0"), 422, "value-not-acceptable"),
        case("a limit of too much", signed("/cases?limit=201"), 422, "value-not-acceptable"),
        case("two limits", signed("/cases?limit=1&limit=2"), 400, "malformed"),
        case("an empty cursor", signed("/cases?cursor="), 400, "malformed"),
        case("about nothing", signed("/mails"), 400, "malformed"),
        case("no UTF-8", signed("/cases/%ff"), 400, "malformed"),
        case("a NUL", signed("/cases/%00"), 404, "not-found"),
        case(
            "no such dead letter",
            stack.post("/operations/dead-letters/portal-1/retry", &json!({"reason": "r"})),
            404,
            "not-found",
        ),
        case(
            "no such dead letter",
            stack.post("/operations/dead-letters/12/retry", &json!({"reason": "r"})),
            404,
            "not-found",
        ),
    ]
}

#[tokio::test]
async fn bad_input_gets_its_clear_error_and_reaches_no_service() {
    let stack = Stack::start().await;
    let mut services = Vec::new();
    for owner in Owner::SERVICES {
        services.push(stack.serve(owner, |_| Reply::ok(&json!({}))).await);
    }
    let tables = [of_the_caller(&stack), of_the_conditions(&stack), of_the_body(&stack), of_the_address(&stack)];
    for Case { what, request, expected } in tables.into_iter().flatten() {
        let (status, code) = problem(request).await;
        assert_eq!((status, code.as_str()), expected, "{what}");
    }
    for service in services {
        assert!(service.seen().is_empty(), "{:?}", service.seen());
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_told_how() {
    let stack = Stack::start().await;
    let header = async |request: RequestBuilder| {
        request.send().await.unwrap().headers()["www-authenticate"].to_str().unwrap().to_owned()
    };
    assert_eq!(header(stack.get("/me")).await, "Bearer realm=\"dars\"");
    let refused = header(stack.get("/me").bearer_auth(expired())).await;
    assert!(refused.starts_with("Bearer realm=\"dars\", error=\"invalid_token\""), "{refused}");

    stack
        .serve(Owner::Review, |_| {
            Err(dars_bus::Problem::new(401, "sign-in-too-old", "Sign in again: it is too long ago."))
        })
        .await;
    let decide = format!("/cases/{NIC}/decision");
    let decided = stack.post(&decide, &json!({"outcome": "approve"})).header("If-Match", "\"3\"");
    assert_eq!(
        header(decided.try_clone().unwrap()).await,
        "Bearer error=\"insufficient_user_authentication\", max_age=300"
    );
    assert_eq!(problem(decided).await, (401, "sign-in-too-old".to_owned()));
}

#[tokio::test]
async fn a_wrong_method_is_told_the_right_ones() {
    let stack = Stack::start().await;
    let response = stack.call(Method::DELETE, "/enquiries").send().await.unwrap();
    let allowed = response.headers()["allow"].to_str().unwrap();
    assert!(allowed.contains("GET") && allowed.contains("POST"), "{allowed}");
}
