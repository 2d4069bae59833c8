//! Looking at framework contracts.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::framework_contract::Contract;
use dars_vocabulary::{ContractRef, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reading, may_see};
use crate::{
    handle::FrameworkContract,
    store::{self, framework_contracts::Listed},
};

/// `GET /framework-contracts`: for staff all, for others those of their organisations.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let organisations = may_see(connection, request).await?;
    let organisations: Option<Vec<String>> =
        organisations.map(|organisations| organisations.iter().map(ToString::to_string).collect());
    let rows = store::framework_contracts::page(connection, organisations.as_deref(), request.cursor(), limit).await?;
    let today = london_date(request.now);
    let items: Vec<Value> = rows.iter().map(|row| shown(row, today)).collect();
    Reply::page(&items, items.len(), limit, rows.last().map(|row| row.contract.contract.to_string()))
}

/// `GET /framework-contracts/{con}`
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: ContractRef = request.param("con")?;
    let organisations = may_see(connection, request).await?;
    let loaded = load::<FrameworkContract>(connection, reference.as_str()).await?;
    let visible = |contract: &&Contract| {
        organisations.as_ref().is_none_or(|organisations| organisations.contains(&contract.organisation))
    };
    let contract = loaded.state.contract().filter(visible).ok_or_else(|| Problem::not_found("framework contract"))?;
    let organisation_name = store::organisations::name(connection, &contract.organisation).await?;
    let row = Listed { contract: contract.clone(), organisation_name };
    Reply::versioned(loaded.version, &shown(&row, london_date(request.now)))
}

/// One framework contract; whether it is in force is computed from its dates.
pub fn shown(row: &Listed, today: Date) -> Value {
    let contract = &row.contract;
    json!({
        "contract": contract.contract,
        "organisation": contract.organisation,
        "organisation_name": row.organisation_name,
        "start": contract.start,
        "end": contract.end,
        "in_force": contract.is_active_on(today),
    })
}
