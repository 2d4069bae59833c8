//! What services may do, and not do, on the bus they share.

use async_nats::jetstream;
use async_nats::jetstream::consumer::{AckPolicy, PullConsumer, pull};
use dars_messages::{Owner, topology};
use dars_testkit::NatsServer;
use futures::StreamExt;
use serde_json::json;

use crate::probe::{Probe, next, settle};

#[tokio::test]
async fn a_service_publishes_its_own_facts_and_no_other_services() {
    let server = NatsServer::start(vec![]).await.unwrap();
    for owner in Owner::SERVICES {
        let mut probe = Probe::service(owner, &server).await;
        probe.make_stream(owner).await;
        assert_eq!(probe.store(&topology::fact_subject(owner, "thing_happened", 1, "X-1"), "{}").await, 1);
        for other in Owner::SERVICES.into_iter().filter(|other| *other != owner) {
            let fact = topology::fact_subject(other, "thing_happened", 1, "X-1");
            assert!(probe.is_refused(&fact, &json!({})).await, "{owner} publishes {fact}");
            let contact = topology::contact_subject(other, "person", 1, "X-1");
            assert!(probe.is_refused(&contact, &json!({})).await, "{owner} publishes {contact}");
            let request = topology::request_subject(other, "anything");
            assert!(probe.is_refused(&request, &json!({})).await, "{owner} sends {request}");
        }
    }
    let mut portal = Probe::service(Owner::Portal, &server).await;
    for owner in Owner::SERVICES {
        assert!(portal.is_refused(&topology::fact_subject(owner, "thing_happened", 1, "X-1"), &json!({})).await);
        assert!(portal.is_refused(&format!("$JS.API.STREAM.INFO.{}", owner.stream()), &json!({})).await);
    }
}

