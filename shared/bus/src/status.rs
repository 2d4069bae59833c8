//! What waits: outbox rows, dead letters, and how far each durable has come.

use dars_messages::{Owner, topology};
use serde::Serialize;
use sqlx::PgConnection;

/// One stream's outbox.
#[derive(Clone, Debug, Serialize)]
pub struct OutboxStatus {
    /// The stream.
    pub stream: String,
    /// Rows that wait.
    pub waiting: i64,
    /// The generation it is published in.
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

/// Until where a hearer must have come to have heard all that an owner has published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldUntil {
    /// The hearer's durable.
    pub durable: String,
    /// The stream's generation.
    pub generation: i64,
    /// The sequence of the last message that this durable delivers; 0 when there is none.
    pub sequence: i64,
}

/// Until where each hearer of `owner` must have come to have heard all that is published.
pub async fn told_until(connection: &mut PgConnection, owner: Owner) -> Result<Vec<ToldUntil>, sqlx::Error> {
    let mut told = Vec::new();
    for hearer in Owner::SERVICES {
        if hearer.hears().contains(&owner) {
            let names: Vec<String> = hearer.hears_of(owner).iter().map(ToString::to_string).collect();
            let durable = topology::durable(hearer, owner);
            told.extend(last_told(connection, durable, owner.stream(), Some(&names)).await?);
        }
        if let (true, Some(stream)) = (hearer.hears_contacts().contains(&owner), owner.contact_stream()) {
            let durable = topology::contact_durable(hearer, owner);
            told.extend(last_told(connection, durable, stream, None).await?);
        }
    }
    Ok(told)
}

async fn last_told(
    connection: &mut PgConnection,
    durable: String,
    stream: &str,
    names: Option<&[String]>,
) -> Result<Option<ToldUntil>, sqlx::Error> {
    // The fact's name is the third token of its subject.
    let row = sqlx::query!(
        r#"
        select s.generation, coalesce((
            select o.sequence from outbox o
            where o.stream = s.stream and o.generation = s.generation and o.published_at is not null
                and ($2 or split_part(o.subject, '.', 3) = any($3))
            order by o.sequence desc limit 1), 0) as "sequence!"
        from streams s where s.stream = $1
        "#,
        stream,
        names.is_none(),
        names.unwrap_or_default(),
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| ToldUntil { durable, generation: row.generation, sequence: row.sequence }))
}
