//! When the next rung of each plan is due.

use dars_bus::StoreError;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Keeps one plan's next date; none when nothing is to come.
pub async fn keep(tx: &mut PgConnection, reference: &str, next_due: Option<Date>) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into plans (reference, next_due) values ($1, $2)
        on conflict (reference) do update set next_due = excluded.next_due
        "#,
        reference,
        next_due.map(ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Some plans with a rung due on `today` or before, longest due first.
pub async fn due(connection: &mut PgConnection, today: Date) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select reference from plans where next_due <= $1 order by next_due, reference limit 100",
        today.to_sqlx() as _
    )
    .fetch_all(connection)
    .await?)
}

/// The earliest date of all.
pub async fn next_due(connection: &mut PgConnection) -> Result<Option<Date>, StoreError> {
    let day = sqlx::query_scalar!("select next_due from plans where next_due is not null order by next_due limit 1")
        .fetch_optional(connection)
        .await?;
    Ok(day.flatten().map(jiff_sqlx::Date::to_jiff))
}
