//! Organisations' names, as intake told them.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, code::OrganisationType};
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

/// Keeps the new name of one that has been told; it is found by the former ones, too.
pub async fn rename(tx: &mut PgConnection, id: &OrganisationId, name: &str) -> Result<(), StoreError> {
    sqlx::query!("update organisations set name = $2 where id = $1", id.as_str(), name).execute(&mut *tx).await?;
    sqlx::query!(
        "insert into organisation_names (organisation, name) values ($1, $2) on conflict do nothing",
        id.as_str(),
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Keeps one.
pub async fn keep(
    tx: &mut PgConnection,
    id: &OrganisationId,
    name: &str,
    organisation_type: OrganisationType,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into organisations (id, name, organisation_type) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, organisation_type = excluded.organisation_type
        "#,
        id.as_str(),
        name,
        organisation_type.code(),
    )
    .execute(&mut *tx)
    .await?;
    // It is found by its former names, too.
    sqlx::query!(
        "insert into organisation_names (organisation, name) values ($1, $2) on conflict do nothing",
        id.as_str(),
        name,
    )
    .execute(tx)
    .await?;
    Ok(())
}
