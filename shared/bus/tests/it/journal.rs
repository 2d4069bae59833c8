//! Promise 1: chains.

use dars_bus::{
    aggregate::{execute, load},
    journal,
};
use dars_messages::Owner;
use dars_testkit::NatsServer;

use crate::{
    node::{Node, meta},
    thing::Thing,
};

async fn written(count: usize) -> anyhow::Result<(NatsServer, Node)> {
    let nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    let mut connection = node.pool.acquire().await?;
    for number in 0..count {
        let reference = format!("ENQ-2026-{:06}", number % 3 + 1);
        execute::<Thing>(&mut connection, &meta(), &reference, None, format!("text {number}")).await.unwrap();
    }
    drop(connection);
    Ok((nats, node))
}

#[tokio::test]
async fn folding_the_journal_gives_the_stored_state_and_every_chain_verifies() -> anyhow::Result<()> {
    let (_nats, node) = written(12).await?;
    let mut connection = node.pool.acquire().await?;
    for number in 1..=3 {
        let reference = format!("ENQ-2026-{number:06}");
        let loaded = load::<Thing>(&mut connection, &reference).await?;
        assert_eq!(loaded.state, journal::fold::<Thing>(&mut connection, &reference).await?);
        assert_eq!((loaded.version, loaded.chain_length), (4, 4));
    }
    let found = journal::verify(&mut connection).await?;
    assert_eq!((found.chains, found.rows, found.broken.len()), (3, 12, 0));
    Ok(())
}

#[tokio::test]
async fn every_kind_of_tampering_is_found() -> anyhow::Result<()> {
    for tampering in [
        "update journal set entry = entry || ' ' where reference = 'ENQ-2026-000002' and number = 2",
        "update journal set hash = previous where reference = 'ENQ-2026-000002' and number = 2",
        "delete from journal where reference = 'ENQ-2026-000002' and number = 2",
        "delete from journal where reference = 'ENQ-2026-000002' and number = 4",
        "delete from journal where reference = 'ENQ-2026-000002'",
        "delete from aggregates where reference = 'ENQ-2026-000002'",
        "update aggregates set chain_head = '\\x00' where reference = 'ENQ-2026-000002'",
        "update aggregates set chain_length = 3 where reference = 'ENQ-2026-000002'",
        "update journal_contents set content = '\"other\"' where reference = 'ENQ-2026-000002' and number = 1",
        "update journal_contents set salt = null where reference = 'ENQ-2026-000002' and number = 1",
        "update journal set number = number + 100 where reference = 'ENQ-2026-000002' and number > 2",
    ] {
        let (_nats, node) = written(12).await?;
        let mut connection = node.pool.acquire().await?;
        sqlx::query(tampering).execute(&mut *connection).await?;
        let found = journal::verify(&mut connection).await?;
        assert!(!found.broken.is_empty(), "not found: {tampering}");
        assert!(found.broken.iter().all(|line| line.contains("ENQ-2026-000002")), "{:?}", found.broken);
    }
    Ok(())
}
