//! What organisations show for their security and registration, as intake told it: the last of each kind.

use dars_bus::StoreError;
use dars_rules::Assurance;
use dars_vocabulary::OrganisationId;
use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgConnection;

/// What these organisations show, whether or not it still holds: the rules say whether it is enough.
pub async fn of(tx: &mut PgConnection, organisations: &[OrganisationId]) -> Result<Vec<Assurance>, StoreError> {
    let ids: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select organisation, kind, outcome, valid_to, plan_approved, particulars from assurances
        where organisation = any($1) order by organisation, kind
        "#,
        &ids,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column: &'static str, why: &dyn std::fmt::Display| {
                StoreError::corrupt("assurances", column, &row.organisation, why.to_string())
            };
            Ok(Assurance {
                organisation: row.organisation.parse().map_err(|error| corrupt("organisation", &error))?,
                kind: code(row.kind).map_err(|error| corrupt("kind", &error))?,
                outcome: code(row.outcome).map_err(|error| corrupt("outcome", &error))?,
                valid_to: row.valid_to.to_jiff(),
                plan_approved: row.plan_approved,
                particulars: serde_json::from_value(row.particulars).map_err(|error| corrupt("particulars", &error))?,
            })
        })
        .collect()
}

fn code<T: DeserializeOwned>(text: String) -> Result<T, serde_json::Error> {
    serde_json::from_value(Value::String(text))
}

/// Keeps the last of its kind, unless something newer is known.
pub async fn keep(tx: &mut PgConnection, assurance: &Assurance, told_at: Timestamp) -> Result<(), StoreError> {
    let organisation = assurance.organisation.as_str();
    let particulars = serde_json::to_value(&assurance.particulars)
        .map_err(|error| StoreError::corrupt("assurances", "particulars", organisation, error))?;
    sqlx::query!(
        r#"
        insert into assurances (organisation, kind, outcome, valid_to, plan_approved, particulars, told_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (organisation, kind) do update set
            outcome = excluded.outcome, valid_to = excluded.valid_to, plan_approved = excluded.plan_approved,
            particulars = excluded.particulars, told_at = excluded.told_at
            where assurances.told_at <= excluded.told_at
        "#,
        organisation,
        assurance.kind.code(),
        assurance.outcome.code(),
        assurance.valid_to.to_sqlx() as _,
        assurance.plan_approved,
        particulars,
        told_at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
