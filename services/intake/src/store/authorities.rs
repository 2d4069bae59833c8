//! For which organisations someone may sign.

use std::collections::BTreeSet;

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, PersonId, reference::NotAReference};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Those of these organisations for which anyone may sign on `today`.
pub async fn named(
    tx: &mut PgConnection,
    organisations: &[OrganisationId],
    today: Date,
) -> Result<BTreeSet<OrganisationId>, StoreError> {
    let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query_scalar!(
        r#"
        select distinct organisation from signing_authorities
        where organisation = any($1) and from_day <= $2 and (until_day is null or until_day >= $2)
        "#,
        &ids,
        today.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|id| {
            id.parse().map_err(|error: NotAReference| {
                StoreError::corrupt("signing_authorities", "organisation", &id, error.to_string())
            })
        })
        .collect()
}

/// Keeps one person's.
pub async fn keep(
    tx: &mut PgConnection,
    organisation: &OrganisationId,
    person: PersonId,
    from: Date,
    until: Option<Date>,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into signing_authorities (organisation, person, from_day, until_day) values ($1, $2, $3, $4)
        on conflict (organisation, person) do update set from_day = excluded.from_day, until_day = excluded.until_day
        "#,
        organisation.as_str(),
        person.0,
        from.to_sqlx() as _,
        until.map(jiff_sqlx::ToSqlx::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
