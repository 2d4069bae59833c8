//! `relay`: 100,000 waiting rows of 700 bytes, beside async-nats with the same bytes and headers.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use async_nats::jetstream;
use dars_bus::{Waker, event, ids, lease::Leases, relay::Relay};
use dars_messages::{OutgoingFamily, Owner};
use dars_testkit::{Database, NatsServer, until};
use jiff::Timestamp;
use sqlx::PgPool;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::figure::Sheet;

const ROWS: u32 = 100_000;
const SUBJECT: &str = "dars.intake.enquiry_message_added.v1.ENQ-2026-000001";

/// Measures both on the same broker.
pub async fn measure(sheet: &mut Sheet) -> anyhow::Result<()> {
    let nats = NatsServer::start(Vec::new()).await?;
    let limit = limit(&nats).await?;
    let database = Database::create(Owner::Intake).await?;
    let pool = PgPool::connect(&database.url).await?;
    dars_bus::MIGRATOR.run(&pool).await?;
    sqlx::query(
        "insert into outbox (stream, subject, event_id, trade_time, body)
         select $1, $2, gen_random_uuid(), now(), convert_to(rpad('{\"text\":\"', 698, 'x') || '\"}', 'UTF8')
         from generate_series(1, $3)",
    )
    .bind(Owner::Intake.stream())
    .bind(SUBJECT)
    .bind(i32::try_from(ROWS)?)
    .execute(&pool)
    .await?;
    sqlx::query("analyze outbox").execute(&pool).await?;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let waker = Waker::start(pool.clone(), &tasks, stop.clone());
    let relay = Relay {
        owner: Owner::Intake,
        family: OutgoingFamily::Facts,
        stream: Owner::Intake.stream(),
        replicas: 1,
        teams: Vec::new(),
        pool: pool.clone(),
        jetstream: jetstream::new(nats.connect(Owner::Intake).await?),
        leases: Leases::new(database.url.parse()?, tasks.clone(), stop.clone()),
        waker,
        stop: stop.clone(),
    };
    let begun = Instant::now();
    tasks.spawn(relay.run());
    until("all is published", async || {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let left: Result<bool, _> =
            sqlx::query_scalar("select exists (select 1 from outbox where published_at is null)")
                .fetch_one(&pool)
                .await;
        matches!(left, Ok(false))
    })
    .await?;
    let value = f64::from(ROWS) / begun.elapsed().as_secs_f64();
    stop.cancel();
    sheet.write("relay", value, "messages/s", Some(limit));
    Ok(())
}

/// async-nats alone: one connection, a sliding window of 512.
async fn limit(nats: &NatsServer) -> anyhow::Result<f64> {
    let js = jetstream::new(nats.connect_operator(Owner::Intake).await?);
    js.create_stream(jetstream::stream::Config {
        name: "LIMIT".to_owned(),
        subjects: vec!["limit.>".to_owned()],
        ..jetstream::stream::Config::default()
    })
    .await?;
    let body = bytes::Bytes::from(vec![b'x'; 700]);
    let begun = Instant::now();
    let mut flying = VecDeque::with_capacity(512);
    for expected in 0..ROWS {
        if flying.len() >= 512
            && let Some(ack) = flying.pop_front()
        {
            let ack: jetstream::context::PublishAckFuture = ack;
            ack.await?;
        }
        let mut headers = event::headers(SUBJECT, ids::fresh(), Timestamp::UNIX_EPOCH, None, 1).unwrap_or_default();
        headers.insert("Nats-Expected-Last-Sequence", expected.to_string().as_str());
        flying.push_back(js.publish_with_headers("limit.ENQ-2026-000001", headers, body.clone()).await?);
    }
    for ack in flying {
        ack.await?;
    }
    let value = f64::from(ROWS) / begun.elapsed().as_secs_f64();
    js.delete_stream("LIMIT").await?;
    Ok(value)
}
