//! Organisations' names, as intake told them.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, code::OrganisationType};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// The name of one, once we were told.
pub async fn name(tx: &mut PgConnection, id: &OrganisationId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisations where id = $1", id.as_str()).fetch_optional(tx).await?)
}

/// What the known ones among these are.
pub async fn types(
    tx: &mut PgConnection,
    organisations: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, OrganisationType>, StoreError> {
    let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows =
        sqlx::query!("select id, organisation_type from organisations where id = any($1)", &ids).fetch_all(tx).await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |error: &dyn std::fmt::Display| {
                StoreError::corrupt("organisations", "organisation_type", &row.id, error)
            };
            let id = row.id.parse().map_err(|error| corrupt(&error))?;
            let known = OrganisationType::ALL.iter().copied().find(|known| known.code() == row.organisation_type);
            Ok((id, known.ok_or_else(|| corrupt(&"not on the list"))?))
        })
        .collect()
}

/// Keeps a name that one was told by at `told_at`: it goes by the newest, and is found by every one it ever had.
pub async fn name_it(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        with told as (
            insert into organisation_names as n (organisation, name, told_at) values ($1, $2, $3)
            on conflict (organisation, name) do update set told_at = greatest(n.told_at, excluded.told_at)
        )
        update organisations set name = $2, named_at = $3 where id = $1 and named_at <= $3
        "#,
        id.as_str(),
        name,
        told_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps one, by this name unless a newer one was told before it.
pub async fn keep(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    organisation_type: OrganisationType,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into organisations (id, name, organisation_type, named_at)
        select $1, coalesce(newer.name, $2), $3, coalesce(newer.told_at, $4)
        from (select) as one left join lateral (
            select name, told_at from organisation_names
            where organisation = $1 and told_at > $4 order by told_at desc limit 1
        ) newer on true
        on conflict (id) do update set organisation_type = excluded.organisation_type
        "#,
        id.as_str(),
        name,
        organisation_type.code(),
        told_at.to_sqlx() as _,
    )
    .execute(&mut *tx)
    .await?;
    name_it(tx, id, name, told_at).await
}
