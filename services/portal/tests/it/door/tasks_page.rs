//! The page `/tasks` of a local stack, and how a persona signs in to it.

use dars_bus::Reply;
use dars_messages::Owner;
use dars_vocabulary::StaffRole;
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde_json::json;

use super::stack::{Stack, expired, problem, token};

const EVIL: &str = "<script>alert(1)</script>\"'&";

/// As a browser would, but it shows each answer as it comes.
fn browser() -> Client {
    super::stack::client();
    Client::builder().no_proxy().tls_certs_only([]).redirect(redirect::Policy::none()).build().unwrap()
}

fn form(stack: &Stack, fields: &str) -> RequestBuilder {
    browser()
        .post(format!("{}/tasks/sign-in", stack.url))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(fields.to_owned())
}

fn header(response: &Response, name: &str) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

async fn signed_in(stack: &Stack, persona: &str) -> String {
    let response = form(stack, &format!("token={}", token(persona))).send().await.unwrap();
    assert_eq!((response.status().as_u16(), header(&response, "location").as_str()), (303, "/tasks"));
    let cookie = header(&response, "set-cookie");
    for part in ["Path=/tasks", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(part), "{part}");
    }
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_persona_who_signed_in_sees_what_waits_and_everything_is_escaped() {
    let stack = Stack::start().await;
    let intake = stack
        .serve(Owner::Intake, |_| {
            Reply::ok(&json!({"more": false, "items": [
                {"what": "triage-enquiry", "title": EVIL, "reference": "ENQ-2026-000412", "due": "2026-12-04",
                 "path": "/enquiries/ENQ-2026-000412"},
            ]}))
        })
        .await;
    let cookie = signed_in(&stack, "triage-officer").await;
    let response = stack.anywhere(Method::GET, "/tasks").header("Cookie", cookie).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let policy = header(&response, "content-security-policy");
    assert!(policy.contains("script-src 'none'") && policy.contains("form-action 'self'"), "{policy}");
    assert_eq!(header(&response, "cache-control"), "no-store");
    let page = response.text().await.unwrap();
    for part in ["ENQ-2026-000412", "2026-12-04", "Signed in as triage-officer", "review, contracts, register"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("<script") && !page.contains("Bearer"), "{page}");
    assert!(intake.seen()[0].actor.is_staff(StaffRole::TriageOfficer));
}

#[tokio::test]
async fn who_did_not_sign_in_is_asked_to_and_a_bad_token_is_not_kept() {
    let stack = Stack::start().await;
    let page = async |cookie: &str| {
        let response = stack.anywhere(Method::GET, "/tasks").header("Cookie", cookie.to_owned()).send().await.unwrap();
        response.text().await.unwrap()
    };
    assert!(page("other=1").await.contains("action=\"/tasks/sign-in\""));
    let old = page(&format!("dars-local-token={}", expired())).await;
    assert!(old.contains("action=\"/tasks/sign-in\"") && old.contains("role=\"alert\""), "{old}");

    let refused = [
        (format!("token={}", expired()), 401),
        ("token=nonsense".to_owned(), 401),
        ("token=a%0D%0ASet-Cookie:%20b=c".to_owned(), 400),
        ("token=".to_owned(), 400),
        ("colour=red".to_owned(), 400),
        ("token=%ff".to_owned(), 400),
        (format!("token={}", "a".repeat(1 << 20)), 400),
    ];
    for (fields, status) in refused {
        let response = form(&stack, &fields).send().await.unwrap();
        assert_eq!((response.status().as_u16(), header(&response, "set-cookie")), (status, String::new()));
    }
    let typed = browser().post(format!("{}/tasks/sign-in", stack.url)).json(&json!({"token": "a"}));
    assert_eq!(typed.send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn no_other_site_signs_anybody_in_or_out() {
    let stack = Stack::start().await;
    let elsewhere = form(&stack, &format!("token={}", token("expert"))).header("Sec-Fetch-Site", "cross-site");
    let response = elsewhere.send().await.unwrap();
    assert_eq!((response.status().as_u16(), header(&response, "set-cookie")), (403, String::new()));
    let out = |site: &str| {
        browser().post(format!("{}/tasks/sign-out", stack.url)).header("Sec-Fetch-Site", site.to_owned()).send()
    };
    assert_eq!(out("cross-site").await.unwrap().status(), 403);
    let response = out("same-origin").await.unwrap();
    assert!(header(&response, "set-cookie").contains("Max-Age=0"));
}

#[tokio::test]
async fn the_api_never_looks_at_the_cookie() {
    let stack = Stack::start().await;
    let cookie = signed_in(&stack, "expert").await;
    let asked = stack.get("/tasks").header("Cookie", cookie.clone());
    assert_eq!(problem(asked).await, (401, "sign-in-needed".to_owned()));
    let command = stack.call(Method::POST, "/cases/DARS-NIC-900101-K4T7Q/assign").header("Cookie", cookie);
    assert_eq!(problem(command.json(&json!({}))).await, (401, "sign-in-needed".to_owned()));
}
