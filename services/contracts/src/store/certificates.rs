//! The numbers of destruction certificates.

use dars_bus::StoreError;
use dars_vocabulary::CertificateRef;
use sqlx::PgConnection;

/// Allots the next reference; one that comes to nothing leaves a gap.
pub async fn allot(tx: &mut PgConnection, year: i16) -> Result<CertificateRef, StoreError> {
    let number = sqlx::query_scalar!(r#"select nextval('certificate_numbers') as "number!""#).fetch_one(tx).await?;
    let number =
        u32::try_from(number).map_err(|error| StoreError::corrupt("certificate_numbers", "nextval", number, error))?;
    Ok(CertificateRef::allot(year, number))
}
