//! What a downstream team may do: read its own durable, and nothing else.

use async_nats::jetstream::{self, consumer::PullConsumer};
use dars_messages::server::{Team, team_filters};
use dars_messages::{Owner, topology};
use dars_testkit::{NatsServer, nats};
use futures::StreamExt;
use serde_json::json;

use crate::probe::Probe;

const STREAM: &str = "DARS_CONTRACTS";

struct Scene {
    server: NatsServer,
    contracts: Probe,
    team: Team,
    durable: String,
}

/// Contracts has told three facts and made the durables of two teams; the first fact is internal.
async fn scene() -> Scene {
    let team = nats::team("research-hub", &[Owner::Contracts]).unwrap();
    let other = nats::team("other", &[Owner::Contracts]).unwrap();
    let server = NatsServer::start(vec![team.clone(), other.clone()]).await.unwrap();
    let contracts = Probe::service(Owner::Contracts, &server).await;
    contracts.make_stream(Owner::Contracts).await;
    for name in ["agreement_version", "agreement_activated", "agreement_expired"] {
        contracts.store(&topology::fact_subject(Owner::Contracts, name, 1, "X-1"), "{}").await;
    }
    for team in [&team, &other] {
        let durable = topology::team_durable(team.name(), Owner::Contracts);
        let config = json!({"durable_name": durable, "name": durable, "ack_policy": "explicit",
            "filter_subjects": team_filters(Owner::Contracts)});
        let made = contracts
            .ask(&format!("CONSUMER.CREATE.{STREAM}.{durable}"), json!({"stream_name": STREAM, "config": config}))
            .await;
        assert_eq!(made["name"], durable, "{made}");
    }
    let durable = topology::team_durable(team.name(), Owner::Contracts);
    Scene { server, contracts, team, durable }
}

#[tokio::test]
async fn a_team_reads_public_facts_with_an_ordinary_client() {
    let scene = scene().await;
    let client = scene.server.connect_team(&scene.team).await.unwrap();
    let jetstream = jetstream::with_prefix(client, topology::TEAM_API_PREFIX);
    let mut consumer: PullConsumer = jetstream.get_consumer_from_stream(scene.durable.as_str(), STREAM).await.unwrap();
    let messages: Vec<_> = consumer.fetch().max_messages(10).messages().await.unwrap().collect().await;
    let subjects: Vec<_> = messages.iter().map(|it| it.as_ref().unwrap().subject.to_string()).collect();
    assert_eq!(subjects, ["dars.contracts.agreement_activated.v1.X-1", "dars.contracts.agreement_expired.v1.X-1"]);
    for message in messages {
        message.unwrap().double_ack().await.unwrap();
    }
    assert_eq!(consumer.info().await.unwrap().num_ack_pending, 0);
}

#[tokio::test]
async fn a_team_can_do_nothing_else() {
    let scene = scene().await;
    let mut probe = Probe::connect(scene.server.team_options(&scene.team), &scene.server).await;
    let (mine, other) = (scene.durable.as_str(), topology::team_durable("other", Owner::Contracts));
    let requests = [
        "INFO".to_owned(),
        "STREAM.NAMES".to_owned(),
        "STREAM.LIST".to_owned(),
        format!("STREAM.INFO.{STREAM}"),
        format!("STREAM.CREATE.{STREAM}"),
        "STREAM.CREATE.MINE".to_owned(),
        format!("STREAM.UPDATE.{STREAM}"),
        format!("STREAM.DELETE.{STREAM}"),
        format!("STREAM.PURGE.{STREAM}"),
        format!("STREAM.MSG.GET.{STREAM}"),
        format!("STREAM.MSG.DELETE.{STREAM}"),
        format!("STREAM.SNAPSHOT.{STREAM}"),
        format!("DIRECT.GET.{STREAM}"),
        format!("CONSUMER.NAMES.{STREAM}"),
        format!("CONSUMER.LIST.{STREAM}"),
        format!("CONSUMER.CREATE.{STREAM}"),
        format!("CONSUMER.CREATE.{STREAM}.{mine}"),
        format!("CONSUMER.CREATE.{STREAM}.{mine}.dars.contracts.agreement_version.v1.*"),
        format!("CONSUMER.DURABLE.CREATE.{STREAM}.{mine}"),
        format!("CONSUMER.DELETE.{STREAM}.{mine}"),
        format!("CONSUMER.PAUSE.{STREAM}.{mine}"),
        format!("CONSUMER.INFO.{STREAM}.{other}"),
        format!("CONSUMER.MSG.NEXT.{STREAM}.{other}"),
        format!("CONSUMER.DELETE.{STREAM}.{other}"),
        "CONSUMER.MSG.NEXT.DARS_INTAKE.notification-intake".to_owned(),
    ];
    for request in &requests {
        for prefix in ["$JS.API", topology::TEAM_API_PREFIX, "DARS.HEARS"] {
            let subject = format!("{prefix}.{request}");
            assert!(probe.is_refused(&subject, &json!({})).await, "{subject}");
        }
    }
    for subject in [
        format!("$JS.ACK.{STREAM}.{other}.1.1.1.1.0"),
        format!("$JS.ACK._.x.{STREAM}.{mine}.1.1.1.1.0"),
        format!("$JS.API.CONSUMER.MSG.NEXT.{STREAM}.{mine}"),
        "dars.contracts.agreement_activated.v1.X-1".to_owned(),
        "dars.rpc.contracts.sign".to_owned(),
        "dars.contacts.intake.person.v1.X".to_owned(),
        "$SYS.REQ.SERVER.PING".to_owned(),
        "_INBOX_contracts.x".to_owned(),
    ] {
        assert!(probe.is_refused(&subject, &json!({})).await, "{subject}");
    }
    for subject in
        [">", "dars.>", "dars.contracts.>", "dars.contacts.>", "dars.rpc.>", "_INBOX.>", "_INBOX_contracts.>"]
    {
        probe.subscription_is_refused(subject).await;
    }
    assert_eq!(scene.contracts.count(STREAM).await, 3);
}

#[tokio::test]
async fn a_team_stores_nothing_through_a_reply_subject() {
    let scene = scene().await;
    let probe = Probe::connect(scene.server.team_options(&scene.team), &scene.server).await;
    let requests = format!("{}.CONSUMER", topology::TEAM_API_PREFIX);
    for target in ["dars.contracts.agreement_activated.v1.FORGED", "dars.contacts.intake.person.v1.FORGED"] {
        for request in ["MSG.NEXT", "INFO"] {
            let subject = format!("{requests}.{request}.{STREAM}.{}", scene.durable);
            probe.publish_with_reply(&subject, target, &json!({"batch": 1, "no_wait": true})).await;
        }
    }
    // The same connection's requests are handled in turn: once this one is answered, those were.
    let info = format!("{requests}.INFO.{STREAM}.{}", scene.durable);
    probe.client.request(info, "".into()).await.unwrap();
    assert_eq!(scene.contracts.count(STREAM).await, 3);
}

#[tokio::test]
async fn a_team_that_hears_one_service_knows_no_other() {
    let scene = scene().await;
    let mut probe = Probe::connect(scene.server.team_options(&scene.team), &scene.server).await;
    for owner in Owner::SERVICES.into_iter().filter(|owner| *owner != Owner::Contracts) {
        let durable = topology::team_durable(scene.team.name(), owner);
        let request = format!("{}.CONSUMER.INFO.{}.{durable}", topology::TEAM_API_PREFIX, owner.stream());
        assert!(probe.is_refused(&request, &json!({})).await, "{request}");
    }
}
