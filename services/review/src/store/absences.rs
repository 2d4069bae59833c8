//! Who acts for whom, and when.

use dars_bus::StoreError;
use dars_vocabulary::PersonId;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

/// One absence; opaque ids and days.
#[derive(Clone, Debug, Serialize)]
pub struct Listed {
    /// Who is away.
    pub officer: Uuid,
    /// Its number, from 1.
    pub number: i32,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Who acts for them.
    pub covered_by: Uuid,
}

/// The officers for whom `person` acts on `day`.
pub async fn covered_by(tx: &mut PgConnection, person: PersonId, day: Date) -> Result<Vec<PersonId>, StoreError> {
    let rows = sqlx::query_scalar!(
        "select officer from absences where covered_by = $1 and from_day <= $2 and to_day >= $2 order by officer",
        person.0,
        day.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// Replaces what is known of an officer's absences.
pub async fn replace(tx: &mut PgConnection, officer: PersonId, absences: &[Listed]) -> Result<(), StoreError> {
    sqlx::query!("delete from absences where officer = $1", officer.0).execute(&mut *tx).await?;
    for absence in absences {
        sqlx::query!(
            "insert into absences (officer, number, from_day, to_day, covered_by) values ($1, $2, $3, $4, $5)",
            officer.0,
            absence.number,
            absence.from.to_sqlx() as _,
            absence.to.to_sqlx() as _,
            absence.covered_by,
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// A page of those that are not over on `today`, by their last day, behind `after`.
pub async fn page(
    tx: &mut PgConnection,
    today: Date,
    after: (Date, Uuid, i32),
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select officer, number, from_day, to_day, covered_by from absences
        where to_day >= $1 and (to_day, officer, number) > ($2, $3, $4)
        order by to_day, officer, number limit $5
        "#,
        today.to_sqlx() as _,
        after.0.to_sqlx() as _,
        after.1,
        after.2,
        limit,
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            officer: row.officer,
            number: row.number,
            from: row.from_day.to_jiff(),
            to: row.to_day.to_jiff(),
            covered_by: row.covered_by,
        })
        .collect())
}
