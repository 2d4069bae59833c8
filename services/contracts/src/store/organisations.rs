//! The names of organisations, and what they are, as intake told them.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, code::OrganisationType};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// The name of one, if it has been told.
pub async fn name(tx: &mut PgConnection, id: &OrganisationId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisations where id = $1", id.as_str()).fetch_optional(tx).await?)
}

/// What these are, as far as has been told.
pub async fn types(
    tx: &mut PgConnection,
    organisations: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, OrganisationType>, StoreError> {
    let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select id, organisation_type as "organisation_type!" from organisations
        where id = any($1) and organisation_type is not null
        "#,
        &ids,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = row.id.parse().map_err(|error| StoreError::corrupt("organisations", "id", &row.id, error))?;
            let known = serde_json::from_value(row.organisation_type.into())
                .map_err(|error| StoreError::corrupt("organisations", "organisation_type", &row.id, error))?;
            Ok((id, known))
        })
        .collect()
}

/// Keeps a name that one was told by at `told_at`, unless a newer one is known.
pub async fn name_it(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into organisations (id, name, named_at) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, named_at = excluded.named_at
            where organisations.named_at <= excluded.named_at
        "#,
        id.as_str(),
        name,
        told_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps one, and what it is.
pub async fn keep(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    organisation_type: OrganisationType,
    told_at: Timestamp,
) -> Result<(), StoreError> {
    name_it(tx, id, name, told_at).await?;
    sqlx::query!(
        "update organisations set organisation_type = $2 where id = $1",
        id.as_str(),
        organisation_type.code(),
    )
    .execute(tx)
    .await?;
    Ok(())
}
