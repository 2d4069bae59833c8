//! Who has a case, as `review` tells it.

use dars_bus::StoreError;
use dars_vocabulary::{Nic, PersonId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// Keeps who has it from `since` on; what is told later of an earlier time changes nothing.
pub async fn keep(tx: &mut PgConnection, nic: &Nic, officer: PersonId, since: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into case_officers (nic, officer, since) values ($1, $2, $3)
        on conflict (nic) do update set officer = excluded.officer, since = excluded.since
        where case_officers.since <= excluded.since
        "#,
        nic.as_str(),
        officer.0,
        since.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Those of `nics` that this officer has.
pub async fn of(tx: &mut PgConnection, officer: PersonId, nics: &[Nic]) -> Result<Vec<Nic>, StoreError> {
    let asked: Vec<String> = nics.iter().map(ToString::to_string).collect();
    let theirs =
        sqlx::query_scalar!("select nic from case_officers where officer = $1 and nic = any($2)", officer.0, &asked)
            .fetch_all(tx)
            .await?;
    Ok(nics.iter().filter(|nic| theirs.iter().any(|held| held == nic.as_str())).cloned().collect())
}
