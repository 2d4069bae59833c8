//! Enquiries, for work lists.

use dars_bus::StoreError;
use dars_intake_domain::enquiry::Other;
use dars_vocabulary::EnquiryRef;
use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;

/// One row of the list; no personal data.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// The enquiry.
    pub reference: String,
    /// Where it stands.
    pub state: String,
    /// Who has it.
    pub team: Option<String>,
    /// What it is about.
    pub topic: String,
    /// The day by which an answer is due.
    pub answer_due: Date,
}

/// A page of the open ones, by due date, behind `after`.
pub async fn page(tx: &mut PgConnection, after: Option<(Date, String)>, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let (due, reference) = after.unwrap_or((Date::MIN, String::new()));
    let rows = sqlx::query!(
        r#"
        select reference, state, team, topic, answer_due from enquiries
        where state in ('NEW', 'TRIAGED', 'WITH_EXPERT', 'AWAITING_ENQUIRER') and (answer_due, reference) > ($1, $2)
        order by answer_due, reference limit $3
        "#,
        due.max(jiff::civil::date(1900, 1, 1)).to_sqlx() as _,
        reference,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            reference: row.reference,
            state: row.state,
            team: row.team,
            topic: row.topic,
            answer_due: row.answer_due.to_jiff(),
        })
        .collect())
}

/// What is known of the enquiry that a duplicate names. Held against a change until the transaction ends, so that two
/// cannot name each other at the same time.
pub async fn other(tx: &mut PgConnection, reference: &EnquiryRef) -> Result<Other, StoreError> {
    let state = sqlx::query_scalar!("select state from enquiries where reference = $1 for share", reference.as_str())
        .fetch_optional(tx)
        .await?;
    Ok(match state.as_deref() {
        None => Other::Unknown,
        Some("DUPLICATE") => Other::Duplicate,
        Some(_) => Other::Known,
    })
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, row: &Listed, changed_at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into enquiries (reference, state, team, topic, answer_due, changed_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (reference) do update set
            state = excluded.state, team = excluded.team, topic = excluded.topic,
            answer_due = excluded.answer_due, changed_at = excluded.changed_at
        "#,
        row.reference,
        row.state,
        row.team,
        row.topic,
        row.answer_due.to_sqlx() as _,
        changed_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
