//! The journal: what happened, who did it, when; chained, and forgettable.

use std::collections::HashMap;

use futures::TryStreamExt as _;
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::PgConnection;

use crate::{
    aggregate::{Aggregate, Meta},
    chain::{self, hex},
    error::StoreError,
    ids, seal,
};

/// The type of the entry that a redaction appends; no aggregate's event is called so.
pub const REDACTED: &str = "redacted";

/// Rows on their way into the journal.
#[derive(Debug, Default)]
pub struct Rows {
    numbers: Vec<i64>,
    entries: Vec<Vec<u8>>,
    previous: Vec<Vec<u8>>,
    hashes: Vec<Vec<u8>>,
    content_numbers: Vec<i64>,
    commitments: Vec<Vec<u8>>,
    salts: Vec<Vec<u8>>,
    contents: Vec<Vec<u8>>,
}

impl Rows {
    /// Adds a row for `event` behind the row with hash `previous`; returns its hash.
    pub fn push<E: Serialize>(
        &mut self,
        meta: &Meta,
        number: i64,
        previous: &[u8],
        event: &E,
    ) -> Result<[u8; 32], StoreError> {
        let unreadable = |error: serde_json::Error| StoreError::corrupt("journal", "entry", number, error);
        let mut event = serde_json::to_value(event).map_err(unreadable)?;
        let taken = seal::seal(&mut event, &mut ids::salt).map_err(unreadable)?;
        let entry = serde_jcs::to_vec(&json!({
            "number": number,
            "at": meta.now,
            "actor": meta.actor.id,
            "kind": meta.actor.kind,
            "request": meta.request_id,
            "event": event,
        }))
        .map_err(unreadable)?;
        let hash = chain::link(previous, &entry);
        self.numbers.push(number);
        self.entries.push(entry);
        self.previous.push(previous.to_vec());
        self.hashes.push(hash.to_vec());
        for content in taken {
            self.content_numbers.push(number);
            self.commitments.push(content.commitment.to_vec());
            self.salts.push(content.salt.to_vec());
            self.contents.push(content.content);
        }
        Ok(hash)
    }
}

/// Appends rows and the contents beside them, in one statement.
pub async fn append(tx: &mut PgConnection, kind: &str, reference: &str, rows: &Rows) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        with rows as (
            insert into journal (aggregate, reference, number, entry, previous, hash)
            select $1, $2, row.number, row.entry, row.previous, row.hash
            from unnest($3::bigint[], $4::bytea[], $5::bytea[], $6::bytea[]) as row (number, entry, previous, hash)
        )
        insert into journal_contents (aggregate, reference, number, commitment, salt, content)
        select $1, $2, row.number, row.commitment, row.salt, row.content
        from unnest($7::bigint[], $8::bytea[], $9::bytea[], $10::bytea[]) as row (number, commitment, salt, content)
        "#,
        kind,
        reference,
        &rows.numbers,
        &rows.entries,
        &rows.previous,
        &rows.hashes,
        &rows.content_numbers,
        &rows.commitments,
        &rows.salts,
        &rows.contents,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// One journal row, read back.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1.
    pub number: i64,
    /// When, in trade time; who; which request; the event with content put back.
    pub entry: Value,
}

impl Row {
    /// The event's type.
    pub fn event_type(&self) -> &str {
        self.entry.pointer("/event/type").and_then(Value::as_str).unwrap_or_default()
    }

    /// The event as the aggregate's own type; `None` for the entry of a redaction.
    pub fn event<A: Aggregate>(&self) -> Result<Option<A::Event>, StoreError> {
        if self.event_type() == REDACTED {
            return Ok(None);
        }
        let event = self.entry.get("event").cloned().unwrap_or(Value::Null);
        serde_json::from_value(event)
            .map(Some)
            .map_err(|error| StoreError::corrupt("journal", "entry", format!("{} {}", A::KIND, self.number), error))
    }
}

/// The exact bytes of all entries of one aggregate, in order: commitments stand where content is, so they say nothing of
/// anybody but opaque ids.
pub async fn stored(connection: &mut PgConnection, kind: &str, reference: &str) -> Result<Vec<Vec<u8>>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select entry from journal where aggregate = $1 and reference = $2 order by number",
        kind,
        reference,
    )
    .fetch_all(connection)
    .await?)
}

/// All rows of one aggregate, in order, with the content that is left.
pub async fn rows(connection: &mut PgConnection, kind: &str, reference: &str) -> Result<Vec<Row>, StoreError> {
    let entries = sqlx::query!(
        "select number, entry from journal where aggregate = $1 and reference = $2 order by number",
        kind,
        reference,
    )
    .fetch_all(&mut *connection)
    .await?;
    let contents: HashMap<String, Vec<u8>> = sqlx::query!(
        r#"
        select commitment, content as "content!" from journal_contents
        where aggregate = $1 and reference = $2 and content is not null
        "#,
        kind,
        reference,
    )
    .fetch_all(connection)
    .await?
    .into_iter()
    .map(|row| (hex(&row.commitment), row.content))
    .collect();
    entries
        .into_iter()
        .map(|row| {
            let corrupt = |error: serde_json::Error| {
                StoreError::corrupt("journal", "entry", format!("{kind} {reference} {}", row.number), error)
            };
            let mut entry: Value = serde_json::from_slice(&row.entry).map_err(corrupt)?;
            seal::open(&mut entry, &contents).map_err(corrupt)?;
            Ok(Row { number: row.number, entry })
        })
        .collect()
}

