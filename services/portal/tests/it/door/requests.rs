use dars_bus::{Problem, Reply, technical};
use dars_messages::Owner;
use dars_vocabulary::{Actor, ActorKind, StaffRole};
use futures::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};

use super::stack::{Stack, problem, token};

const NIC: &str = "DARS-NIC-900101-K4T7Q";

#[tokio::test]
async fn a_command_arrives_with_who_asks_and_under_which_conditions() {
    let stack = Stack::start().await;
    let review = stack.serve(Owner::Review, |_| Reply::versioned(4, &json!({"nic": NIC}))).await;
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let response = stack
        .post(&format!("/cases/{NIC}/assess"), &json!({"step": "ready"}))
        .header("If-Match", "\"3\"")
        .header("traceparent", trace)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["etag"], "\"4\"");
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.json::<Value>().await.unwrap(), json!({"nic": NIC}));

    let seen = review.seen();
    let [request] = seen.as_slice() else { panic!("{seen:?}") };
    assert_eq!(request.action, "assess-case");
    assert_eq!(request.if_match, Some(3));
    assert_eq!(request.idempotency_key.as_deref(), Some("key-1"));
    assert_eq!(request.traceparent.as_deref(), Some(trace));
    assert_eq!(request.envelope.path, format!("POST /cases/{NIC}/assess"));
    assert_eq!(request.envelope.params["nic"], NIC);
    assert_eq!(request.envelope.body, json!({"step": "ready"}));
    assert_eq!(request.actor.kind, ActorKind::Person);
    assert!(request.actor.is_staff(StaffRole::CaseOfficer));
}

#[tokio::test]
async fn a_key_belongs_to_the_path_however_it_is_spelt() {
    let stack = Stack::start().await;
    let review = stack.serve(Owner::Review, |_| Reply::ok(&json!({}))).await;
    for path in ["/cases/DARS-NIC-900101-K4T7Q/assign", "/cases/DARS%2DNIC%2D900101%2DK4T7Q/assign"] {
        let sent = stack.post(path, &json!({})).header("If-Match", "\"1\"").send().await.unwrap();
        assert_eq!(sent.status(), 200);
    }
    let paths: Vec<String> = review.seen().into_iter().map(|request| request.envelope.path).collect();
    assert_eq!(paths, [format!("POST /cases/{NIC}/assign"), format!("POST /cases/{NIC}/assign")]);
}

#[tokio::test]
async fn the_public_may_ask_and_is_told_where_its_enquiry_is() {
    let stack = Stack::start().await;
    let raised = json!({"reference": "ENQ-2026-000412", "next": "We pass it on."});
    let intake = stack.serve(Owner::Intake, move |_| Reply::created(1, &raised)).await;
    let response = stack
        .call(Method::POST, "/enquiries")
        .header("Idempotency-Key", "guessable")
        .json(&json!({"topic": "other"}))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["location"], "/api/v1/enquiries/ENQ-2026-000412");
    assert!(!response.headers().contains_key("link"), "what happens next is no page");
    let seen = intake.seen();
    assert_eq!(seen[0].actor, Actor::public());
    assert_eq!(seen[0].idempotency_key, None, "two strangers must not share a key");
    assert!(seen[0].traceparent.as_deref().unwrap().starts_with("00-"));
}

#[tokio::test]
async fn a_list_says_where_its_next_page_is() {
    let stack = Stack::start().await;
    let review = stack.serve(Owner::Review, |_| Reply::ok(&json!({"items": [], "next": "a b&c"}))).await;
    let response = stack.get("/cases?limit=2&cursor=x").bearer_auth(token("case-officer")).send().await.unwrap();
    assert_eq!(response.headers()["link"], "</api/v1/cases?cursor=a%20b%26c&limit=2>; rel=\"next\"");
    let seen = review.seen();
    assert_eq!((seen[0].envelope.params["limit"].as_str(), seen[0].envelope.params["cursor"].as_str()), ("2", "x"));
}

#[tokio::test]
async fn what_a_service_refuses_is_told_as_it_is() {
    let stack = Stack::start().await;
    stack
        .serve(Owner::Contracts, |_| {
            Err(Problem::new(422, "rules-not-met", "One thing is wrong.").at(
                "/end",
                "too-long",
                "At most three years.",
            ))
        })
        .await;
    let issue = stack.post(&format!("/agreements/{NIC}/issue"), &json!({})).header("If-Match", "\"1\"");
    let response = issue.send().await.unwrap();
    assert_eq!(response.status(), 422);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["code"], "rules-not-met");
    assert_eq!(body["errors"], json!([{"pointer": "/end", "code": "too-long", "detail": "At most three years."}]));
    assert_eq!(body["title"], "Not acceptable as it is");
}

#[tokio::test]
async fn a_stale_version_is_412() {
    let stack = Stack::start().await;
    stack.serve(Owner::Review, |_| Err(Problem::new(412, "changed-meanwhile", "Read it again."))).await;
    let assign = stack.post(&format!("/cases/{NIC}/assign"), &json!({})).header("If-Match", "\"1\"");
    assert_eq!(problem(assign).await, (412, "changed-meanwhile".to_owned()));
}

#[tokio::test]
async fn an_assertion_is_bound_to_service_subject_and_body() {
    let stack = Stack::start().await;
    let service = stack.nats.connect(Owner::Register).await.unwrap();
    let group = dars_messages::topology::queue_group(Owner::Register);
    let subjects = dars_messages::topology::request_subjects(Owner::Register);
    let mut requests = service.queue_subscribe(subjects, group).await.unwrap();
    service.flush().await.unwrap();
    let asking = stack.get("/register/agreements").send();
    let looking = async {
        let message = requests.next().await.unwrap();
        let text = message.headers.as_ref().unwrap().get("dars-assertion").unwrap().as_str().to_owned();
        let mut headers = async_nats::HeaderMap::new();
        headers.insert("dars-status", "200");
        service.publish_with_headers(message.reply.clone().unwrap(), headers, "{}".into()).await.unwrap();
        service.flush().await.unwrap();
        (message, text)
    };
    let (response, (message, text)) = tokio::join!(asking, looking);
    assert_eq!(response.unwrap().status(), 200);

    let verifier = stack.verifier();
    let check = |owner, subject: &str, body: &[u8]| verifier.check(Some(&text), owner, subject, body, technical::now());
    let subject = message.subject.as_str();
    let assertion = check(Owner::Register, subject, &message.payload).unwrap();
    assert_eq!(assertion.actor, Actor::public());
    assert!(check(Owner::Review, subject, &message.payload).is_err(), "another service");
    assert!(check(Owner::Register, "dars.rpc.register.publish-entry", &message.payload).is_err(), "another subject");
    assert!(check(Owner::Register, subject, b"{}").is_err(), "another body");
}
