//! One command, one transaction; idempotency keys; optimistic versions.

use std::collections::BTreeMap;

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{execute, load},
    ids,
    rpc::Envelope,
    technical, write,
};
use dars_messages::Owner;
use dars_testkit::NatsServer;
use dars_vocabulary::Actor;
use jiff::Timestamp;
use serde_json::json;
use sqlx::PgConnection;

use crate::{node::Node, thing::Thing};

struct Write;

#[async_trait]
impl Work for Write {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let text: String = request.body()?;
        let done = execute::<Thing>(tx, &request.meta(), "ENQ-2026-000001", request.if_match, text).await?;
        Reply::versioned(done.saved.version, &json!({"version": done.saved.version}))
    }
}

fn request(key: Option<&str>, text: &str, if_match: Option<i64>) -> Request {
    Request {
        action: "write".to_owned(),
        actor: Actor::system("test"),
        id: ids::fresh(),
        envelope: Envelope {
            path: "POST /things/1".to_owned(),
            params: BTreeMap::new(),
            body: json!(text),
            ..Envelope::default()
        },
        body_sha256: dars_bus::chain::sha256(text.as_bytes()),
        idempotency_key: key.map(ToOwned::to_owned),
        if_match,
        traceparent: None,
        now: Timestamp::UNIX_EPOCH,
        technical_now: technical::now(),
    }
}

#[tokio::test]
async fn a_repeated_key_gets_the_stored_answer_and_does_nothing() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let ask = async |key, text, version| write(&node.pool, &node.waker, &request(key, text, version), &Write).await;
    let first = ask(Some("k"), "a", None).await.unwrap();
    assert_eq!(ask(Some("k"), "a", None).await.unwrap(), first);
    assert_eq!(ask(Some("k"), "b", None).await.unwrap_err().code, "idempotency-key-reused");
    assert_eq!(ask(Some("l"), "a", None).await.unwrap().etag, Some(2));
    assert_eq!(node.count("select count(*) from journal").await, 2);
    Ok(())
}

#[tokio::test]
async fn many_at_once_with_one_key_act_once() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let asked = (0..16).map(|_| async {
        let asked = request(Some("one"), "a", None);
        write(&node.pool, &node.waker, &asked, &Write).await
    });
    for answer in futures::future::join_all(asked).await {
        match answer {
            Ok(reply) => assert_eq!(reply.etag, Some(1)),
            Err(problem) => assert_eq!(problem.code, "idempotency-key-in-work"),
        }
    }
    assert_eq!(node.count("select count(*) from journal").await, 1);
    Ok(())
}

#[tokio::test]
async fn of_two_writers_with_one_version_the_second_is_told_so() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let ask = async |text, version| write(&node.pool, &node.waker, &request(None, text, version), &Write).await;
    ask("a", None).await.unwrap();
    ask("b", Some(1)).await.unwrap();
    let stale = ask("c", Some(1)).await.unwrap_err();
    assert_eq!((stale.status, stale.code.as_str()), (412, "changed-meanwhile"));
    let mut connection = node.pool.acquire().await?;
    assert_eq!(load::<Thing>(&mut connection, "ENQ-2026-000001").await?.state.texts.len(), 2);
    Ok(())
}

#[tokio::test]
async fn writers_who_only_add_all_succeed() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let asked = (0..20).map(|number| {
        let node = &node;
        async move {
            let asked = request(Some(&format!("k{number}")), "same", None);
            write(&node.pool, &node.waker, &asked, &Write).await
        }
    });
    for answer in futures::future::join_all(asked).await {
        answer.unwrap();
    }
    assert_eq!(node.count("select chain_length from aggregates").await, 20);
    Ok(())
}

#[tokio::test]
async fn a_refused_command_frees_its_key_before_it_is_told() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let ask = async |version| write(&node.pool, &node.waker, &request(Some("k"), "a", version), &Write).await;
    for _ in 0..100 {
        assert_eq!(ask(Some(7)).await.unwrap_err().code, "changed-meanwhile");
    }
    assert_eq!(ask(None).await.unwrap().etag, Some(1));
    Ok(())
}

#[tokio::test]
async fn a_refused_command_leaves_nothing() -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let mut broken = request(Some("k"), "a", None);
    broken.envelope.body = json!({"not": "text"});
    let problem = write(&node.pool, &node.waker, &broken, &Write).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (400, "malformed"));
    for table in ["journal", "outbox", "aggregates", "idempotency_keys"] {
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select count(*) from {table}")))
            .fetch_one(&node.pool)
            .await?;
        assert_eq!(count, 0, "{table}");
    }
    Ok(())
}
