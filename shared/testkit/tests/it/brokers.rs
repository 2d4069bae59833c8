//! The handling of a test's broker.

use std::time::Duration;

use async_nats::{Client, RequestErrorKind};
use dars_messages::Owner;
use dars_testkit::NatsServer;

use crate::probe::Probe;

const STREAM: &str = "DARS_INTAKE";
const SUBJECT: &str = "dars.intake.enquiry_raised.v1.X-1";

async fn told(server: &NatsServer, facts: usize) -> Probe {
    let intake = Probe::service(Owner::Intake, server).await;
    for _ in 0..facts {
        intake.store(SUBJECT, "{}").await;
    }
    intake
}

async fn answers(client: &Client) -> bool {
    let asked = client.request("$JS.API.INFO", "".into()).await;
    asked.map_err(|error| assert_eq!(error.kind(), RequestErrorKind::TimedOut)).is_ok()
}

#[tokio::test]
async fn a_killed_broker_comes_back_at_the_same_address_with_what_it_stored() {
    let mut server = NatsServer::start(vec![]).await.unwrap();
    Probe::service(Owner::Intake, &server).await.make_stream(Owner::Intake).await;
    told(&server, 3).await;
    let url = server.url();
    server.kill();
    assert!(server.options(Owner::Intake).connect(&url).await.is_err());
    server.restart().await.unwrap();
    assert_eq!(server.url(), url);
    assert_eq!(told(&server, 0).await.count(STREAM).await, 3);
}

#[tokio::test]
async fn a_store_can_be_deleted_and_put_back() {
    let mut server = NatsServer::start(vec![]).await.unwrap();
    Probe::service(Owner::Intake, &server).await.make_stream(Owner::Intake).await;
    told(&server, 2).await;
    let copy = server.copy_store().unwrap();
    told(&server, 1).await;
    assert!(server.delete_store().is_err(), "a running broker keeps its store");
    server.kill();
    server.restore_store(&copy).unwrap();
    server.restart().await.unwrap();
    assert_eq!(told(&server, 0).await.count(STREAM).await, 2);

    server.kill();
    server.delete_store().unwrap();
    server.restart().await.unwrap();
    let intake = told(&server, 0).await;
    let gone = intake.ask(&format!("STREAM.INFO.{STREAM}"), serde_json::json!({})).await;
    assert_eq!(gone["error"]["code"], 404, "{gone}");
}

#[tokio::test]
async fn a_paused_broker_is_silent_until_it_goes_on() {
    let server = NatsServer::start(vec![]).await.unwrap();
    let options = server.options(Owner::Intake).request_timeout(Some(Duration::from_millis(100)));
    let client = options.connect(server.url()).await.unwrap();
    while !answers(&client).await {}
    server.pause().unwrap();
    // The signal may come while it still writes an answer.
    while answers(&client).await {}
    server.resume().unwrap();
    while !answers(&client).await {}
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_stay_outside() {
    let server = NatsServer::start(vec![]).await.unwrap();
    for (user, password) in [("intake", "wrong"), ("nobody", "intake-password"), ("", "")] {
        let options = async_nats::ConnectOptions::with_user_and_password(user.to_owned(), password.to_owned());
        assert!(options.connect(server.url()).await.is_err(), "{user} is let in");
    }
    assert!(async_nats::connect(server.url()).await.is_err(), "anyone is let in");
}
