//! The numbers that contracts and service agreements are given.

use dars_bus::{StoreError, ids};
use dars_vocabulary::{ContractRef, ServiceAgreementRef};
use sqlx::PgConnection;

/// The next framework contract's.
pub async fn next_contract(tx: &mut PgConnection) -> Result<ContractRef, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('contract_numbers') as "number!""#).fetch_one(tx).await?;
    Ok(ContractRef::allot(u32::try_from(number).unwrap_or(u32::MAX), ids::chance()))
}

/// The next service agreement's.
pub async fn next_service_agreement(tx: &mut PgConnection, year: i16) -> Result<ServiceAgreementRef, StoreError> {
    let number =
        sqlx::query_scalar!(r#"select nextval('service_agreement_numbers') as "number!""#).fetch_one(tx).await?;
    Ok(ServiceAgreementRef::allot(year, u32::try_from(number).unwrap_or(u32::MAX)))
}
