//! The catalogue.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::DataSetTraits;
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
    /// What the rules need to know of it.
    pub traits: DataSetTraits,
}

struct Row {
    id: String,
    name: String,
    scope: String,
    traits: serde_json::Value,
}

impl TryFrom<Row> for DataSet {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let traits = read(&row.id, row.traits)?;
        Ok(Self { id: row.id, name: row.name, scope: row.scope, traits })
    }
}

fn read(id: &str, traits: serde_json::Value) -> Result<DataSetTraits, StoreError> {
    serde_json::from_value(traits).map_err(|error| StoreError::corrupt("datasets", "traits", id, error))
}

/// What the rules need to know of these data sets; what is not in the catalogue is absent.
pub async fn traits(tx: &mut PgConnection, ids: &[String]) -> Result<BTreeMap<String, DataSetTraits>, StoreError> {
    let rows = sqlx::query!("select id, traits from datasets where id = any($1)", ids).fetch_all(tx).await?;
    rows.into_iter().map(|row| Ok((row.id.clone(), read(&row.id, row.traits)?))).collect()
}

/// One by its id.
pub async fn find(tx: &mut PgConnection, id: &str) -> Result<Option<DataSet>, StoreError> {
    let row = sqlx::query_as!(Row, "select id, name, scope, traits from datasets where id = $1", id)
        .fetch_optional(tx)
        .await?;
    row.map(DataSet::try_from).transpose()
}

/// A page in order of id, behind `after`.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64) -> Result<Vec<DataSet>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, name, scope, traits from datasets where id > $1 order by id limit $2",
        after,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(DataSet::try_from).collect()
}

/// Keeps one.
pub async fn keep(
    tx: &mut PgConnection,
    id: &str,
    name: &str,
    scope: &str,
    traits: &DataSetTraits,
) -> Result<(), StoreError> {
    let traits = serde_json::to_value(traits).map_err(|error| StoreError::corrupt("datasets", "traits", id, error))?;
    sqlx::query!(
        r#"
        insert into datasets (id, name, scope, traits) values ($1, $2, $3, $4)
        on conflict (id) do update set name = excluded.name, scope = excluded.scope, traits = excluded.traits
        "#,
        id,
        name,
        scope,
        traits,
    )
    .execute(tx)
    .await?;
    Ok(())
}
