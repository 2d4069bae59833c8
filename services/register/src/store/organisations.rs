//! The names of organisations, as intake told them.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::OrganisationId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// The names of these, as far as they have been told.
pub async fn names(
    tx: &mut PgConnection,
    ids: impl Iterator<Item = &OrganisationId>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let ids: Vec<String> = ids.map(ToString::to_string).collect();
    let rows = sqlx::query!("select id, name from organisations where id = any($1)", &ids).fetch_all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Keeps the name that one was told by at `told_at`, unless a newer one is known.
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
