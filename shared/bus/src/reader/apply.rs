//! Applying a batch: position, inbox, effects, one commit, one ack; one by one when something fails.

use async_nats::jetstream::Message;
use sqlx::PgConnection;
use tracing::Instrument as _;
use uuid::Uuid;

use super::{Position, ReadError, Reader, open::Opened};
use crate::{
    dead_letters,
    error::HearError,
    event::{self, Told},
};

/// A message of the batch.
pub(super) struct Item {
    generation: i64,
    sequence: i64,
    /// `None`: not its owner's; dropped.
    told: Option<Told>,
    headers: serde_json::Value,
}

/// Why a batch was not applied.
enum Failed {
    /// Nothing of it holds; begin again.
    Read(ReadError),
    /// One message failed in it.
    Message(HearError),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        Self::Read(error.into())
    }
}

impl Reader {
    pub(super) async fn apply(&self, opened: &mut Opened, messages: Vec<Message>) -> Result<(), ReadError> {
        let Some(last) = messages.last().cloned() else { return Ok(()) };
        none_was_taken(opened, &messages)?;
        let items = self.items(opened, &messages)?;
        if !items.is_empty() {
            match self.apply_together(opened.stored, &items).await {
                Ok(stored) => opened.stored = stored,
                Err(Failed::Read(error)) => return Err(error),
                Err(Failed::Message(_)) => self.apply_one_by_one(opened, &items).await?,
            }
        }
        last.ack().await.map_err(ReadError::broker("ack"))?;
        Ok(())
    }

    /// The messages that still have to act, in order; those at or behind our position are skipped.
    fn items(&self, opened: &Opened, messages: &[Message]) -> Result<Vec<Item>, ReadError> {
        let mut items = Vec::with_capacity(messages.len());
        for message in messages {
            let info = message.info().map_err(ReadError::broker("message info"))?;
            let sequence = i64::try_from(info.stream_sequence).unwrap_or(i64::MAX);
            let generation = message.headers.as_ref().and_then(event::identity).map_or(opened.generation, |(_, g)| g);
            if generation > opened.generation {
                return Err(ReadError::NewGeneration);
            }
            // From a relay that had not noticed that it lost its lease: it comes again in this generation, in its place.
            let late = generation < opened.generation;
            if opened.stored.generation == opened.generation && sequence <= opened.stored.sequence {
                continue;
            }
            let told = match event::read(self.owner, self.family, message) {
                Ok(_) if late => None,
                Ok(told) => Some(told),
                Err(foreign) => {
                    metrics::counter!("dars_reader_foreign_total", "durable" => self.durable()).increment(1);
                    tracing::warn!(
                        durable = self.durable(),
                        sequence,
                        why = foreign.0,
                        "a stranger's message is dropped"
                    );
                    None
                }
            };
            items.push(Item { generation: opened.generation, sequence, told, headers: headers_json(message) });
        }
        Ok(items)
    }

    async fn apply_one_by_one(&self, opened: &mut Opened, items: &[Item]) -> Result<(), ReadError> {
        for item in items {
            opened.stored = match self.apply_together(opened.stored, std::slice::from_ref(item)).await {
                Ok(stored) => stored,
                Err(Failed::Read(error)) => return Err(error),
                Err(Failed::Message(error)) => self.give_up_or_wait(opened.stored, item, error).await?,
            };
        }
        Ok(())
    }

    /// One transaction for all of `items`.
    async fn apply_together(&self, from: Position, items: &[Item]) -> Result<Position, Failed> {
        let mut tx = self.pool.begin().await?;
        let to = self.move_position(&mut tx, from, items).await?;
        let told: Vec<&Item> = items.iter().filter(|item| item.told.is_some()).collect();
        let fresh = self.note_in_inbox(&mut tx, &told).await?;
        let behind = dead_letters::held_back(&mut tx, &self.durable(), &references(&told)).await?;
        for item in told {
            let Some(message) = &item.told else { continue };
            if !fresh.contains(&message.event_id) {
                metrics::counter!("dars_reader_duplicates_total", "durable" => self.durable()).increment(1);
                continue;
            }
            if behind.contains(&message.reference) {
                dead_letters::park(&mut tx, &self.durable(), message, &item.headers).await?;
                continue;
            }
            let span = tracing::info_span!(
                "consume",
                otel.name = format!("{}.consume.{}", self.hearer, message.name),
                event = %message.event_id,
            );
            event::continue_trace(&span, message.traceparent.as_deref());
            self.act(&mut tx, message).instrument(span).await.map_err(Failed::Message)?;
        }
        tx.commit().await?;
        self.waker.wake();
        metrics::counter!("dars_reader_applied_total", "durable" => self.durable()).increment(items.len() as u64);
        Ok(to)
    }

