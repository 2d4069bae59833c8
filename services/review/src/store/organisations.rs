//! Organisations' names, as intake told them.

use dars_bus::StoreError;
use dars_vocabulary::{OrganisationId, code::OrganisationType};
use sqlx::PgConnection;

/// The name of one, once we were told.
pub async fn name(tx: &mut PgConnection, id: &OrganisationId) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar!("select name from organisations where id = $1", id.as_str()).fetch_optional(tx).await?)
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
    .execute(tx)
    .await?;
    Ok(())
}
