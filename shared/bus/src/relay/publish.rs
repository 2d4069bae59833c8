//! Publishing what waits: read a batch, send it with a sliding window, mark it with one UPDATE.

use std::collections::VecDeque;

use async_nats::jetstream::context::PublishAckFuture;
use dars_messages::OutgoingFamily;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Relay, RelayError, Standing};
use crate::{error::StoreError, event};

/// How many rows are read and marked at once.
const BATCH: i64 = 1000;
/// How many messages are on their way at once.
const WINDOW: usize = 512;

/// A row on its way.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) subject: String,
    pub(super) event_id: Uuid,
    pub(super) trade_time: Timestamp,
    pub(super) traceparent: Option<String>,
    pub(super) body: Option<Vec<u8>>,
}

impl Relay {
    /// Publishes one batch of what waits; says how many rows left.
    pub(super) async fn publish(&self, standing: &mut Standing) -> Result<usize, RelayError> {
        let mut rows = Vec::new();
        if standing.resending {
            rows = self.of_former_generation(standing.generation).await?;
        }
        if rows.is_empty() {
            standing.resending = false;
            rows = self.waiting().await?;
        }
        if rows.is_empty() {
            return Ok(0);
        }
        let (sent, failed) = self.send(&rows, standing).await;
        self.mark(&sent, standing.generation).await?;
        metrics::counter!("dars_relay_published_total", "stream" => self.stream).increment(sent.len() as u64);
        match failed {
            Some(error) => Err(error),
            None => Ok(sent.len()),
        }
    }

    /// Sends rows in order; returns those the broker acknowledged with their sequences, and what stopped the rest.
    pub(super) async fn send(&self, rows: &[Row], standing: &mut Standing) -> (Vec<(i64, i64)>, Option<RelayError>) {
        let mut flying: VecDeque<(i64, PublishAckFuture)> = VecDeque::with_capacity(WINDOW);
        let mut sent = Vec::with_capacity(rows.len());
        for (expected, row) in (standing.last..).zip(rows) {
            if flying.len() >= WINDOW
                && let Some((id, ack)) = flying.pop_front()
                && let Err(error) = land(id, ack, &mut sent, standing).await
            {
                return (sent, Some(error));
            }
            match self.launch(row, standing.generation, expected).await {
                Ok(ack) => flying.push_back((row.id, ack)),
                Err(error) => return (sent, Some(error)),
            }
        }
        for (id, ack) in flying {
            if let Err(error) = land(id, ack, &mut sent, standing).await {
                return (sent, Some(error));
            }
        }
        (sent, None)
    }

    async fn launch(&self, row: &Row, generation: i64, expected: u64) -> Result<PublishAckFuture, RelayError> {
        let mut headers =
            event::headers(&row.subject, row.event_id, row.trade_time, row.traceparent.as_deref(), generation)
                .ok_or_else(|| StoreError::corrupt("outbox", "subject", row.id, "not a subject of ours"))?;
        headers.insert("Nats-Expected-Last-Sequence", expected.to_string().as_str());
        // So that nothing of ours can be bent onto another of our streams.
        headers.insert("Nats-Expected-Stream", self.stream);
        let body = row.body.clone().unwrap_or_default();
        self.jetstream
            .publish_with_headers(row.subject.clone(), headers, body.into())
            .await
            .map_err(|error| RelayError::broker("publish")(error.into()))
    }

    async fn mark(&self, sent: &[(i64, i64)], generation: i64) -> Result<(), RelayError> {
        if sent.is_empty() {
            return Ok(());
        }
        let (ids, sequences): (Vec<i64>, Vec<i64>) = sent.iter().copied().unzip();
        sqlx::query!(
            r#"
            update outbox set generation = $3, sequence = row.sequence, published_at = now(),
                -- a contact is not kept once it is sent
                body = case when $4 then null else outbox.body end
            from unnest($1::bigint[], $2::bigint[]) as row (id, sequence)
            where outbox.id = row.id
            "#,
            &ids,
            &sequences,
            generation,
            self.family == OutgoingFamily::Contacts,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    async fn waiting(&self) -> Result<Vec<Row>, RelayError> {
        let rows = sqlx::query_as!(
            RawRow,
            r#"
            select id, subject, event_id, trade_time, traceparent, body from outbox
            where stream = $1 and published_at is null
            -- not by id alone: see the index outbox_waiting
            order by id + 0 limit $2
            "#,
            self.stream,
            BATCH,
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(Row::from).collect())
    }

    /// Rows of a former generation that the present one still lacks, in their former order.
    async fn of_former_generation(&self, generation: i64) -> Result<Vec<Row>, RelayError> {
        if self.family == OutgoingFamily::Contacts {
            return Ok(Vec::new());
        }
        let rows = sqlx::query_as!(
            RawRow,
            r#"
            select id, subject, event_id, trade_time, traceparent, body from outbox
            where stream = $1 and generation < $2 and published_at is not null
            order by generation desc, sequence limit $3
            "#,
            self.stream,
            generation,
            BATCH,
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().map(Row::from).collect())
    }
}

async fn land(
    id: i64,
    ack: PublishAckFuture,
    sent: &mut Vec<(i64, i64)>,
    standing: &mut Standing,
) -> Result<(), RelayError> {
    let ack = ack.await.map_err(|error| RelayError::broker("acknowledge")(error.into()))?;
    if ack.sequence != standing.last + 1 {
        // Acknowledged as a duplicate of an earlier one, or beside a stranger: the tail will tell.
        return Err(RelayError::broker("sequence")("the sequence is not the next one".into()));
    }
    standing.last = ack.sequence;
    sent.push((id, i64::try_from(ack.sequence).unwrap_or(i64::MAX)));
    Ok(())
}

/// A row as the database gives it.
pub(super) struct RawRow {
    pub(super) id: i64,
    pub(super) subject: String,
    pub(super) event_id: Uuid,
    pub(super) trade_time: jiff_sqlx::Timestamp,
    pub(super) traceparent: Option<String>,
    pub(super) body: Option<Vec<u8>>,
}

impl From<RawRow> for Row {
    fn from(row: RawRow) -> Self {
        Self {
            id: row.id,
            subject: row.subject,
            event_id: row.event_id,
            trade_time: row.trade_time.to_jiff(),
            traceparent: row.traceparent,
            body: row.body,
        }
    }
}
