//! Framework contracts, for lists and for the rules of issue.

use dars_bus::StoreError;
use dars_contracts_domain::framework_contract::Contract;
use dars_vocabulary::OrganisationId;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// One framework contract of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The contract.
    pub contract: Contract,
    /// The name of the organisation it binds, if that has been told.
    pub organisation_name: Option<String>,
}

/// A row as it is stored.
struct Row {
    contract: String,
    organisation: String,
    start_day: jiff_sqlx::Date,
    end_day: jiff_sqlx::Date,
    organisation_name: Option<String>,
}

impl Row {
    fn read(self) -> Result<Listed, StoreError> {
        let corrupt = |column| {
            let row = self.contract.clone();
            move |error: dars_vocabulary::reference::NotAReference| {
                StoreError::corrupt("framework_contracts", column, row, error)
            }
        };
        Ok(Listed {
            contract: Contract {
                contract: self.contract.parse().map_err(corrupt("contract"))?,
                organisation: self.organisation.parse().map_err(corrupt("organisation"))?,
                start: self.start_day.to_jiff(),
                end: self.end_day.to_jiff(),
            },
            organisation_name: self.organisation_name,
        })
    }
}

/// A page in order of reference behind `after`; of these organisations alone, or of all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select f.contract, f.organisation, f.start_day, f.end_day, o.name as "organisation_name?"
        from framework_contracts f left join organisations o on o.id = f.organisation
        where f.contract > $1 and ($2::text[] is null or f.organisation = any($2))
        order by f.contract limit $3
        "#,
        after,
        organisations as _,
        limit,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(Row::read).collect()
}

/// All framework contracts of these organisations.
pub async fn of(tx: &mut PgConnection, organisations: &[OrganisationId]) -> Result<Vec<Contract>, StoreError> {
    let organisations: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"
        select contract, organisation, start_day, end_day, null as "organisation_name?"
        from framework_contracts where organisation = any($1) order by contract
        "#,
        &organisations,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter().map(|row| Ok(row.read()?.contract)).collect()
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, contract: &Contract) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into framework_contracts (contract, organisation, start_day, end_day) values ($1, $2, $3, $4)
        on conflict (contract) do update set
            organisation = excluded.organisation, start_day = excluded.start_day, end_day = excluded.end_day
        "#,
        contract.contract.as_str(),
        contract.organisation.as_str(),
        contract.start.to_sqlx() as _,
        contract.end.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}
