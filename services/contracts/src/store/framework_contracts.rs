//! Framework contracts, for lists, for the rules of issue, and for who takes whose place.

use dars_bus::StoreError;
use dars_contracts_domain::framework_contract::{Contract, Signed, State};
use dars_vocabulary::{ContractRef, OrganisationId};
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// One framework contract of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The contract.
    pub contract: String,
    /// The name of the organisation it binds, if that has been told.
    pub organisation_name: Option<String>,
    /// Where it stands: its status is computed from it, for the day on which it is asked.
    pub state: State,
}

fn read(contract: &str, state: serde_json::Value) -> Result<State, StoreError> {
    serde_json::from_value(state).map_err(|error| StoreError::corrupt("aggregates", "state", contract, error))
}

/// A row as it is stored.
struct Row {
    contract: String,
    organisation_name: Option<String>,
    state: serde_json::Value,
}

/// A page in order of reference behind `after`; of these organisations alone, or of all.
pub async fn page(
    tx: &mut PgConnection,
    organisations: Option<&[String]>,
    after: &str,
    limit: i64,
) -> Result<Vec<Listed>, StoreError> {
    let rows = if let Some(organisations) = organisations {
        sqlx::query_as!(
            Row,
            r#"
            -- First those of the organisations, by their index: a plan for any organisations might read all in order.
            with own as materialized (
                select contract, organisation from framework_contracts where organisation = any($2) and contract > $1
                order by contract limit $3
            )
            select own.contract, o.name as "organisation_name?", g.state
            from own join aggregates g on g.aggregate = 'framework_contract' and g.reference = own.contract
            left join organisations o on o.id = own.organisation
            order by own.contract
            "#,
            after,
            organisations,
            limit,
        )
        .fetch_all(tx)
        .await?
    } else {
        sqlx::query_as!(
            Row,
            r#"
            select f.contract, o.name as "organisation_name?", g.state
            from framework_contracts f
            join aggregates g on g.aggregate = 'framework_contract' and g.reference = f.contract
            left join organisations o on o.id = f.organisation
            where f.contract > $1 order by f.contract limit $2
            "#,
            after,
            limit,
        )
        .fetch_all(tx)
        .await?
    };
    rows.into_iter()
        .map(|row| {
            let state = read(&row.contract, row.state)?;
            Ok(Listed { contract: row.contract, organisation_name: row.organisation_name, state })
        })
        .collect()
}

/// The framework contracts of these organisations that are in force or yet to begin, each between the days on which it
/// is in force.
pub async fn of(tx: &mut PgConnection, organisations: &[OrganisationId]) -> Result<Vec<Contract>, StoreError> {
    let organisations: Vec<String> = organisations.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"
        select contract, organisation, in_force_from as "from!: jiff_sqlx::Date",
               in_force_until as "until!: jiff_sqlx::Date"
        from framework_contracts
        where organisation = any($1) and state in ('SIGNED', 'ACTIVE') and in_force_from <= in_force_until
        order by contract
        "#,
        &organisations,
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let corrupt = |column, error| StoreError::corrupt("framework_contracts", column, &row.contract, error);
            Ok(Contract {
                contract: row.contract.parse().map_err(|error| corrupt("contract", error))?,
                organisation: row.organisation.parse().map_err(|error| corrupt("organisation", error))?,
                start: row.from.to_jiff(),
                end: row.until.to_jiff(),
            })
        })
        .collect()
}

/// What both sides signed of one organisation's contracts that are not over.
pub async fn standing(tx: &mut PgConnection, organisation: &OrganisationId) -> Result<Vec<Signed>, StoreError> {
    let rows = sqlx::query!(
        r#"
        select f.contract, g.state
        from framework_contracts f
        join aggregates g on g.aggregate = 'framework_contract' and g.reference = f.contract
        where f.organisation = $1 and f.state in ('SIGNED', 'ACTIVE')
        order by f.contract
        "#,
        organisation.as_str(),
    )
    .fetch_all(tx)
    .await?;
    let states = rows.into_iter().map(|row| read(&row.contract, row.state));
    states.filter_map(|state| state.map(|state| state.signed().cloned()).transpose()).collect()
}

/// A contract of the organisation that is asked for, drafted or being signed.
pub async fn open(tx: &mut PgConnection, organisation: &OrganisationId) -> Result<Option<ContractRef>, StoreError> {
    let contract = sqlx::query_scalar!(
        r#"
        select contract from framework_contracts
        where organisation = $1
            and state in ('REQUESTED', 'DRAFT', 'ISSUED', 'PART_SIGNED')
        order by contract limit 1
        "#,
        organisation.as_str(),
    )
    .fetch_optional(tx)
    .await?;
    let corrupt =
        |contract: &str, error| StoreError::corrupt("framework_contracts", "contract", contract.to_owned(), error);
    contract.map(|contract| contract.parse().map_err(|error| corrupt(&contract, error))).transpose()
}

/// Keeps the contracts of one organisation to one writer at a time, until the transaction ends: each of two that are
/// signed at the same moment must see the other.
pub async fn lock(tx: &mut PgConnection, organisation: &OrganisationId) -> Result<(), StoreError> {
    sqlx::query_scalar!(
        r#"select pg_advisory_xact_lock(hashtextextended('framework contracts of ' || $1, 0)) is null as "locked!""#,
        organisation.as_str(),
    )
    .fetch_one(tx)
    .await?;
    Ok(())
}

/// Keeps one.
pub async fn keep(tx: &mut PgConnection, contract: &str, state: &State) -> Result<(), StoreError> {
    let Some(organisation) = state.organisation() else { return Ok(()) };
    let in_force = state.signed().map(Signed::in_force);
    sqlx::query!(
        r#"
        insert into framework_contracts (contract, organisation, state, in_force_from, in_force_until)
        values ($1, $2, $3, $4, $5)
        on conflict (contract) do update set
            organisation = excluded.organisation, state = excluded.state,
            in_force_from = excluded.in_force_from, in_force_until = excluded.in_force_until
        "#,
        contract,
        organisation.as_str(),
        state.name(),
        in_force.as_ref().map(|days| days.start.to_sqlx()) as _,
        in_force.as_ref().map(|days| days.end.to_sqlx()) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A framework contract that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its reference.
    pub contract: String,
    /// The organisation's name, once we were told.
    pub organisation_name: Option<String>,
}

/// By the number of a reference, or by the characters behind it: either may be mistyped. The number counts more.
pub async fn by_reference(
    tx: &mut PgConnection,
    number: &str,
    check: Option<&str>,
    organisations: Option<&[String]>,
    limit: i64,
) -> Result<Vec<Found>, StoreError> {
    Ok(sqlx::query_as!(
        Found,
        r#"
        select f.contract, o.name as "organisation_name?"
        from framework_contracts f left join organisations o on o.id = f.organisation
        where (ltrim(split_part(f.contract, '-', 2), '0') = $1 or split_part(f.contract, '-', 3) = $2)
            and ($3::text[] is null or f.organisation = any($3))
        order by ltrim(split_part(f.contract, '-', 2), '0') = $1 desc, f.contract limit $4
        "#,
        number,
        check,
        organisations as _,
        limit,
    )
    .fetch_all(tx)
    .await?)
}
