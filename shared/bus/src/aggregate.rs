//! Load → decide → evolve → save, the same for every aggregate of every service: the one place where a command meets a
//! transaction.

use async_trait::async_trait;
use dars_messages::Outgoing;
use dars_vocabulary::{Actor, Impossible, RefusalKind, Refuse};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{chain, error::StoreError, journal, outbox, problem::Problem};

/// What an aggregate is, to the bus. The pure half lives in the service's domain crate; a service's `handle.rs`
/// implements this trait by handing over to it.
#[async_trait]
pub trait Aggregate: Send + Sync + 'static {
    /// Its kind, in tables: `agreement`.
    const KIND: &'static str;
    /// The folded state; its default is "not there".
    type State: Default + Clone + Serialize + DeserializeOwned + Send + Sync;
    /// What can be asked of it.
    type Command: Send + Sync;
    /// What happened to it.
    type Event: Serialize + DeserializeOwned + Send + Sync;
    /// What deciding needs to know beside state and command.
    type Facts: Send + Sync;
    /// How it says no.
    type Refusal: Refuse;

    /// The facts for one decision, read in the command's transaction.
    async fn facts(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        state: &Self::State,
        command: &Self::Command,
    ) -> Result<Self::Facts, Problem>;

    /// The pure decision.
    fn decide(
        state: &Self::State,
        command: Self::Command,
        facts: &Self::Facts,
    ) -> Result<Vec<Self::Event>, Self::Refusal>;

    /// The pure fold.
    fn evolve(state: Self::State, event: &Self::Event) -> Result<Self::State, Impossible>;

    /// What is told outside of one event; `after` is the state it led to.
    fn publish(reference: &str, after: &Self::State, event: &Self::Event) -> Vec<Outgoing>;

    /// Keeps the service's own tables (lists, due dates) in step, in the same transaction. After a redaction `events`
    /// is empty and everything derived from content is to be written anew.
    async fn project(
        tx: &mut PgConnection,
        meta: &Meta,
        reference: &str,
        saved: &Loaded<Self::State>,
        events: &[Self::Event],
    ) -> Result<(), StoreError>;
}

/// Who asks, and when: the same for every command of one request, fact or sweep.
#[derive(Clone, Debug)]
pub struct Meta {
    /// The caller.
    pub actor: Actor,
    /// Trade time.
    pub now: Timestamp,
    /// Technical time, for the age of a sign-in.
    pub technical_now: Timestamp,
    /// The request, fact or sweep that caused it.
    pub request_id: Uuid,
    /// The trace it belongs to (W3C).
    pub traceparent: Option<String>,
}

/// A stored aggregate.
#[derive(Clone, Debug)]
pub struct Loaded<S> {
    /// Its state.
    pub state: S,
    /// Its version, 0 when it is not there yet.
    pub version: i64,
    /// How many journal rows.
    pub chain_length: i64,
    /// The hash of the last.
    pub chain_head: Vec<u8>,
}

impl<S: Default> Default for Loaded<S> {
    fn default() -> Self {
        Self { state: S::default(), version: 0, chain_length: 0, chain_head: chain::START.to_vec() }
    }
}

/// What a command came to.
#[derive(Debug)]
pub struct Done<A: Aggregate> {
    /// The state after it.
    pub saved: Loaded<A::State>,
    /// What happened; empty when it was so already.
    pub events: Vec<A::Event>,
}

/// Loads an aggregate without locking it.
pub async fn load<A: Aggregate>(
    connection: &mut PgConnection,
    reference: &str,
) -> Result<Loaded<A::State>, StoreError> {
    let row = sqlx::query!(
        r#"
        select version, chain_length, chain_head, state from aggregates
        where aggregate = $1 and reference = $2
        "#,
        A::KIND,
        reference,
    )
    .fetch_optional(connection)
    .await?;
    row.map_or_else(
        || Ok(Loaded::default()),
        |row| read_row::<A>(reference, row.version, row.chain_length, row.chain_head, row.state),
    )
}

/// Loads an aggregate and locks its row, so that two writers queue instead of failing.
pub async fn load_for_update<A: Aggregate>(
    tx: &mut PgConnection,
    reference: &str,
) -> Result<Loaded<A::State>, StoreError> {
    let row = sqlx::query!(
        r#"
        select version, chain_length, chain_head, state from aggregates
        where aggregate = $1 and reference = $2
        for update
        "#,
        A::KIND,
        reference,
    )
    .fetch_optional(tx)
    .await?;
    row.map_or_else(
        || Ok(Loaded::default()),
        |row| read_row::<A>(reference, row.version, row.chain_length, row.chain_head, row.state),
    )
}

