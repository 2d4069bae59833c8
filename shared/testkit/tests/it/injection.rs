//! Ways to put a message onto another service's stream without publishing it there.

use dars_messages::{Owner, topology};
use dars_testkit::{NatsServer, until};
use serde_json::json;

use crate::probe::{Probe, next, settle};

struct Scene {
    server: NatsServer,
    intake: Probe,
    contracts: Probe,
    /// The one who tries: it hears intake.
    review: Probe,
}

const INTAKE: &str = "DARS_INTAKE";
const REVIEW: &str = "DARS_REVIEW";
const DURABLE: &str = "review-intake";

async fn scene() -> Scene {
    let server = NatsServer::start(vec![]).await.unwrap();
    let intake = Probe::service(Owner::Intake, &server).await;
    let contracts = Probe::service(Owner::Contracts, &server).await;
    let review = Probe::service(Owner::Review, &server).await;
    intake.make_stream(Owner::Intake).await;
    intake.make_contact_stream(Owner::Intake).await;
    contracts.make_stream(Owner::Contracts).await;
    review.make_stream(Owner::Review).await;
    for reference in ["X-1", "X-2", "X-3", "X-4"] {
        intake.store(&topology::fact_subject(Owner::Intake, "application_submitted", 1, reference), "{}").await;
    }
    review.store(&topology::fact_subject(Owner::Review, "application_approved", 1, "X-1"), "{}").await;
    Scene { server, intake, contracts, review }
}

impl Scene {
    /// Nothing came onto anybody else's stream.
    async fn is_untouched(&self) {
        assert_eq!(self.intake.count(INTAKE).await, 4, "intake's facts");
        assert_eq!(self.intake.count("DARS_CONTACTS_INTAKE").await, 0, "intake's contacts");
        assert_eq!(self.contracts.count("DARS_CONTRACTS").await, 0, "contracts' facts");
    }

    async fn make_durable(&self, config: serde_json::Value) -> serde_json::Value {
        let mut whole = json!({"durable_name": DURABLE, "name": DURABLE, "ack_policy": "none"});
        whole.as_object_mut().unwrap().extend(config.as_object().unwrap().clone());
        let request = format!("CONSUMER.CREATE.{INTAKE}.{DURABLE}");
        self.review.ask(&request, json!({"stream_name": INTAKE, "config": whole})).await
    }
}

/// The answers of a request go to its reply subject, and the broker never checks that one: but it stays within the
/// asker's own account, where nobody else's stream is.
#[tokio::test]
async fn a_reply_subject_reaches_no_other_services_stream() {
    let scene = scene().await;
    scene.make_durable(json!({})).await;
    // Somebody within review's account, to see that the answers were sent there.
    let watcher = scene.server.connect_operator(Owner::Review).await.unwrap();
    let portal = Probe::service(Owner::Portal, &scene.server).await;
    let client = scene.server.connect(Owner::Review).await.unwrap();
    let group = topology::queue_group(Owner::Review);
    let mut requests = client.queue_subscribe("dars.rpc.review.>", group).await.unwrap();
    settle(&client).await;
    for (victim, name) in [(Owner::Intake, "application_submitted"), (Owner::Contracts, "agreement_activated")] {
        let target = topology::fact_subject(victim, name, 1, "FORGED");
        let mut arrived = watcher.subscribe(target.clone()).await.unwrap();
        settle(&watcher).await;
        for (request, body) in [
            (format!("CONSUMER.MSG.NEXT.{INTAKE}.{DURABLE}"), json!({"batch": 1, "no_wait": true})),
            (format!("CONSUMER.INFO.{INTAKE}.{DURABLE}"), json!({})),
            (format!("STREAM.MSG.GET.{REVIEW}"), json!({"seq": 1})),
            (format!("STREAM.INFO.{REVIEW}"), json!({})),
            ("INFO".to_owned(), json!({})),
        ] {
            scene.review.publish_with_reply(&format!("$JS.API.{request}"), &target, &body).await;
            next(&mut arrived, &format!("{request} to {target}")).await;
        }
        // The portal's reply subject is answered by the service, again within the portal's account.
        portal.publish_with_reply("dars.rpc.review.greet", &target, &json!({})).await;
        client.publish(next(&mut requests, "a request").await.reply.unwrap(), "forged".into()).await.unwrap();
        settle(&client).await;
    }
    scene.is_untouched().await;
}

