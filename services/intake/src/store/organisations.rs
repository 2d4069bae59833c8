//! Organisations, for lists and lookups.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, Sector, code::OrganisationType, reference::NotAReference};
use serde::Serialize;
use sqlx::PgConnection;

/// One organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Organisation {
    /// Its code.
    pub id: String,
    /// Its legal name.
    pub name: String,
    /// What it is.
    #[serde(rename = "organisation_type")]
    pub kind: String,
}

/// Whether it is in the records.
pub async fn exists(tx: &mut PgConnection, id: &str) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select exists (select 1 from organisations where id = $1) as "known!""#, id)
        .fetch_one(tx)
        .await?)
}

/// What these organisations are; one that is not in the records is absent.
pub async fn types(
    tx: &mut PgConnection,
    ids: &[OrganisationId],
) -> Result<BTreeMap<OrganisationId, OrganisationType>, StoreError> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows =
        sqlx::query!("select id, organisation_type from organisations where id = any($1)", &ids).fetch_all(tx).await?;
    rows.into_iter()
        .map(|row| {
            let corrupt =
                |column: &'static str, why: String| StoreError::corrupt("organisations", column, &row.id, why);
            let id = row.id.parse().map_err(|error: NotAReference| corrupt("id", error.to_string()))?;
            let kind = serde_json::from_value(serde_json::Value::String(row.organisation_type.clone()))
                .map_err(|error| corrupt("organisation_type", error.to_string()))?;
            Ok((id, kind))
        })
        .collect()
}

/// The sector of one; the public's, if it is not in the records.
pub async fn sector(tx: &mut PgConnection, id: &OrganisationId) -> Result<Sector, StoreError> {
    let types = types(tx, std::slice::from_ref(id)).await?;
    Ok(types.get(id).map_or(Sector::Public, |kind| kind.sector()))
}

/// A page in order of code, behind `after`.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64) -> Result<Vec<Organisation>, StoreError> {
    Ok(sqlx::query_as!(
        Organisation,
        "select id, name, organisation_type as kind from organisations where id > $1 order by id limit $2",
        after,
        limit
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: &str, name: &str, organisation_type: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into organisations (id, name, organisation_type) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, organisation_type = excluded.organisation_type
        "#,
        id,
        name,
        organisation_type,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Every name it ever had, today's among them.
pub async fn names(tx: &mut PgConnection, id: &OrganisationId) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisation_names where organisation = $1 order by name", id.as_str())
        .fetch_all(tx)
        .await?)
}
