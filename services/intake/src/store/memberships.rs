//! What people may be for organisations, by person.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_intake_domain::Membership;
use dars_vocabulary::{MembershipRole, OrganisationId, PersonId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;
use uuid::Uuid;

/// All memberships of a person.
pub async fn of(tx: &mut PgConnection, person: PersonId) -> Result<Vec<Membership>, StoreError> {
    let rows = sqlx::query!(
        "select organisation, roles, from_day, until_day from memberships where person = $1 order by organisation",
        person.0
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| membership(person, &row.organisation, &row.roles, row.from_day, row.until_day)).collect()
}

/// All memberships of these people, by person; whoever has none is absent.
pub async fn of_all(
    tx: &mut PgConnection,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<Membership>>, StoreError> {
    let ids: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let rows = sqlx::query!(
        "select person, organisation, roles, from_day, until_day from memberships where person = any($1)",
        &ids
    )
    .fetch_all(tx)
    .await?;
    let mut all: BTreeMap<PersonId, Vec<Membership>> = BTreeMap::new();
    for row in rows {
        let person = PersonId(row.person);
        let held = membership(person, &row.organisation, &row.roles, row.from_day, row.until_day)?;
        all.entry(person).or_default().push(held);
    }
    Ok(all)
}

fn membership(
    person: PersonId,
    organisation: &str,
    roles: &[String],
    from: jiff_sqlx::Date,
    until: Option<jiff_sqlx::Date>,
) -> Result<Membership, StoreError> {
    let corrupt = |why: &dyn std::fmt::Display| {
        StoreError::corrupt("memberships", "organisation, roles", person, why.to_string())
    };
    Ok(Membership {
        organisation: organisation.parse().map_err(|error| corrupt(&error))?,
        roles: roles
            .iter()
            .map(|role| serde_json::from_value(serde_json::Value::String(role.clone())))
            .collect::<Result<_, _>>()
            .map_err(|error| corrupt(&error))?,
        from: from.to_jiff(),
        until: until.map(jiff_sqlx::Date::to_jiff),
    })
}

/// Keeps what one person may be for one organisation.
pub async fn keep(
    tx: &mut PgConnection,
    person: PersonId,
    organisation: &OrganisationId,
    roles: &[MembershipRole],
    from: Date,
    until: Option<Date>,
) -> Result<(), StoreError> {
    let roles: Vec<String> =
        roles.iter().filter_map(|role| serde_json::to_value(role).ok()?.as_str().map(ToOwned::to_owned)).collect();
    sqlx::query!(
        r#"
        insert into memberships (person, organisation, roles, from_day, until_day) values ($1, $2, $3, $4, $5)
        on conflict (person, organisation) do update
            set roles = excluded.roles, from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        person.0,
        organisation.as_str(),
        &roles,
        from.to_sqlx() as _,
        until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether an organisation has an administrator on `today`.
pub async fn administered(
    tx: &mut PgConnection,
    organisation: &OrganisationId,
    today: Date,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select exists (
            select 1 from memberships
            where organisation = $1 and 'administrator' = any(roles)
              and from_day <= $2 and (until_day is null or until_day >= $2)
        ) as "there!"
        "#,
        organisation.as_str(),
        today.to_sqlx() as _,
    )
    .fetch_one(tx)
    .await?)
}