    async fn act(&self, tx: &mut PgConnection, message: &Told) -> Result<(), HearError> {
        dead_letters::forget_redacted(tx, message).await?;
        self.hear.hear(tx, message).await
    }

    async fn move_position(&self, tx: &mut PgConnection, from: Position, items: &[Item]) -> Result<Position, Failed> {
        let Some(last) = items.last() else { return Ok(from) };
        let to = Position { generation: last.generation, sequence: last.sequence };
        let done = sqlx::query!(
            r#"
            update positions set generation = $4, sequence = $5
            where durable = $1 and generation = $2 and sequence = $3
            "#,
            self.durable(),
            from.generation,
            from.sequence,
            to.generation,
            to.sequence,
        )
        .execute(tx)
        .await?;
        if done.rows_affected() == 1 { Ok(to) } else { Err(Failed::Read(ReadError::Overtaken)) }
    }

    /// Writes the inbox rows; returns the events that were not there.
    async fn note_in_inbox(&self, tx: &mut PgConnection, items: &[&Item]) -> Result<Vec<Uuid>, Failed> {
        let ids: Vec<Uuid> = items.iter().filter_map(|item| item.told.as_ref().map(|told| told.event_id)).collect();
        Ok(sqlx::query_scalar!(
            r#"
            insert into inbox (event_id, durable) select id, $2 from unnest($1::uuid[]) as row (id)
            on conflict do nothing returning event_id
            "#,
            &ids,
            self.durable(),
        )
        .fetch_all(tx)
        .await?)
    }

    /// A message that failed alone: waits, or becomes a dead letter at once or after five failures in ten minutes.
    async fn give_up_or_wait(&self, from: Position, item: &Item, error: HearError) -> Result<Position, ReadError> {
        let Some(message) = &item.told else { return Err(ReadError::Wait(error)) };
        let durable = self.durable();
        let code = match &error {
            HearError::Wait(_) => return Err(ReadError::Wait(error)),
            HearError::Reject { code } => code.clone(),
            HearError::Failed(cause) => {
                tracing::warn!(error = &**cause as &dyn std::error::Error, durable, event = %message.event_id, "failed");
                if dead_letters::count_failure(&self.pool, &durable, message.event_id).await? < 5 {
                    return Err(ReadError::Wait(error));
                }
                "failed-five-times".to_owned()
            }
        };
        tracing::error!(durable, event = %message.event_id, code, "a message became a dead letter");
        metrics::counter!("dars_dead_letters_total", "durable" => durable.clone()).increment(1);
        let mut tx = self.pool.begin().await?;
        let moved = self.move_position(&mut tx, from, std::slice::from_ref(item)).await;
        let to = moved.map_err(|failed| match failed {
            Failed::Read(error) => error,
            Failed::Message(error) => ReadError::Wait(error),
        })?;
        sqlx::query!(
            "insert into inbox (event_id, durable) values ($1, $2) on conflict do nothing",
            message.event_id,
            durable
        )
        .execute(&mut *tx)
        .await?;
        dead_letters::bury(&mut tx, &durable, message, &item.headers, &code).await?;
        tx.commit().await?;
        Ok(to)
    }
}

/// Whoever read before us may not have noticed yet that its lock is gone, and still fetch from the durable of that name:
/// what was handed out to it would never come to us.
fn none_was_taken(opened: &mut Opened, messages: &[Message]) -> Result<(), ReadError> {
    for message in messages {
        let info = message.info().map_err(ReadError::broker("message info"))?;
        opened.handed_out += 1;
        if info.consumer_sequence != opened.handed_out {
            return Err(ReadError::Taken);
        }
    }
    Ok(())
}

fn references(items: &[&Item]) -> Vec<String> {
    items.iter().filter_map(|item| item.told.as_ref().map(|told| told.reference.clone())).collect()
}

fn headers_json(message: &Message) -> serde_json::Value {
    let headers = message.headers.iter().flat_map(async_nats::HeaderMap::iter);
    serde_json::Value::Object(
        headers
            .filter_map(|(name, values)| {
                Some((name.to_string(), serde_json::Value::String(values.first()?.as_str().to_owned())))
            })
            .collect(),
    )
}
