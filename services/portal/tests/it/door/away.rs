use dars_bus::Reply;
use dars_kit::lifecycle::Lifecycle;
use dars_messages::{Owner, topology};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use std::sync::Arc;

use super::stack::{Stack, client, settings, token};
use crate::tokens::provider::{Provider, ours};

async fn is_503(request: RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 503);
    assert!(response.headers()["retry-after"].to_str().unwrap().parse::<u32>().unwrap() > 0);
    response.json::<Value>().await.unwrap()["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_service_that_is_not_there_is_503() {
    let stack = Stack::start().await;
    assert_eq!(is_503(stack.get("/register/agreements")).await, "away");
    assert_eq!(is_503(stack.post("/enquiries", &json!({}))).await, "away");
}

#[tokio::test]
async fn a_service_that_is_silent_is_503_after_two_tries() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    let service = stack.nats.connect(Owner::Register).await.unwrap();
    let subjects = topology::request_subjects(Owner::Register);
    let mut heard = service.queue_subscribe(subjects, topology::queue_group(Owner::Register)).await.unwrap();
    service.flush().await.unwrap();
    assert_eq!(is_503(stack.get("/register/agreements")).await, "away");
    assert!(futures::StreamExt::next(&mut heard).await.is_some());
    assert!(futures::StreamExt::next(&mut heard).await.is_some());
}

#[tokio::test]
async fn a_command_without_a_key_is_not_repeated() {
    let stack = Stack::with(|settings| settings.rpc.timeout_ms = 100).await;
    let service = stack.nats.connect(Owner::Intake).await.unwrap();
    let subjects = topology::request_subjects(Owner::Intake);
    let mut heard = service.queue_subscribe(subjects, topology::queue_group(Owner::Intake)).await.unwrap();
    service.flush().await.unwrap();
    assert_eq!(is_503(stack.call(Method::POST, "/enquiries").json(&json!({"n": 1}))).await, "away");
    assert_eq!(is_503(stack.call(Method::POST, "/enquiries").json(&json!({"n": 2}))).await, "away");
    for number in [1, 2] {
        let message = futures::StreamExt::next(&mut heard).await.unwrap();
        let envelope: Value = serde_json::from_slice(&message.payload).unwrap();
        assert_eq!(envelope["body"]["n"], number);
    }
}

#[tokio::test]
async fn a_service_that_does_not_believe_us_is_503_and_not_the_callers_401() {
    let stack = Stack::start().await;
    stack.serve(Owner::Register, |_| Err(dars_bus::Problem::new(401, "assertion-invalid", "No."))).await;
    assert_eq!(is_503(stack.get("/register/agreements")).await, "away");
}

#[tokio::test]
async fn the_portal_starts_and_is_ready_without_a_broker_and_finds_it_later() {
    let mut nats = dars_testkit::NatsServer::start(vec![]).await.unwrap();
    nats.kill();
    let provider = Provider::serving(ours().jwks()).await;
    let settings = settings(|settings| {
        settings.nats.url = nats.url();
        settings.identity.jwks_url.clone_from(&provider.url);
        settings.rpc.timeout_ms = 100;
    });
    let life = Lifecycle::default();
    let started = dars_portal::start(Arc::new(settings), &life).await.unwrap();
    let client = client();
    let ready = format!("http://127.0.0.1:{}/health/ready", started.health_port);
    assert_eq!(client.get(ready).send().await.unwrap().text().await.unwrap(), "ready");
    let register = || client.get(format!("http://{}/api/v1/register/agreements", started.address));
    assert_eq!(is_503(register()).await, "away");

    nats.restart().await.unwrap();
    let service = nats.connect(Owner::Register).await.unwrap();
    let subjects = topology::request_subjects(Owner::Register);
    let mut asked = service.queue_subscribe(subjects, topology::queue_group(Owner::Register)).await.unwrap();
    service.flush().await.unwrap();
    // Asks until the portal has found the broker.
    let asking = async { while register().send().await.unwrap().status() != 200 {} };
    let answering = async {
        while let Some(message) = futures::StreamExt::next(&mut asked).await {
            let mut headers = async_nats::HeaderMap::new();
            headers.insert("dars-status", "200");
            service.publish_with_headers(message.reply.unwrap(), headers, "{}".into()).await.unwrap();
        }
    };
    tokio::select! {
        () = asking => {}
        () = answering => panic!("the subscription ended"),
    }
    life.stop.cancel();
}

#[tokio::test]
async fn keys_that_cannot_be_fetched_are_503_and_not_the_callers_401() {
    let provider = Provider::serving(ours().jwks()).await;
    let url = provider.url.clone();
    provider.goes_away().await;
    let stack = Stack::with(|settings| settings.identity.jwks_url = url).await;
    stack.serve(Owner::Intake, |_| Reply::ok(&json!({}))).await;
    assert_eq!(is_503(stack.get("/me").bearer_auth(token("case-officer"))).await, "token-keys-unavailable");
}