/// Folds an aggregate's journal from the start.
pub async fn fold<A: Aggregate>(connection: &mut PgConnection, reference: &str) -> Result<A::State, StoreError> {
    let mut state = A::State::default();
    for row in rows(connection, A::KIND, reference).await? {
        if let Some(event) = row.event::<A>()? {
            state = A::evolve(state, &event).map_err(|error| {
                StoreError::corrupt("journal", "entry", format!("{} {reference} {}", A::KIND, row.number), error)
            })?;
        }
    }
    Ok(state)
}

/// What `journal verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many chains.
    pub chains: u64,
    /// How many rows.
    pub rows: u64,
    /// How many contents that were redacted.
    pub redacted: u64,
    /// What does not fit, one line each.
    pub broken: Vec<String>,
}

/// Checks every chain of this database over its stored bytes, streaming, in constant memory.
pub async fn verify(connection: &mut PgConnection) -> Result<Verified, StoreError> {
    let mut found = Verified::default();
    verify_rows(connection, &mut found).await?;
    verify_contents(connection, &mut found).await?;
    Ok(found)
}

async fn verify_rows(connection: &mut PgConnection, found: &mut Verified) -> Result<(), StoreError> {
    let mut rows = sqlx::query!(
        r#"
        select
            coalesce(j.aggregate, a.aggregate) as "aggregate!", coalesce(j.reference, a.reference) as "reference!",
            j.number as "number?", j.entry as "entry?", j.previous as "previous?", j.hash as "hash?",
            a.chain_length as "chain_length?", a.chain_head as "chain_head?"
        from journal j full join aggregates a on a.aggregate = j.aggregate and a.reference = j.reference
        order by 1, 2, j.number
        "#
    )
    .fetch(connection);
    let mut current: Option<(String, String)> = None;
    let mut previous = chain::START.to_vec();
    let mut length = 0;
    while let Some(row) = rows.try_next().await? {
        let name = format!("{} {}", row.aggregate, row.reference);
        if current.as_ref() != Some(&(row.aggregate.clone(), row.reference.clone())) {
            current = Some((row.aggregate, row.reference));
            found.chains += 1;
            previous = chain::START.to_vec();
            length = 0;
        }
        let (Some(number), Some(entry), Some(stored_previous), Some(hash)) =
            (row.number, row.entry, row.previous, row.hash)
        else {
            found.broken.push(format!("{name}: has a state and no journal"));
            continue;
        };
        length += 1;
        found.rows += 1;
        if number != length || stored_previous != previous || chain::link(&previous, &entry).as_slice() != hash {
            found.broken.push(format!("{name}: row {number} does not follow row {}", length - 1));
        }
        previous = hash;
        match (row.chain_length, row.chain_head) {
            (Some(chain_length), Some(head)) => {
                if number > chain_length || (number == chain_length && head != previous) {
                    found.broken.push(format!("{name}: row {number} is not what the state says"));
                }
            }
            _ => found.broken.push(format!("{name}: has a journal and no state")),
        }
    }
    drop(rows);
    Ok(())
}

async fn verify_contents(connection: &mut PgConnection, found: &mut Verified) -> Result<(), StoreError> {
    // Rows cut off the end, and contents that no row commits to.
    let short = sqlx::query!(
        r#"
        select a.aggregate, a.reference, a.chain_length,
            (select count(*) from journal j where j.aggregate = a.aggregate and j.reference = a.reference) as "rows!"
        from aggregates a
        where a.chain_length <> (select count(*) from journal j
                                 where j.aggregate = a.aggregate and j.reference = a.reference)
        "#
    )
    .fetch_all(&mut *connection)
    .await?;
    for row in short {
        found.broken.push(format!(
            "{} {}: {} rows, and the state says {}",
            row.aggregate, row.reference, row.rows, row.chain_length
        ));
    }
    let mut contents = sqlx::query!(
        r#"
        select c.aggregate, c.reference, c.number, c.commitment, c.salt, c.content,
            position(convert_to(encode(c.commitment, 'hex'), 'UTF8') in j.entry) > 0 as "bound?"
        from journal_contents c
        left join journal j on j.aggregate = c.aggregate and j.reference = c.reference and j.number = c.number
        "#
    )
    .fetch(connection);
    while let Some(row) = contents.try_next().await? {
        let name = format!("{} {}: row {}", row.aggregate, row.reference, row.number);
        if row.bound != Some(true) {
            found.broken.push(format!("{name} does not commit to a content that lies beside it"));
        }
        match (row.salt, row.content) {
            (Some(salt), Some(content)) => {
                if seal::commit(&salt, &content).as_slice() != row.commitment {
                    found.broken.push(format!("{name}: a content is not what the row commits to"));
                }
            }
            (None, None) => found.redacted += 1,
            _ => found.broken.push(format!("{name}: a content without its salt, or a salt without its content")),
        }
    }
    Ok(())
}
