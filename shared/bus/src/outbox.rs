//! The outbox: what a command tells, in the command's own transaction.

use dars_messages::{Outgoing, OutgoingFamily, topology};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::error::StoreError;

/// Where in the journal a message came from.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The kind of aggregate.
    pub aggregate: &'a str,
    /// Its reference.
    pub reference: &'a str,
    /// The journal row's number.
    pub number: i64,
}

/// One message to append.
#[derive(Clone, Debug)]
pub struct Waiting<'a> {
    /// Fresh, from the caller.
    pub event_id: Uuid,
    /// What is told.
    pub outgoing: Outgoing,
    /// The journal row it came from.
    pub entry: Option<Entry<'a>>,
}

/// Appends messages; they leave in this order once the transaction has committed.
pub async fn append(
    tx: &mut PgConnection,
    waiting: &[Waiting<'_>],
    time: Timestamp,
    traceparent: Option<&str>,
) -> Result<(), StoreError> {
    if waiting.is_empty() {
        return Ok(());
    }
    let rows = Columns::of(waiting)?;
    sqlx::query!(
        r#"
        insert into outbox (stream, subject, event_id, trade_time, traceparent, body, aggregate, reference, number)
        select row.stream, row.subject, row.event_id, $4, $5, row.body, row.aggregate, row.reference, row.number
        from unnest($1::text[], $2::text[], $3::uuid[], $6::bytea[], $7::text[], $8::text[], $9::bigint[])
            with ordinality as row (stream, subject, event_id, body, aggregate, reference, number, place)
        order by row.place
        "#,
        &rows.streams,
        &rows.subjects,
        &rows.event_ids,
        time.to_sqlx() as _,
        traceparent,
        &rows.bodies,
        &rows.aggregates as &[Option<String>],
        &rows.references as &[Option<String>],
        &rows.numbers as &[Option<i64>],
    )
    .execute(&mut *tx)
    .await?;
    keep_contacts(tx, waiting, &rows).await
}

/// Keeps the newest body of each contact, so that a lost contacts stream can be rebuilt.
async fn keep_contacts(tx: &mut PgConnection, waiting: &[Waiting<'_>], rows: &Columns) -> Result<(), StoreError> {
    for (place, row) in waiting.iter().enumerate().filter(|(_, row)| row.outgoing.family == OutgoingFamily::Contacts) {
        let (Some(stream), Some(body)) = (rows.streams.get(place), rows.bodies.get(place)) else { continue };
        sqlx::query!(
            r#"
            insert into contacts_present (subject, stream, body) values ($1, $2, $3)
            on conflict (subject) do update set body = excluded.body
            "#,
            row.outgoing.subject(),
            stream,
            body,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

#[derive(Default)]
struct Columns {
    streams: Vec<String>,
    subjects: Vec<String>,
    event_ids: Vec<Uuid>,
    bodies: Vec<Vec<u8>>,
    aggregates: Vec<Option<String>>,
    references: Vec<Option<String>>,
    numbers: Vec<Option<i64>>,
}

impl Columns {
    fn of(waiting: &[Waiting<'_>]) -> Result<Self, StoreError> {
        let mut rows = Self::default();
        for row in waiting {
            let subject = row.outgoing.subject();
            let stream = topology::stream_of(row.outgoing.owner, row.outgoing.family)
                .ok_or_else(|| StoreError::corrupt("outbox", "stream", &subject, "this owner has no such stream"))?;
            let body = serde_json::to_vec(&row.outgoing.body)
                .map_err(|error| StoreError::corrupt("outbox", "body", &subject, error))?;
            if body.len() > topology::MAX_MESSAGE {
                return Err(StoreError::TooLarge { what: subject, size: body.len(), max: topology::MAX_MESSAGE });
            }
            rows.streams.push(stream.to_owned());
            rows.subjects.push(subject);
            rows.event_ids.push(row.event_id);
            rows.bodies.push(body);
            rows.aggregates.push(row.entry.as_ref().map(|entry| entry.aggregate.to_owned()));
            rows.references.push(row.entry.as_ref().map(|entry| entry.reference.to_owned()));
            rows.numbers.push(row.entry.as_ref().map(|entry| entry.number));
        }
        Ok(rows)
    }
}
