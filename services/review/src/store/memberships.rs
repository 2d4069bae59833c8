//! Who belongs to which organisation, as intake told it.

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// The organisations of which a person is a member on `day`; first and last day count.
pub async fn of(tx: &mut PgConnection, person: PersonId, day: Date) -> Result<Vec<OrganisationId>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"
        select organisation from memberships
        where person = $1 and from_day <= $2 and (until_day is null or until_day >= $2)
        order by organisation
        "#,
        person.0,
        day.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|id| id.parse().map_err(|error| StoreError::corrupt("memberships", "organisation", person, error)))
        .collect()
}

/// Those for which they lead applications on `day`.
pub async fn led_by(tx: &mut PgConnection, person: PersonId, day: Date) -> Result<Vec<OrganisationId>, StoreError> {
    let rows = sqlx::query_scalar!(
        r#"
        select organisation from memberships
        where person = $1 and leads and from_day <= $2 and (until_day is null or until_day >= $2)
        order by organisation
        "#,
        person.0,
        day.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|id| id.parse().map_err(|error| StoreError::corrupt("memberships", "organisation", person, error)))
        .collect()
}

/// Keeps one; replaces what was said of this person and organisation before.
pub async fn keep(
    tx: &mut PgConnection,
    person: PersonId,
    organisation: &OrganisationId,
    leads: bool,
    from: Date,
    until: Option<Date>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into memberships (person, organisation, leads, from_day, until_day) values ($1, $2, $3, $4, $5)
        on conflict (person, organisation) do update
            set leads = excluded.leads, from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        person.0,
        organisation.as_str(),
        leads,
        from.to_sqlx() as _,
        until.map(Date::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
