//! The catalogue.

use dars_bus::StoreError;
use serde::Serialize;
use sqlx::PgConnection;

/// One data set.
#[derive(Clone, Debug, Serialize)]
pub struct DataSet {
    /// Its id.
    pub id: String,
    /// Its current name.
    pub name: String,
    /// What it covers.
    pub scope: String,
}

/// The ids of all data sets; some hundred at most.
pub async fn ids(tx: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    Ok(sqlx::query_scalar!("select id from datasets order by id").fetch_all(tx).await?)
}

/// One by its id.
pub async fn find(tx: &mut PgConnection, id: &str) -> Result<Option<DataSet>, StoreError> {
    Ok(sqlx::query_as!(DataSet, "select id, name, scope from datasets where id = $1", id).fetch_optional(tx).await?)
}

/// A page in order of id, behind `after`.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64) -> Result<Vec<DataSet>, StoreError> {
    Ok(sqlx::query_as!(
        DataSet,
        "select id, name, scope from datasets where id > $1 order by id limit $2",
        after,
        limit
    )
    .fetch_all(tx)
    .await?)
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, id: &str, name: &str, scope: &str) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into datasets (id, name, scope) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, scope = excluded.scope
        "#,
        id,
        name,
        scope,
    )
    .execute(tx)
    .await?;
    Ok(())
}
