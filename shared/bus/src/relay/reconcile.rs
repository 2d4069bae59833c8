//! Comparing the stream with the outbox, in constant time, and repairing what differs.

use async_nats::jetstream::{context::GetStreamErrorKind, stream::Stream};
use dars_messages::{OutgoingFamily, topology};
use uuid::Uuid;

use super::{
    GENERATION, Relay, RelayError, Standing,
    publish::{RawRow, Row},
};
use crate::{contacts, event};

/// What stands in `streams`.
struct Known {
    generation: i64,
    base: Option<i64>,
    created: Option<String>,
}

/// How the stream compares with the outbox.
enum Compared {
    /// The same, up to the stream's last sequence.
    Same(Standing),
    /// The stream has more than is marked: these sequences.
    MoreInStream { from: u64, to: u64 },
    /// The stream lost its tail behind this sequence.
    TailMissing(Standing),
    /// Anything else: it must begin anew.
    Other(&'static str),
}

impl Relay {
    /// Makes stream and outbox agree, and says where the stream stands.
    pub(super) async fn reconcile(&self) -> Result<Standing, RelayError> {
        loop {
            let known = self.known().await?;
            let Some(base) = known.base else {
                self.begin_generation(&known, "a redaction, or a beginning that was cut short, asks for it").await?;
                continue;
            };
            let Some(stream) = self.find_stream().await? else {
                self.begin_generation(&known, "the stream is not there").await?;
                continue;
            };
            match self.compare(&known, base, &stream).await? {
                Compared::Same(standing) => {
                    self.team_durables(&stream).await?;
                    return Ok(standing);
                }
                Compared::MoreInStream { from, to } => {
                    if !self.mark_tail(&stream, known.generation, from, to).await? {
                        self.begin_generation(&known, "a stranger's message").await?;
                    }
                }
                Compared::TailMissing(standing) => self.send_tail(standing).await?,
                Compared::Other(why) => self.begin_generation(&known, why).await?,
            }
        }
    }

    async fn compare(&self, known: &Known, base: i64, stream: &Stream) -> Result<Compared, RelayError> {
        let info = stream.cached_info();
        if info.config.metadata.get(GENERATION) != Some(&known.generation.to_string()) {
            return Ok(Compared::Other("another generation"));
        }
        if known.created.as_deref() != Some(info.created.to_string().as_str()) {
            return Ok(Compared::Other("created anew"));
        }
        let base = unsigned(base);
        let last = info.state.last_sequence;
        if last < base || (self.family == OutgoingFamily::Facts && info.state.messages != last - base) {
            return Ok(Compared::Other("a hole"));
        }
        let marked = self.marked(known.generation).await?.map_or(base, unsigned);
        if last > marked {
            return Ok(Compared::MoreInStream { from: marked + 1, to: last });
        }
        let standing = Standing { generation: known.generation, last, resending: true };
        if last > base && !self.is_ours(stream, known.generation, last).await? {
            return Ok(Compared::Other("another message at the end"));
        }
        if last < marked {
            // A contact is not kept once it is sent, so a lost tail of contacts is rebuilt whole.
            return Ok(match self.family {
                OutgoingFamily::Facts => Compared::TailMissing(standing),
                OutgoingFamily::Contacts => Compared::Other("lost contacts"),
            });
        }
        Ok(Compared::Same(standing))
    }