fn read_row<A: Aggregate>(
    reference: &str,
    version: i64,
    chain_length: i64,
    chain_head: Vec<u8>,
    state: serde_json::Value,
) -> Result<Loaded<A::State>, StoreError> {
    let state = serde_json::from_value(state)
        .map_err(|error| StoreError::corrupt("aggregates", "state", format!("{} {reference}", A::KIND), error))?;
    Ok(Loaded { state, version, chain_length, chain_head })
}

/// One command: load, decide, evolve, save. `if_match` is the version the caller read, where the command needs one.
pub async fn execute<A: Aggregate>(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    if_match: Option<i64>,
    command: A::Command,
) -> Result<Done<A>, Problem> {
    let loaded = load_for_update::<A>(tx, reference).await?;
    let facts = A::facts(tx, meta, reference, &loaded.state, &command).await?;
    let decided = A::decide(&loaded.state, command, &facts);
    // Who may not know of it learns nothing from the version; everyone else learns first that they read an old one.
    let stale = if_match.is_some_and(|version| version != loaded.version);
    let events = match decided {
        Err(refusal) if !stale || may_not(&refusal) => return Err(Problem::refused(&refusal)),
        Ok(events) if !stale => events,
        Ok(_) | Err(_) => return Err(StoreError::ChangedMeanwhile { reference: reference.to_owned() }.into()),
    };
    if events.is_empty() {
        return Ok(Done { saved: loaded, events });
    }
    let saved = save::<A>(tx, meta, reference, loaded, &events).await?;
    A::project(tx, meta, reference, &saved, &events).await?;
    Ok(Done { saved, events })
}

/// Whether it is refused for who asks.
fn may_not(refusal: &dyn Refuse) -> bool {
    match refusal.kind() {
        RefusalKind::SignInNeeded | RefusalKind::Forbidden | RefusalKind::NotFound => true,
        RefusalKind::WrongState | RefusalKind::Unacceptable => false,
    }
}

async fn save<A: Aggregate>(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    loaded: Loaded<A::State>,
    events: &[A::Event],
) -> Result<Loaded<A::State>, Problem> {
    let mut state = loaded.state;
    let mut rows = journal::Rows::default();
    let mut waiting = Vec::new();
    let mut head = loaded.chain_head;
    let mut number = loaded.chain_length;
    for event in events {
        state = A::evolve(state, event)
            .map_err(|error| StoreError::corrupt("aggregates", "state", format!("{} {reference}", A::KIND), error))?;
        number += 1;
        head = rows.push(meta, number, &head, event)?.to_vec();
        waiting.extend(A::publish(reference, &state, event).into_iter().map(|outgoing| outbox::Waiting {
            event_id: crate::ids::fresh(),
            outgoing,
            entry: Some(outbox::Entry { aggregate: A::KIND, reference, number }),
        }));
    }
    let saved = Loaded { state, version: loaded.version + 1, chain_length: number, chain_head: head };
    write_state::<A>(tx, reference, loaded.version, &saved).await?;
    journal::append(tx, A::KIND, reference, &rows).await?;
    outbox::append(tx, &waiting, meta.now, meta.traceparent.as_deref()).await?;
    Ok(saved)
}

/// Writes the state row; fails when its version is not `expected`, or when a twin created it first.
pub(crate) async fn write_state<A: Aggregate>(
    tx: &mut PgConnection,
    reference: &str,
    expected: i64,
    saved: &Loaded<A::State>,
) -> Result<(), StoreError> {
    let state = serde_json::to_value(&saved.state)
        .map_err(|error| StoreError::corrupt("aggregates", "state", format!("{} {reference}", A::KIND), error))?;
    let done = if expected == 0 {
        sqlx::query!(
            r#"
            insert into aggregates (aggregate, reference, version, chain_length, chain_head, state)
            values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            "#,
            A::KIND,
            reference,
            saved.version,
            saved.chain_length,
            saved.chain_head,
            state,
        )
        .execute(tx)
        .await?
    } else {
        sqlx::query!(
            r#"
            update aggregates set version = $3, chain_length = $4, chain_head = $5, state = $6
            where aggregate = $1 and reference = $2 and version = $7
            "#,
            A::KIND,
            reference,
            saved.version,
            saved.chain_length,
            saved.chain_head,
            state,
            expected,
        )
        .execute(tx)
        .await?
    };
    if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::LostRace { reference: reference.to_owned() }) }
}