#[tokio::test]
async fn a_hearer_makes_its_durable_reads_and_acknowledges_with_an_ordinary_client() {
    let server = NatsServer::start(vec![]).await.unwrap();
    for hearer in Owner::SERVICES {
        for owner in hearer.hears() {
            let teller = Probe::service(*owner, &server).await;
            teller.make_stream(*owner).await;
            for name in ["heard", "heard_too", "unheard"] {
                teller.store(&topology::fact_subject(*owner, name, 1, "X-1"), "{}").await;
            }
            let jetstream = jetstream::new(server.connect(hearer).await.unwrap());
            let mut stream = jetstream.get_stream(owner.stream()).await.unwrap();
            assert_eq!(stream.info().await.unwrap().config.name, owner.stream());
            let durable = topology::durable(hearer, *owner);
            // One filter goes into the request's subject, several into its body.
            let one = vec![topology::fact_filter(*owner, "heard", 1)];
            let two = vec![one[0].clone(), topology::fact_filter(*owner, "heard_too", 1)];
            for (filters, expected) in [(one, 1), (two, 2), (vec![], 3)] {
                let mut config = pull::Config {
                    durable_name: Some(durable.clone()),
                    ack_policy: AckPolicy::All,
                    filter_subjects: filters.clone(),
                    ..Default::default()
                };
                if let [only] = filters.as_slice() {
                    config.filter_subjects = vec![];
                    config.filter_subject = only.clone();
                }
                let consumer = stream.create_consumer(config).await.unwrap();
                let messages = consumer.fetch().max_messages(3).messages().await.unwrap();
                let messages: Vec<_> = messages.map(Result::unwrap).collect().await;
                assert_eq!(messages.len(), expected, "{durable} with {filters:?}");
                let last = messages.last().unwrap();
                assert_eq!(last.info().unwrap().consumer, durable);
                last.double_ack().await.unwrap();
                let info = stream.consumer_info(&durable).await.unwrap();
                assert_eq!(info.num_ack_pending, 0, "one acknowledgement is for all before it");
                assert!(stream.delete_consumer(&durable).await.unwrap().success);
            }
            jetstream::new(teller.client.clone()).get_stream(owner.stream()).await.unwrap().purge().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_service_reads_no_stream_that_it_does_not_hear_and_no_durable_of_another() {
    let server = NatsServer::start(vec![]).await.unwrap();
    let intake = Probe::service(Owner::Intake, &server).await;
    intake.make_stream(Owner::Intake).await;
    intake.make_contact_stream(Owner::Intake).await;
    for hearer in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        let mut probe = Probe::service(hearer, &server).await;
        for owner in Owner::SERVICES {
            let streams = [owner.stream()].into_iter().chain(owner.contact_stream());
            for stream in streams.filter(|_| owner != hearer) {
                for durable in ["mine", "team-x-intake", "notification-intake", "notification-contacts-intake"] {
                    let own = hearer == Owner::Notification && durable.starts_with("notification-");
                    for request in ["CREATE", "INFO", "DELETE", "MSG.NEXT", "DURABLE.CREATE", "PAUSE", "UNPIN"] {
                        let subject = match request {
                            "DURABLE.CREATE" => format!("$JS.API.CONSUMER.DURABLE.CREATE.{stream}.{durable}"),
                            _ => format!("$JS.API.CONSUMER.{request}.{stream}.{durable}"),
                        };
                        if !own {
                            assert!(probe.is_refused(&subject, &json!({})).await, "{hearer} sends {subject}");
                        }
                    }
                }
                for request in ["DELETE", "PURGE", "UPDATE", "CREATE", "MSG.GET", "MSG.DELETE", "SNAPSHOT", "RESTORE"] {
                    let subject = format!("$JS.API.STREAM.{request}.{stream}");
                    assert!(probe.is_refused(&subject, &json!({})).await, "{hearer} sends {subject}");
                }
                assert!(probe.is_refused(&format!("$JS.API.DIRECT.GET.{stream}"), &json!({})).await);
                assert!(probe.is_refused(&format!("$JS.ACK.{stream}.mine.1.1.1.1.0"), &json!({})).await);
            }
        }
    }
}

#[tokio::test]
async fn contacts_are_read_by_notification_alone() {
    let server = NatsServer::start(vec![]).await.unwrap();
    let intake = Probe::service(Owner::Intake, &server).await;
    intake.make_contact_stream(Owner::Intake).await;
    let subject = topology::contact_subject(Owner::Intake, "person", 1, "p-1");
    intake.store(&subject, "{}").await;
    let stream = Owner::Intake.contact_stream().unwrap();
    let create = |durable: &str| json!({"stream_name": stream, "config": {"durable_name": durable, "name": durable, "ack_policy": "all"}});
    for hearer in Owner::SERVICES.into_iter().filter(|it| *it != Owner::Intake) {
        let durable = topology::contact_durable(hearer, Owner::Intake);
        let request = format!("CONSUMER.CREATE.{stream}.{durable}");
        let mut probe = Probe::service(hearer, &server).await;
        if hearer == Owner::Notification {
            assert_eq!(probe.ask(&request, create(&durable)).await["name"], durable);
            let jetstream = jetstream::new(probe.client.clone());
            let consumer: PullConsumer = jetstream.get_consumer_from_stream(durable, stream).await.unwrap();
            let mut contacts = consumer.fetch().max_messages(1).messages().await.unwrap();
            assert_eq!(contacts.next().await.unwrap().unwrap().subject.as_str(), subject);
        } else {
            assert!(
                probe.is_refused(&format!("$JS.API.{request}"), &create(&durable)).await,
                "{hearer} reads contacts"
            );
            probe.subscription_is_refused("dars.contacts.>").await;
            // A durable on a stream it does hear cannot be bent to another stream by its body.
            if hearer.hears().contains(&Owner::Intake) {
                let own = topology::durable(hearer, Owner::Intake);
                let request = format!("CONSUMER.CREATE.{}.{own}", Owner::Intake.stream());
                let answer = probe.ask(&request, create(&own)).await;
                assert!(answer["error"].is_object(), "{answer}");
            }
        }
    }
}

#[tokio::test]
async fn only_the_portal_sends_requests_and_only_the_service_answers_them() {
    let server = NatsServer::start(vec![]).await.unwrap();
    let portal = server.connect(Owner::Portal).await.unwrap();
    for owner in Owner::SERVICES {
        let subject = topology::request_subject(owner, "greet");
        let nobody = portal.request(subject.clone(), "".into()).await.unwrap_err();
        assert_eq!(nobody.kind(), async_nats::RequestErrorKind::NoResponders);

        for other in Owner::SERVICES.into_iter().filter(|other| *other != owner).chain([Owner::Portal]) {
            Probe::service(other, &server).await.subscription_is_refused(&topology::request_subjects(owner)).await;
        }
        let service = server.connect(owner).await.unwrap();
        let group = topology::queue_group(owner);
        let mut requests = service.queue_subscribe(topology::request_subjects(owner), group).await.unwrap();
        settle(&service).await;
        let asked = portal.request(subject.clone(), "hello".into());
        let answered = async {
            let request = next(&mut requests, "a request").await;
            service.publish(request.reply.unwrap(), "welcome".into()).await.unwrap();
        };
        let (answer, ()) = tokio::join!(asked, answered);
        assert_eq!(answer.unwrap().payload, "welcome");
    }
}

#[tokio::test]
async fn nobody_listens_to_anothers_facts_inbox_or_to_everything() {
    let server = NatsServer::start(vec![]).await.unwrap();
    for owner in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
        let mut probe = Probe::service(owner, &server).await;
        for subject in [">", "dars.>", "dars.rpc.>", "dars.intake.>", "_INBOX.>", "_INBOX_system.>", "$SYS.>", "$JS.>"]
        {
            probe.subscription_is_refused(subject).await;
        }
    }
}

#[tokio::test]
async fn no_service_deletes_its_own_stream() {
    let server = NatsServer::start(vec![]).await.unwrap();
    for owner in Owner::SERVICES {
        let mut probe = Probe::service(owner, &server).await;
        probe.make_stream(owner).await;
        for request in ["DELETE", "MSG.DELETE", "SNAPSHOT", "RESTORE", "LEADER.STEPDOWN", "PEER.REMOVE"] {
            assert!(probe.is_refused(&format!("$JS.API.STREAM.{request}.{}", owner.stream()), &json!({})).await);
        }
        assert!(probe.is_refused("$JS.API.STREAM.LIST", &json!({})).await);
    }
}
