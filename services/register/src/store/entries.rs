//! Entries, for lists.

use dars_bus::StoreError;
use dars_register_domain::entry::State;
use sqlx::PgConnection;

/// One entry of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The agreement.
    pub nic: String,
    /// Where it stands, with what stands in it.
    pub state: State,
}

/// Which entries are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// Those that everyone may read.
    Published,
    /// All of them, for a local stack's page.
    Any,
}

/// A page in order of NIC number behind `after`.
pub async fn page(tx: &mut PgConnection, which: Which, after: &str, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let state = match which {
        Which::Published => Some("PUBLISHED"),
        Which::Any => None,
    };
    let rows = sqlx::query!(
        r#"
        select e.nic, g.state
        from entries e join aggregates g on g.aggregate = 'entry' and g.reference = e.nic
        where e.nic > $1 and ($2::text is null or e.state = $2)
        order by e.nic limit $3
        "#,
        after,
        state,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.nic, error))?;
            Ok(Listed { nic: row.nic, state })
        })
        .collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, nic: &str, state: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into entries (nic, state) values ($1, $2) on conflict (nic) do update set state = excluded.state",
        nic,
        state,
    )
    .execute(tx)
    .await?;
    Ok(())
}
