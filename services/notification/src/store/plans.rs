//! When the next rung of each plan is due, and what it is about.

use dars_bus::StoreError;
use dars_notification_domain::plan::Track;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// Keeps one plan's next date; none when nothing is to come.
pub async fn keep(
    tx: &mut PgConnection,
    reference: &str,
    track: &Track,
    running: bool,
    next_due: Option<Date>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into plans (reference, about, ladder, running, next_due) values ($1, $2, $3, $4, $5)
        on conflict (reference) do update set running = excluded.running, next_due = excluded.next_due
        "#,
        reference,
        track.about.as_str(),
        track.ladder.code(),
        running,
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

/// The plans of these ladders about one thing that are being climbed.
pub async fn running(tx: &mut PgConnection, about: &str, ladders: &[String]) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select reference from plans where about = $1 and ladder = any($2) and running order by reference",
        about,
        ladders,
    )
    .fetch_all(tx)
    .await?)
}

/// Some plans about one thing, those being climbed first.
pub async fn about(connection: &mut PgConnection, about: &str) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!(
        "select reference from plans where about = $1 order by running desc, reference limit 100",
        about,
    )
    .fetch_all(connection)
    .await?)
}