    async fn known(&self) -> Result<Known, RelayError> {
        let row = sqlx::query!(
            r#"
            insert into streams (stream, generation) values ($1, 0)
            on conflict (stream) do update set stream = excluded.stream
            returning generation, base_sequence, created
            "#,
            self.stream
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(Known { generation: row.generation, base: row.base_sequence, created: row.created })
    }

    async fn find_stream(&self) -> Result<Option<Stream>, RelayError> {
        match self.jetstream.get_stream(self.stream).await {
            Ok(stream) => Ok(Some(stream)),
            Err(error) => match error.kind() {
                GetStreamErrorKind::JetStream(inner)
                    if inner.error_code() == async_nats::jetstream::ErrorCode::STREAM_NOT_FOUND =>
                {
                    Ok(None)
                }
                _ => Err(RelayError::broker("stream info")(error.into())),
            },
        }
    }

    /// The highest sequence that is marked in this generation.
    async fn marked(&self, generation: i64) -> Result<Option<i64>, RelayError> {
        Ok(sqlx::query_scalar!(
            r#"
            select sequence as "sequence!" from outbox
            where stream = $1 and generation = $2 and published_at is not null
            order by sequence desc limit 1
            "#,
            self.stream,
            generation,
        )
        .fetch_optional(&self.pool)
        .await?)
    }

    /// Whether the message at `sequence` is the row that is marked with it.
    async fn is_ours(&self, stream: &Stream, generation: i64, sequence: u64) -> Result<bool, RelayError> {
        let row = sqlx::query_scalar!(
            r#"
            select event_id from outbox
            where stream = $1 and generation = $2 and sequence = $3 and published_at is not null
            "#,
            self.stream,
            generation,
            signed(sequence),
        )
        .fetch_optional(&self.pool)
        .await?;
        let found = identity_at(stream, sequence).await?;
        Ok(row.is_some_and(|event_id| found == Some((event_id, generation))))
    }

    /// Marks what the stream has beyond our marks; false when something there is not ours.
    async fn mark_tail(&self, stream: &Stream, generation: i64, from: u64, to: u64) -> Result<bool, RelayError> {
        for sequence in from..=to {
            let Some((event_id, of)) = identity_at(stream, sequence).await? else {
                // A contact that a newer one of the same subject replaced leaves a hole that is none.
                if self.family == OutgoingFamily::Contacts {
                    continue;
                }
                return Ok(false);
            };
            // Before anything is marked: a row of a former generation that came late must not become the first of ours.
            if of != generation {
                return Ok(false);
            }
            let done = sqlx::query!(
                r#"
                with present as (select from streams where stream = $1 and generation = $3 for share)
                update outbox set generation = $3, sequence = $4, published_at = now(),
                    body = case when $5 then null else body end
                from present
                where stream = $1 and event_id = $2
                    -- or a twin has just marked it so
                    and (coalesce(generation, -1) < $3 or (generation = $3 and sequence = $4))
                "#,
                self.stream,
                event_id,
                generation,
                signed(sequence),
                self.family == OutgoingFamily::Contacts,
            )
            .execute(&self.pool)
            .await?;
            if done.rows_affected() != 1 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Sends again what the stream lost at its end: the same rows get the same sequences.
    async fn send_tail(&self, mut standing: Standing) -> Result<(), RelayError> {
        tracing::warn!(stream = self.stream, after = standing.last, "the stream lost its tail; it is sent again");
        metrics::counter!("dars_relay_repairs_total", "stream" => self.stream, "kind" => "tail").increment(1);
        loop {
            let rows: Vec<Row> = sqlx::query_as!(
                RawRow,
                r#"
                select id, subject, event_id, trade_time, traceparent, body from outbox
                where stream = $1 and generation = $2 and sequence > $3 and published_at is not null
                order by sequence limit 1000
                "#,
                self.stream,
                standing.generation,
                signed(standing.last),
            )
            .fetch_all(&self.pool)
            .await?
            .into_iter()
            .map(Row::from)
            .collect();
            if rows.is_empty() {
                return Ok(());
            }
            if let (_, Some(error)) = self.send(&rows, &mut standing).await {
                return Err(error);
            }
        }
    }

    /// Purges the stream, or makes it, and gives it the next generation; all rows will be sent again.
    async fn begin_generation(&self, known: &Known, why: &'static str) -> Result<(), RelayError> {
        let mut tx = self.pool.begin().await?;
        let begun = sqlx::query_scalar!(
            r#"
            update streams set generation = generation + 1, base_sequence = null, created = null
            where stream = $1 and generation = $2 returning generation
            "#,
            self.stream,
            known.generation,
        )
        .fetch_optional(&mut *tx)
        .await?;
        // A twin was faster: what it makes of the stream is compared anew.
        let Some(generation) = begun else { return Ok(()) };
        if self.family == OutgoingFamily::Contacts {
            contacts::rebuild(&mut tx, self.stream).await?;
        }
        tx.commit().await?;
        if generation > 1 {
            tracing::warn!(stream = self.stream, generation, why, "the stream begins a new generation");
            metrics::counter!("dars_relay_repairs_total", "stream" => self.stream, "kind" => "generation").increment(1);
        }
        let base = self.purge().await?;
        self.jetstream
            .create_or_update_stream(self.config(generation, base))
            .await
            .map_err(|error| RelayError::broker("make the stream")(error.into()))?;
        let Some(stream) = self.find_stream().await? else {
            return Err(RelayError::broker("make the stream")("it is not there".into()));
        };
        let info = stream.cached_info();
        if info.config.metadata.get(GENERATION) != Some(&generation.to_string()) {
            return Err(RelayError::broker("make the stream")("it does not keep its generation".into()));
        }
        sqlx::query!(
            "update streams set base_sequence = $2, created = $3 where stream = $1 and generation = $4",
            self.stream,
            signed(base),
            info.created.to_string(),
            generation,
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Empties the stream, if it is there; its last sequence, behind which the new generation begins.
    async fn purge(&self) -> Result<u64, RelayError> {
        let Some(stream) = self.find_stream().await? else { return Ok(0) };
        stream.purge().await.map_err(|error| RelayError::broker("purge")(error.into()))?;
        Ok(self.find_stream().await?.map_or(0, |stream| stream.cached_info().state.last_sequence))
    }

    /// Makes the durables of downstream teams: filters and limits are ours, a team can create nothing.
    async fn team_durables(&self, stream: &Stream) -> Result<(), RelayError> {
        if self.family == OutgoingFamily::Contacts {
            return Ok(());
        }
        for team in &self.teams {
            let durable = topology::team_durable(team, self.owner);
            let config = async_nats::jetstream::consumer::pull::Config {
                durable_name: Some(durable),
                ack_policy: async_nats::jetstream::consumer::AckPolicy::Explicit,
                max_ack_pending: 1000,
                filter_subjects: dars_messages::server::team_filters(self.owner),
                ..Default::default()
            };
            if config.filter_subjects.is_empty() {
                continue;
            }
            stream
                .create_consumer(config)
                .await
                .map_err(|error| RelayError::broker("make a team's durable")(error.into()))?;
        }
        Ok(())
    }
}

/// Event id and generation of the message at `sequence`; `None` when there is none, or it is not one of ours.
async fn identity_at(stream: &Stream, sequence: u64) -> Result<Option<(Uuid, i64)>, RelayError> {
    use async_nats::jetstream::stream::RawMessageErrorKind;
    match stream.get_raw_message(sequence).await {
        Ok(message) => Ok(event::identity(&message.headers)),
        Err(error) => match error.kind() {
            RawMessageErrorKind::NoMessageFound => Ok(None),
            _ => Err(RelayError::broker("read the tail")(error.into())),
        },
    }
}

fn signed(sequence: u64) -> i64 {
    i64::try_from(sequence).unwrap_or(i64::MAX)
}

fn unsigned(sequence: i64) -> u64 {
    u64::try_from(sequence).unwrap_or(0)
}
