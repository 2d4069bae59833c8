//! The catalogue.

use std::collections::BTreeMap;

use dars_bus::StoreError;
use dars_vocabulary::{DataSetEntry, DataSetTraits};
use serde_json::Value;
use sqlx::PgConnection;

/// One data set of the catalogue.
#[derive(Clone, Debug)]
pub struct DataSet {
    /// Its id.
    pub id: String,
    /// Its entry.
    pub entry: DataSetEntry,
}

struct Row {
    id: String,
    name: String,
    scope: String,
    traits: Value,
    entry: Option<Value>,
}

impl TryFrom<Row> for DataSet {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let Row { id, name, scope, traits, entry } = row;
        let entry = match entry {
            Some(entry) => {
                serde_json::from_value(entry).map_err(|error| StoreError::corrupt("datasets", "entry", &id, error))?
            }
            None => DataSetEntry::of(name, scope, read(&id, traits)?),
        };
        Ok(Self { id, entry })
    }
}

fn read(id: &str, traits: Value) -> Result<DataSetTraits, StoreError> {
    serde_json::from_value(traits).map_err(|error| StoreError::corrupt("datasets", "traits", id, error))
}

/// What the rules need to know of these data sets; what is not in the catalogue is absent.
pub async fn traits(tx: &mut PgConnection, ids: &[String]) -> Result<BTreeMap<String, DataSetTraits>, StoreError> {
    let rows = sqlx::query!("select id, traits from datasets where id = any($1)", ids).fetch_all(tx).await?;
    rows.into_iter().map(|row| Ok((row.id.clone(), read(&row.id, row.traits)?))).collect()
}

/// A page in order of id, behind `after`, without the fields of each.
pub async fn page(tx: &mut PgConnection, after: &str, limit: i64) -> Result<Vec<DataSet>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select id, name, scope, traits, entry - 'fields' as entry from datasets
        where id > $1 order by id limit $2
        "#,
        after,
        limit
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(DataSet::try_from).collect()
}

/// All of them, without the fields of each: some hundred at most, among which words are looked for.
pub async fn all(tx: &mut PgConnection) -> Result<Vec<DataSet>, StoreError> {
    let rows =
        sqlx::query_as!(Row, "select id, name, scope, traits, entry - 'fields' as entry from datasets order by id")
            .fetch_all(tx)
            .await?;
    rows.into_iter().map(DataSet::try_from).collect()
}

/// These, without the fields of each; what is not in the catalogue is absent.
pub async fn some(tx: &mut PgConnection, ids: &[String]) -> Result<Vec<DataSet>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select id, name, scope, traits, entry - 'fields' as entry from datasets
        where id = any($1) order by id
        "#,
        ids
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(DataSet::try_from).collect()
}

/// A number that grows with every change of any entry: the version of the catalogue as a whole.
pub async fn edition(tx: &mut PgConnection) -> Result<i64, StoreError> {
    // Entries are never taken out, so that the sum of their versions only grows.
    let sum = sqlx::query_scalar!(r#"select coalesce(sum(version), 0)::bigint as "sum!" from datasets"#);
    Ok(sum.fetch_one(tx).await?)
}

/// Keeps one; replaces what was said of it before.
pub async fn keep(tx: &mut PgConnection, id: &str, entry: &DataSetEntry, version: i64) -> Result<(), StoreError> {
    let corrupt = |column| move |error| StoreError::corrupt("datasets", column, id, error);
    let traits = serde_json::to_value(entry.traits()).map_err(corrupt("traits"))?;
    let whole = serde_json::to_value(entry).map_err(corrupt("entry"))?;
    sqlx::query!(
        r#"
        insert into datasets (id, name, scope, traits, entry, version) values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update
        set name = excluded.name, scope = excluded.scope, traits = excluded.traits, entry = excluded.entry,
            version = excluded.version
        "#,
        id,
        entry.name,
        entry.scope,
        traits,
        whole,
        version,
    )
    .execute(tx)
    .await?;
    Ok(())
}
