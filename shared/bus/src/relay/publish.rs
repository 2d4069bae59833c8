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
/// A batch of this size has more behind it.
const FULL: usize = 1000;
/// How many messages are on their way at once.
const WINDOW: usize = 512;

/// What the relay has done ahead: rows read and not yet sent, rows sent and not yet marked. Lost without harm.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    next: Vec<Row>,
    unmarked: Vec<(i64, i64)>,
}

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
    /// Publishes one batch of what waits; says how many rows left. While it flies, the batch before is marked and the
    /// next one read. In that order rows of one reference stay: a row that is visible was inserted after those of its
    /// reference before it had committed.
    pub(super) async fn publish(&self, standing: &mut Standing, ahead: &mut Ahead) -> Result<usize, RelayError> {
        let rows = self.take(standing, ahead).await?;
        if rows.is_empty() {
            self.mark(&std::mem::take(&mut ahead.unmarked), standing.generation).await?;
            return Ok(0);
        }
        let unmarked = std::mem::take(&mut ahead.unmarked);
        let known: Vec<i64> = rows.iter().map(|row| row.id).chain(unmarked.iter().map(|(id, _)| *id)).collect();
        let generation = standing.generation;
        let more = rows.len() >= FULL && !standing.resending;
        let next = async { if more { self.waiting(&known).await } else { Ok(Vec::new()) } };
        let ((sent, failed), marked, next) =
            tokio::join!(self.send(&rows, standing), self.mark(&unmarked, generation), next);
        metrics::counter!("dars_relay_published_total", "stream" => self.stream).increment(sent.len() as u64);
        let count = sent.len();
        marked?;
        ahead.next = next?;
        if more && failed.is_none() {
            ahead.unmarked = sent;
        } else {
            self.mark(&sent, generation).await?;
        }
        failed.map_or(Ok(count), Err)
    }

    async fn take(&self, standing: &mut Standing, ahead: &mut Ahead) -> Result<Vec<Row>, RelayError> {
        if standing.resending {
            let rows = self.of_former_generation(standing.generation).await?;
            if !rows.is_empty() {
                return Ok(rows);
            }
            standing.resending = false;
        }
        if ahead.next.is_empty() {
            let unmarked: Vec<i64> = ahead.unmarked.iter().map(|(id, _)| *id).collect();
            self.waiting(&unmarked).await
        } else {
            Ok(std::mem::take(&mut ahead.next))
        }
    }

    /// Sends rows in order; returns those the broker acknowledged with their sequences, and what stopped the rest.
    pub(super) async fn send(&self, rows: &[Row], standing: &mut Standing) -> (Vec<(i64, i64)>, Option<RelayError>) {
        let mut flying: VecDeque<(i64, PublishAckFuture)> = VecDeque::with_capacity(WINDOW);
        let mut sent = Vec::with_capacity(rows.len());
        let mut before: Option<Uuid> = None;
        for (expected, row) in (standing.last..).zip(rows) {
            if flying.len() >= WINDOW
                && let Some((id, ack)) = flying.pop_front()
                && let Err(error) = land(id, ack, &mut sent, standing).await
            {
                return (sent, Some(error));
            }
            match self.launch(row, standing.generation, expected, before.replace(row.event_id)).await {
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

    /// Lets a row go behind sequence `expected`, and behind the row `before` that is on its way.
    ///
    /// The sequence alone is no fence for more than one in flight: a twin's single message makes the broker refuse our
    /// first row and take our second, whose turn its sequence now is. So each but the first also names the row before.
    async fn launch(
        &self,
        row: &Row,
        generation: i64,
        expected: u64,
        before: Option<Uuid>,
    ) -> Result<PublishAckFuture, RelayError> {
        let mut headers =
            event::headers(&row.subject, row.event_id, row.trade_time, row.traceparent.as_deref(), generation)
                .ok_or_else(|| StoreError::corrupt("outbox", "subject", row.id, "not a subject of ours"))?;
        headers.insert("Nats-Expected-Last-Sequence", expected.to_string().as_str());
        if let Some(before) = before {
            headers.insert("Nats-Expected-Last-Msg-Id", event::message_id(before, generation).as_str());
        }
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
        let done = sqlx::query!(
            r#"
            -- A twin that took over and began a new generation sends these rows again: then nothing is marked. It waits
            -- for this lock before it begins one.
            with present as (select from streams where stream = $5 and generation = $3 for share)
            update outbox set generation = $3, sequence = row.sequence, published_at = now(),
                -- a contact is not kept once it is sent
                body = case when $4 then null else outbox.body end
            from unnest($1::bigint[], $2::bigint[]) as row (id, sequence), present
            where outbox.id = row.id
            "#,
            &ids,
            &sequences,
            generation,
            self.family == OutgoingFamily::Contacts,
            self.stream,
        )
        .execute(&self.pool)
        .await?;
        if done.rows_affected() == sent.len() as u64 {
            Ok(())
        } else {
            Err(RelayError::broker("mark")("a twin began a new generation".into()))
        }
    }

    /// What waits, but for rows that are on their way already.
    async fn waiting(&self, but: &[i64]) -> Result<Vec<Row>, RelayError> {
        let rows = sqlx::query_as!(
            RawRow,
            r#"
            select id, subject, event_id, trade_time, traceparent, body from outbox
            where stream = $1 and published_at is null and id <> all($3)
            -- not by id alone: see the index outbox_waiting
            order by id + 0 limit $2
            "#,
            self.stream,
            BATCH,
            but,
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
