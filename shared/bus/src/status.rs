//! What waits: outbox rows, dead letters, and how far each durable has come.

use serde::Serialize;
use sqlx::PgConnection;

/// One stream's outbox.
#[derive(Clone, Debug, Serialize)]
pub struct OutboxStatus {
    /// The stream.
    pub stream: String,
    /// Rows that wait.
    pub waiting: i64,
    /// How long the oldest of them has waited, in seconds.
    pub generation: i64,
}

/// One durable.
#[derive(Clone, Debug, Serialize)]
pub struct DurableStatus {
    /// Its name.
    pub durable: String,
    /// The stream's generation it reads.
    pub generation: i64,
    /// The sequence it has come to.
    pub sequence: i64,
}

/// What waits in each stream's outbox.
pub async fn outbox(connection: &mut PgConnection) -> Result<Vec<OutboxStatus>, sqlx::Error> {
    sqlx::query_as!(
        OutboxStatus,
        r#"
        select s.stream, s.generation,
            (select count(*) from outbox o where o.stream = s.stream and o.published_at is null)
            + (select count(*) from outbox o where o.stream = s.stream and o.generation < s.generation
                and o.generation > 0 and o.published_at is not null and o.body is not null) as "waiting!"
        from streams s order by s.stream
        "#
    )
    .fetch_all(connection)
    .await
}

/// How far each durable has come.
pub async fn durables(connection: &mut PgConnection) -> Result<Vec<DurableStatus>, sqlx::Error> {
    sqlx::query_as!(DurableStatus, "select durable, generation, sequence from positions order by durable")
        .fetch_all(connection)
        .await
}

/// How many dead letters are open or parked.
pub async fn dead_letters(connection: &mut PgConnection) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar!(r#"select count(*) as "open!" from dead_letters where state in ('open', 'parked')"#)
        .fetch_one(connection)
        .await
}

/// How far each of our streams has been published.
#[derive(Clone, Debug, Serialize)]
pub struct Published {
    /// The stream.
    pub stream: String,
    /// Its generation.
    pub generation: i64,
    /// The last sequence that is marked; the generation's beginning when nothing is.
    pub sequence: i64,
}

/// How far each of our streams has been published.
pub async fn published(connection: &mut PgConnection) -> Result<Vec<Published>, sqlx::Error> {
    sqlx::query_as!(
        Published,
        r#"
        select s.stream, s.generation,
            coalesce((select o.sequence from outbox o
                where o.stream = s.stream and o.generation = s.generation and o.published_at is not null
                order by o.sequence desc limit 1), s.base_sequence, 0) as "sequence!"
        from streams s order by s.stream
        "#
    )
    .fetch_all(connection)
    .await
}
