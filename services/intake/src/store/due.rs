//! When the dates next make something true.

use dars_bus::StoreError;
use jiff::civil::{Date, date};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Something that falls due.
#[derive(Clone, Debug)]
pub struct Due {
    /// The kind of aggregate.
    pub aggregate: String,
    /// Which one.
    pub reference: String,
    /// From which day in London.
    pub on: Date,
}

/// The earliest day on which anything falls due.
pub async fn earliest(tx: &mut PgConnection) -> Result<Option<Date>, StoreError> {
    let due = sqlx::query_scalar!("select due_on from next_due order by due_on limit 1").fetch_optional(tx).await?;
    Ok(due.map(jiff_sqlx::Date::to_jiff))
}

/// The day on which something falls due of one aggregate.
pub async fn of(tx: &mut PgConnection, aggregate: &str, reference: &str) -> Result<Option<Date>, StoreError> {
    let due = sqlx::query_scalar!(
        "select due_on from next_due where aggregate = $1 and reference = $2",
        aggregate,
        reference
    )
    .fetch_optional(tx)
    .await?;
    Ok(due.map(jiff_sqlx::Date::to_jiff))
}

/// What is due on `today`, in order of date, behind `behind`.
pub async fn page(
    tx: &mut PgConnection,
    today: Date,
    behind: Option<&Due>,
    limit: i64,
) -> Result<Vec<Due>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select aggregate, reference, due_on from next_due
        where due_on <= $1 and (due_on, aggregate, reference) > ($2, $3, $4)
        order by due_on, aggregate, reference limit $5
        "#,
        today.to_sqlx() as _,
        behind.map_or(date(1, 1, 1), |due| due.on).to_sqlx() as _,
        behind.map_or("", |due| &due.aggregate),
        behind.map_or("", |due| &due.reference),
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Due { aggregate: row.aggregate, reference: row.reference, on: row.due_on.to_jiff() })
        .collect())
}

/// Keeps when something falls due next; `None`: never.
pub async fn keep(
    tx: &mut PgConnection,
    aggregate: &str,
    reference: &str,
    due_on: Option<Date>,
) -> Result<(), StoreError> {
    match due_on {
        Some(due_on) => {
            sqlx::query!(
                r#"
                insert into next_due (aggregate, reference, due_on) values ($1, $2, $3)
                on conflict (aggregate, reference) do update set due_on = excluded.due_on
                "#,
                aggregate,
                reference,
                due_on.to_sqlx() as _,
            )
            .execute(tx)
            .await?;
        }
        None => {
            sqlx::query!("delete from next_due where aggregate = $1 and reference = $2", aggregate, reference)
                .execute(tx)
                .await?;
        }
    }
    Ok(())
}
