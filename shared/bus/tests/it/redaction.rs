//! Promise 6: what is redacted is nowhere any more, and the chain still holds.

use std::process::Command;

use dars_bus::{
    aggregate::{execute, load},
    journal,
    redact::redact,
};
use dars_messages::{Outgoing, OutgoingFamily, Owner, facts::intake::IntakeRedactedV1};
use dars_testkit::NatsServer;
use dars_vocabulary::Sealed;

use crate::{
    node::{Node, meta},
    thing::Thing,
};

const SECRET: &str = "Zyzzyva-Quandary-Telephone-0117";
const REFERENCE: &str = "ENQ-2026-000001";

fn dump(node: &Node) -> String {
    let program = dars_testkit::place::postgres_programs().unwrap().join("pg_dump");
    let done = Command::new(program).arg("--dbname").arg(&node.database.admin_url).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    // bytea columns are dumped in hex: look for both.
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn hex(text: &str) -> String {
    dars_bus::chain::hex(text.as_bytes())
}

#[tokio::test]
async fn a_redacted_content_is_in_no_dump_and_not_in_the_brokers_store() -> anyhow::Result<()> {
    let mut nats = NatsServer::start(Vec::new()).await?;
    let node = Node::start(Owner::Intake, &nats).await?;
    node.relay();
    node.relay_of(OutgoingFamily::Contacts);
    let mut connection = node.pool.acquire().await?;
    for text in ["harmless", SECRET, "harmless too"] {
        execute::<Thing>(&mut connection, &meta(), REFERENCE, None, text.to_owned()).await.unwrap();
    }
    node.waker.wake();
    node.published().await;
    assert!(dump(&node).contains(&hex(SECRET)), "the search would find it");
    assert!(nats.store_contains(SECRET.as_bytes())?, "the search would find it");

    let tell = |events| Outgoing::fact(&IntakeRedactedV1 { reference: REFERENCE.to_owned(), events });
    let mut tx = node.pool.begin().await?;
    let done = redact::<Thing>(&mut tx, &meta(), REFERENCE, 2, "subject-request", tell).await.unwrap();
    tx.commit().await?;
    assert_eq!(done.contents, 1);
    node.waker.wake();
    node.published().await;

    let loaded = load::<Thing>(&mut connection, REFERENCE).await?;
    assert!(matches!(loaded.state.texts[1], Sealed::Redacted(_)));
    assert_eq!(loaded.state.texts[0], Sealed::Open("harmless".to_owned()));
    assert_eq!(loaded.state, journal::fold::<Thing>(&mut connection, REFERENCE).await?);
    let found = journal::verify(&mut connection).await?;
    assert_eq!((found.rows, found.redacted, found.broken.len()), (4, 1, 0), "{:?}", found.broken);
    let dump = dump(&node);
    assert!(!dump.contains(SECRET) && !dump.contains(&hex(SECRET)), "a byte of it is left in the database");
    nats.kill();
    assert!(!nats.store_contains(SECRET.as_bytes())?, "a byte of it is left in the broker's store");

    // Nothing is redacted twice, and nothing that is not there.
    let mut tx = node.pool.begin().await?;
    assert_eq!(redact::<Thing>(&mut tx, &meta(), REFERENCE, 2, "again", tell).await.unwrap_err().status, 409);
    assert_eq!(redact::<Thing>(&mut tx, &meta(), REFERENCE, 9, "none", tell).await.unwrap_err().status, 404);
    Ok(())
}
