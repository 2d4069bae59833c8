//! Framework contracts, as `contracts` tells them.

use dars_bus::StoreError;
use dars_rules::FrameworkCover;
use dars_vocabulary::{ContractRef, OrganisationId};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// One that came into force. That it is over, if that was told before, stands.
pub async fn activated(tx: &mut PgConnection, cover: &FrameworkCover) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into framework_contracts (contract, organisation, start_day, end_day) values ($1, $2, $3, $4)
        on conflict (contract) do update set
            organisation = excluded.organisation, start_day = excluded.start_day, end_day = excluded.end_day
        "#,
        cover.contract.as_str(),
        cover.organisation.as_str(),
        cover.start.to_sqlx() as _,
        cover.end.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// One that is over.
pub async fn ended(
    tx: &mut PgConnection,
    contract: &ContractRef,
    organisation: &OrganisationId,
    ended_on: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into framework_contracts (contract, organisation, ended_on) values ($1, $2, $3)
        on conflict (contract) do update set ended_on = excluded.ended_on
        "#,
        contract.as_str(),
        organisation.as_str(),
        ended_on.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Those of these organisations that are in force on `today` or yet to begin.
pub async fn of(
    tx: &mut PgConnection,
    organisations: &[OrganisationId],
    today: Date,
) -> Result<Vec<FrameworkCover>, StoreError> {
    let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select contract, organisation, start_day as "start_day!", end_day as "end_day!", ended_on
        from framework_contracts
        where organisation = any($1) and start_day is not null and least(end_day, ended_on) >= $2
        order by organisation, contract
        "#,
        &ids,
        today.to_sqlx() as _,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column: &'static str, why: &dyn std::fmt::Display| {
                StoreError::corrupt("framework_contracts", column, &row.contract, why.to_string())
            };
            let end = row.end_day.to_jiff();
            Ok(FrameworkCover {
                contract: row.contract.parse().map_err(|error| corrupt("contract", &error))?,
                organisation: row.organisation.parse().map_err(|error| corrupt("organisation", &error))?,
                start: row.start_day.to_jiff(),
                end: row.ended_on.map_or(end, |ended| ended.to_jiff().min(end)),
            })
        })
        .collect()
}
