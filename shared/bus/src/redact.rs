//! Redaction: empties the content of one journal entry, of what was published from it, and of what is derived from it.
//! Chains still verify, since they bind commitments (design.md promise 6).

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    aggregate::{self, Aggregate, Loaded, Meta},
    error::StoreError,
    idempotency, ids, journal, outbox,
    problem::Problem,
};
use dars_messages::Outgoing;

/// What a redaction did.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Redacted {
    /// How many contents were emptied.
    pub contents: u64,
    /// The messages whose bodies were emptied; hearers empty their copies.
    pub events: Vec<Uuid>,
}

/// The entry that a redaction appends: what was emptied and why, as a code.
#[derive(Debug, serde::Serialize)]
struct RedactedEntry<'a> {
    r#type: &'static str,
    entry: i64,
    reason: &'a str,
}

/// Empties entry `number` of one aggregate. `tell` makes the owner's `redacted` fact.
pub async fn redact<A: Aggregate>(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    number: i64,
    reason: &str,
    tell: impl Fn(Vec<Uuid>) -> Outgoing,
) -> Result<Redacted, Problem> {
    let loaded = aggregate::load_for_update::<A>(tx, reference).await?;
    if number < 1 || number > loaded.chain_length {
        return Err(Problem::not_found("journal entry"));
    }
    let emptied = sqlx::query!(
        r#"
        update journal_contents set salt = null, content = null
        where aggregate = $1 and reference = $2 and number = $3 and content is not null
        "#,
        A::KIND,
        reference,
        number,
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if emptied == 0 {
        return Err(Problem::new(409, "nothing-to-redact", "This entry has no content, or it was redacted already."));
    }
    let (state, outgoing) = fold_anew::<A>(tx, reference, number).await?;
    let events = empty_outbox::<A>(tx, reference, number, outgoing).await?;
    idempotency::forget(tx, reference).await?;
    let saved = append_entry::<A>(tx, meta, reference, loaded, state, number, reason).await?;
    A::project(tx, meta, reference, &saved, &[]).await?;
    let fact = outbox::Waiting { event_id: ids::fresh(), outgoing: tell(events.clone()), entry: None };
    outbox::append(tx, &[fact], meta.now, meta.traceparent.as_deref()).await?;
    Ok(Redacted { contents: emptied, events })
}

/// The state without the content, and what entry `number` would be told as now.
async fn fold_anew<A: Aggregate>(
    tx: &mut PgConnection,
    reference: &str,
    number: i64,
) -> Result<(A::State, Vec<Outgoing>), StoreError> {
    let mut state = A::State::default();
    let mut outgoing = Vec::new();
    for row in journal::rows(tx, A::KIND, reference).await? {
        let Some(event) = row.event::<A>()? else { continue };
        state = A::evolve(state, &event).map_err(|error| {
            StoreError::corrupt("journal", "entry", format!("{} {reference} {}", A::KIND, row.number), error)
        })?;
        if row.number == number {
            outgoing = A::publish(reference, &state, &event);
        }
    }
    Ok((state, outgoing))
}

/// Writes the emptied bodies into the outbox, forgets the contacts, and asks the relay for a new generation, so that
/// the broker's store holds no byte of the content either.
async fn empty_outbox<A: Aggregate>(
    tx: &mut PgConnection,
    reference: &str,
    number: i64,
    outgoing: Vec<Outgoing>,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = sqlx::query!(
        "select id, event_id, stream, subject, body from outbox
         where aggregate = $1 and reference = $2 and number = $3 order by id",
        A::KIND,
        reference,
        number
    )
    .fetch_all(&mut *tx)
    .await?;
    let mut emptied = Vec::new();
    for row in rows {
        let now = outgoing.iter().find(|outgoing| outgoing.subject() == row.subject);
        let body = now.map(|outgoing| serde_json::to_vec(&outgoing.body)).transpose().unwrap_or_default();
        let body = body.unwrap_or_else(|| b"null".to_vec());
        if row.body.as_ref() == Some(&body) {
            continue;
        }
        // The stream before its rows, as the relay locks them.
        sqlx::query!("update streams set base_sequence = null where stream = $1", row.stream).execute(&mut *tx).await?;
        sqlx::query!("update outbox set body = $2 where id = $1 and body is not null", row.id, body)
            .execute(&mut *tx)
            .await?;
        // A contact is kept as nothing, so that the rebuilt stream has its hearer forget it; one that was told anew since
        // is another entry's.
        sqlx::query!(
            r#"
            update contacts_present set body = 'null'
            where subject = $1 and not exists (
                select from outbox where subject = $1 and id > $2 and aggregate is not null)
            "#,
            row.subject,
            row.id,
        )
        .execute(&mut *tx)
        .await?;
        emptied.push(row.event_id);
    }
    Ok(emptied)
}

/// Empties what was told beside the events of an aggregate: rows of `emptied`'s subject that carry content still, each
/// replaced by `emptied`. Returns the messages, for the owner's `redacted` fact.
pub async fn empty_beside(
    tx: &mut PgConnection,
    aggregate: &str,
    reference: &str,
    emptied: &Outgoing,
) -> Result<Vec<Uuid>, StoreError> {
    let subject = emptied.subject();
    let body =
        serde_json::to_vec(&emptied.body).map_err(|error| StoreError::corrupt("outbox", "body", &subject, error))?;
    // The stream before its rows, as the relay locks them; it is told anew only if there is anything to empty.
    sqlx::query!(
        r#"
        update streams set base_sequence = null
        where stream in (select stream from outbox where aggregate = $1 and reference = $2 and subject = $3 and body <> $4)
        "#,
        aggregate,
        reference,
        subject,
        body,
    )
    .execute(&mut *tx)
    .await?;
    Ok(sqlx::query_scalar!(
        r#"
        update outbox set body = $4 where aggregate = $1 and reference = $2 and subject = $3 and body <> $4
        returning event_id
        "#,
        aggregate,
        reference,
        subject,
        body,
    )
    .fetch_all(tx)
    .await?)
}

async fn append_entry<A: Aggregate>(
    tx: &mut PgConnection,
    meta: &Meta,
    reference: &str,
    loaded: Loaded<A::State>,
    state: A::State,
    entry: i64,
    reason: &str,
) -> Result<Loaded<A::State>, StoreError> {
    let mut rows = journal::Rows::default();
    let number = loaded.chain_length + 1;
    let event = RedactedEntry { r#type: journal::REDACTED, entry, reason };
    let head = rows.push(meta, number, &loaded.chain_head, &event)?;
    let saved = Loaded { state, version: loaded.version + 1, chain_length: number, chain_head: head.to_vec() };
    aggregate::write_state::<A>(tx, reference, loaded.version, &saved).await?;
    journal::append(tx, A::KIND, reference, &rows).await?;
    Ok(saved)
}
