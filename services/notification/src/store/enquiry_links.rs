//! Which secret link of an enquiry is the newest; never the link.

use dars_bus::StoreError;
use dars_vocabulary::EnquiryRef;
use sqlx::PgConnection;

/// Keeps the newest.
pub async fn keep(tx: &mut PgConnection, enquiry: &EnquiryRef, generation: u32) -> Result<(), StoreError> {
    let generation = i32::try_from(generation)
        .map_err(|error| StoreError::corrupt("enquiry_links", "generation", enquiry.as_str(), error))?;
    sqlx::query!(
        r#"
        insert into enquiry_links as held (reference, generation) values ($1, $2)
        on conflict (reference) do update set generation = greatest(held.generation, excluded.generation)
        "#,
        enquiry.as_str(),
        generation,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The newest; the first unless another was told of.
pub async fn generation(tx: &mut PgConnection, enquiry: &EnquiryRef) -> Result<u32, StoreError> {
    let held = sqlx::query_scalar!("select generation from enquiry_links where reference = $1", enquiry.as_str())
        .fetch_optional(tx)
        .await?;
    u32::try_from(held.unwrap_or(1))
        .map_err(|error| StoreError::corrupt("enquiry_links", "generation", enquiry.as_str(), error))
}
