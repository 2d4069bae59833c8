//! Releases, for lists and for what may flow only once.

use dars_bus::StoreError;
use dars_contracts_domain::release::State;
use dars_vocabulary::{Nic, ReleaseRef};
use sqlx::PgConnection;

/// One release of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The release.
    pub reference: String,
    /// Where it stands.
    pub state: State,
}

/// Allots the next reference; one that comes to nothing leaves a gap.
pub async fn allot(tx: &mut PgConnection, year: i16) -> Result<ReleaseRef, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('release_numbers') as "number!""#).fetch_one(tx).await?;
    let number =
        u32::try_from(number).map_err(|error| StoreError::corrupt("release_numbers", "nextval", number, error))?;
    Ok(ReleaseRef::allot(year, number))
}

/// Whether the data set was released under this agreement before.
pub async fn made_before(tx: &mut PgConnection, nic: &Nic, dataset: &str) -> Result<bool, StoreError> {
    let made = sqlx::query_scalar!(
        r#"
        select exists (
            select from releases where nic = $1 and dataset = $2 and state in ('RELEASED', 'ACKNOWLEDGED')
        ) as "made!"
        "#,
        nic.as_str(),
        dataset,
    )
    .fetch_one(tx)
    .await?;
    Ok(made)
}

/// A page of an agreement's, in order of reference behind `after`.
pub async fn page(tx: &mut PgConnection, nic: &Nic, after: &str, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select r.reference, g.state
        from releases r join aggregates g on g.aggregate = 'release' and g.reference = r.reference
        where r.nic = $1 and r.reference > $2
        order by r.reference limit $3
        "#,
        nic.as_str(),
        after,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let state = serde_json::from_value(row.state)
                .map_err(|error| StoreError::corrupt("aggregates", "state", &row.reference, error))?;
            Ok(Listed { reference: row.reference, state })
        })
        .collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, reference: &str, state: &State) -> Result<(), StoreError> {
    let Some(produced) = state.produced() else { return Ok(()) };
    sqlx::query!(
        r#"
        insert into releases (reference, nic, dataset, state) values ($1, $2, $3, $4)
        on conflict (reference) do update set state = excluded.state
        "#,
        reference,
        produced.nic.as_str(),
        produced.content.dataset,
        state.name(),
    )
    .execute(tx)
    .await?;
    Ok(())
}
