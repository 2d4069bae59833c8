//! Who belongs to which organisation, as intake told it.

use dars_bus::StoreError;
use dars_vocabulary::{MembershipRole, Nic, OrganisationId, PersonId};
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

/// Whether a person may know of `organisation`'s application as a member of it on `day`: of all of them, but for those
/// who only collaborate, who know of what they are named on.
pub async fn sees(
    tx: &mut PgConnection,
    person: PersonId,
    nic: &Nic,
    organisation: &OrganisationId,
    day: Date,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select from memberships
            where person = $1 and organisation = $2 and from_day <= $3 and (until_day is null or until_day >= $3)
              and (sees_all or exists (select from application_people where nic = $4 and $1 = any(people)))
        ) as "sees!"
        "#,
        person.0,
        organisation.as_str(),
        day.to_sqlx() as _,
        nic.as_str(),
    )
    .fetch_one(tx)
    .await?)
}

/// Keeps one; replaces what was said of this person and organisation before.
pub async fn keep(
    tx: &mut PgConnection,
    person: PersonId,
    organisation: &OrganisationId,
    roles: &[MembershipRole],
    from: Date,
    until: Option<Date>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into memberships (person, organisation, leads, sees_all, from_day, until_day)
        values ($1, $2, $3, $4, $5, $6)
        on conflict (person, organisation) do update
            set leads = excluded.leads, sees_all = excluded.sees_all, from_day = excluded.from_day,
                until_day = excluded.until_day
        "#,
        person.0,
        organisation.as_str(),
        roles.contains(&MembershipRole::Lead),
        roles.iter().any(|role| role.sees_all()),
        from.to_sqlx() as _,
        until.map(Date::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