/// A push consumer sends to its deliver subject within the account of its stream. The broker refuses one that leads
/// back onto the same stream.
#[tokio::test]
async fn a_deliver_subject_reaches_no_other_services_stream() {
    let scene = scene().await;
    let back = topology::fact_subject(Owner::Intake, "application_submitted", 1, "FORGED");
    let refused = scene.make_durable(json!({"deliver_subject": back})).await;
    assert_eq!(refused["error"]["description"], "consumer deliver subject forms a cycle", "{refused}");

    let watcher = scene.server.connect_operator(Owner::Intake).await.unwrap();
    let purge = "$JS.API.STREAM.PURGE.DARS_INTAKE";
    for target in ["dars.contracts.agreement_activated.v1.FORGED", "dars.rpc.contracts.sign", purge] {
        let mut arrived = watcher.subscribe(target).await.unwrap();
        settle(&watcher).await;
        let made = scene.make_durable(json!({"deliver_subject": target})).await;
        assert_eq!(made["name"], DURABLE, "{made}");
        for _ in 0..4 {
            next(&mut arrived, target).await;
        }
        scene.review.ask(&format!("CONSUMER.DELETE.{INTAKE}.{DURABLE}"), json!({})).await;
    }
    // Nor did a delivered message act as a request to the broker.
    scene.is_untouched().await;
}

/// A stream of one's own may copy, republish and listen to much, but only within one's own account.
#[tokio::test]
async fn a_stream_neither_copies_nor_republishes_nor_overhears_another_services() {
    let scene = scene().await;
    scene.intake.store(&topology::contact_subject(Owner::Intake, "person", 1, "p-1"), "{}").await;
    let config = |more: serde_json::Value| {
        let mut whole = json!({"name": REVIEW, "subjects": ["dars.review.*.*.*"], "storage": "file", "discard": "new"});
        whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        whole
    };
    let update = format!("STREAM.UPDATE.{REVIEW}");
    for more in [
        json!({"republish": {"src": "dars.review.>", "dest": "dars.intake.forged.v1.>"}}),
        json!({"sources": [{"name": "DARS_CONTACTS_INTAKE"}, {"name": INTAKE}]}),
        json!({"subjects": ["dars.review.*.*.*", "dars.intake.>", "dars.contacts.>", "dars.rpc.>"]}),
    ] {
        scene.review.ask(&update, config(more)).await;
        let before = scene.review.count(REVIEW).await;
        let fact = topology::fact_subject(Owner::Review, "case_opened", 1, "X-2");
        scene.review.store(&fact, "{}").await;
        scene.intake.store(&topology::contact_subject(Owner::Intake, "person", 1, "p-1"), "{}").await;
        let portal = scene.server.connect(Owner::Portal).await.unwrap();
        portal.publish("dars.rpc.contracts.sign", "{}".into()).await.unwrap();
        portal.flush().await.unwrap();
        assert_eq!(scene.review.count(REVIEW).await, before + 1, "review stores its own fact and nothing else");
    }
    assert_eq!(scene.intake.count(INTAKE).await, 4);
    assert_eq!(scene.intake.count("DARS_CONTACTS_INTAKE").await, 1);
}

/// What the broker cannot refuse: a hearer may bend its durable so that an owner's own facts are sent to the owner's
/// own contacts stream, or as requests to the owner. Contents and headers stay the owner's, so whoever reads there
/// must compare the type in the headers with the subject, as every hearer does; and a request needs an assertion.
/// With the stream named in the message, the broker refuses that too.
#[tokio::test]
async fn a_message_that_names_its_stream_cannot_be_led_onto_another() {
    let scene = scene().await;
    let target = topology::contact_subject(Owner::Intake, "person", 1, "FORGED");
    let contacts = "DARS_CONTACTS_INTAKE";
    let watcher = scene.server.connect_operator(Owner::Intake).await.unwrap();
    let mut arrived = watcher.subscribe(target.clone()).await.unwrap();
    settle(&watcher).await;
    scene.make_durable(json!({"deliver_subject": target})).await;
    next(&mut arrived, &target).await;
    // Whoever watches may hear of it before it is stored.
    until("it is stored there: if this is refused now, the better", async || scene.intake.count(contacts).await != 0)
        .await
        .unwrap();
    scene.review.ask(&format!("CONSUMER.DELETE.{INTAKE}.{DURABLE}"), json!({})).await;
    for stream in [INTAKE, contacts] {
        scene.intake.ask(&format!("STREAM.PURGE.{stream}"), json!({})).await;
    }

    let subject = topology::fact_subject(Owner::Intake, "application_submitted", 1, "X-5");
    let mut headers = async_nats::HeaderMap::new();
    headers.insert("Nats-Expected-Stream", INTAKE);
    let jetstream = async_nats::jetstream::new(scene.intake.client.clone());
    jetstream.publish_with_headers(subject, headers, "{}".into()).await.unwrap().await.unwrap();
    let watcher = scene.server.connect_operator(Owner::Intake).await.unwrap();
    let mut arrived = watcher.subscribe(target.clone()).await.unwrap();
    settle(&watcher).await;
    scene.make_durable(json!({"deliver_subject": target})).await;
    next(&mut arrived, &target).await;
    assert_eq!(scene.intake.count(contacts).await, 0);
}
