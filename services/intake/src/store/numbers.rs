//! Fresh numbers. A rolled-back transaction leaves a gap, which nobody minds.

use dars_bus::{StoreError, ids};
use dars_vocabulary::{EnquiryRef, Nic};
use sqlx::PgConnection;

/// The next enquiry of `year`.
pub async fn next_enquiry(tx: &mut PgConnection, year: i16) -> Result<EnquiryRef, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('enquiry_numbers') as "number!""#).fetch_one(tx).await?;
    Ok(EnquiryRef::allot(year, u32::try_from(number).unwrap_or(u32::MAX)))
}

/// The next NIC number.
pub async fn next_nic(tx: &mut PgConnection) -> Result<Nic, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('nic_numbers') as "number!""#).fetch_one(tx).await?;
    Ok(Nic::allot(u32::try_from(number).unwrap_or(u32::MAX), ids::chance()))
}
