//! The streams hold exactly the outboxes: the same messages, without a gap, for each reference in order.

use std::collections::HashMap;

use anyhow::Context as _;
use async_nats::jetstream::stream::Stream;
use dars_bus::event;
use dars_messages::Owner;
use futures::StreamExt as _;
use uuid::Uuid;

use super::Verdict;
use crate::{
    streams::{Known, Streams},
    world::World,
};

/// How many messages are fetched at once.
const AT_ONCE: usize = 64;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    event_id: Uuid,
    subject: String,
    body: Option<Vec<u8>>,
    generation: Option<i64>,
    sequence: Option<i64>,
}

/// Compares each stream with its owner's outbox.
pub async fn check(world: &World, verdict: &mut Verdict) -> anyhow::Result<()> {
    for owner in Owner::SERVICES {
        for known in Streams::known(&world.databases, owner).await? {
            let stream = world.streams.get(owner, &known.stream).await?;
            if known.is_contacts() {
                contacts(world, owner, &known, &stream, verdict).await?;
            } else {
                facts(world, owner, &known, &stream, verdict).await?;
            }
        }
    }
    Ok(())
}

async fn facts(
    world: &World,
    owner: Owner,
    known: &Known,
    stream: &Stream,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let name = &known.stream;
    let rows: Vec<Row> = sqlx::query_as(
        "select id, event_id, subject, body, generation, sequence from outbox where stream = $1
         order by generation, sequence",
    )
    .bind(name)
    .fetch_all(world.databases.of_owner(owner)?)
    .await?;
    verdict.notes.push(format!("{name}: generation {}, {} messages", known.generation, rows.len()));
    let base = known.base_sequence.with_context(|| format!("{name} must begin anew"))?;
    if stream.cached_info().state.messages != u64::try_from(rows.len())? {
        let count = stream.cached_info().state.messages;
        verdict.differs.push(format!("{name} holds {count} messages, and the outbox {}", rows.len()));
    }
    let mut last: HashMap<&str, i64> = HashMap::new();
    for (row, expected) in rows.iter().zip(base.saturating_add(1)..) {
        if row.generation != Some(known.generation) || row.sequence != Some(expected) {
            let at = (row.generation, row.sequence);
            verdict.differs.push(format!("{name}: {} is marked {at:?}, not {expected}", row.subject));
        }
        let reference = row.subject.rsplit('.').next().unwrap_or_default();
        if last.insert(reference, row.id).is_some_and(|before| before > row.id) {
            verdict.differs.push(format!("{name}: {} stands behind a later one", row.subject));
        }
    }
    let mut found = futures::stream::iter(&rows)
        .map(|row| async move { (row, is_stored(stream, row, known.generation).await) })
        .buffered(AT_ONCE);
    while let Some((row, is_stored)) = found.next().await {
        if !is_stored {
            verdict.lost.push(format!("{name}: {} is not in the stream as it was told", row.subject));
        }
    }
    Ok(())
}

async fn is_stored(stream: &Stream, row: &Row, generation: i64) -> bool {
    let Some(sequence) = row.sequence.and_then(|sequence| u64::try_from(sequence).ok()) else { return false };
    let Ok(message) = stream.get_raw_message(sequence).await else { return false };
    event::identity(&message.headers) == Some((row.event_id, generation))
        && message.subject.as_str() == row.subject
        && Some(message.payload.as_ref()) == row.body.as_deref()
}

/// The stream of contacts holds the newest of each, and nothing else.
async fn contacts(
    world: &World,
    owner: Owner,
    known: &Known,
    stream: &Stream,
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let name = &known.stream;
    let present: Vec<(String, Vec<u8>)> =
        sqlx::query_as("select subject, body from contacts_present where stream = $1")
            .bind(name)
            .fetch_all(world.databases.of_owner(owner)?)
            .await?;
    if stream.cached_info().state.messages != u64::try_from(present.len())? {
        let count = stream.cached_info().state.messages;
        verdict.differs.push(format!("{name} holds {count} contacts, and {owner} {}", present.len()));
    }
    let mut wrong: usize = 0;
    for (subject, body) in &present {
        let stored = stream.get_last_raw_message_by_subject(subject).await;
        let same = stored.is_ok_and(|message| message.payload.as_ref() == body.as_slice());
        wrong = wrong.saturating_add(usize::from(!same));
    }
    if wrong > 0 {
        verdict.lost.push(format!("{name}: {wrong} contacts are not there as they are now"));
    }
    verdict.notes.push(format!("{name}: generation {}, {} contacts", known.generation, present.len()));
    Ok(())
}
