//! What is kept of enquirers' secret links: never the links.

use dars_bus::StoreError;
use dars_intake_domain::enquiry::Held;
use dars_rules::policy;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use sqlx::PgConnection;

/// What is kept of an enquiry's link.
pub async fn held(tx: &mut PgConnection, reference: &str) -> Result<Held, StoreError> {
    let row =
        sqlx::query!("select generation, closed_on, renewed_on from enquiry_links where reference = $1", reference)
            .fetch_optional(tx)
            .await?;
    let Some(row) = row else { return Ok(Held::default()) };
    let generation = u32::try_from(row.generation)
        .map_err(|error| StoreError::corrupt("enquiry_links", "generation", reference, error))?;
    Ok(Held {
        generation,
        closed_on: row.closed_on.map(jiff_sqlx::Date::to_jiff),
        renewed_on: row.renewed_on.map(jiff_sqlx::Date::to_jiff),
    })
}

/// From when the end of an enquiry counts; `None`: it is open again.
pub async fn closed(tx: &mut PgConnection, reference: &str, on: Option<Date>) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into enquiry_links (reference, closed_on) values ($1, $2)
        on conflict (reference) do update set closed_on = excluded.closed_on
        "#,
        reference,
        on.map(jiff::civil::Date::to_sqlx) as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Another link takes the place of the one there is; its generation, unless that was made a moment ago.
pub async fn renew(tx: &mut PgConnection, reference: &str, today: Date) -> Result<Option<u32>, StoreError> {
    let generation = sqlx::query_scalar!(
        r#"
        -- technical time: whoever asks again and again gets one
        insert into enquiry_links as held (reference, generation, renewed_on, renewed_at) values ($1, 2, $2, now())
        on conflict (reference) do update
        set generation = held.generation + 1, renewed_on = excluded.renewed_on, renewed_at = excluded.renewed_at
        where held.renewed_at is null or held.renewed_at <= now() - make_interval(mins => $3)
        returning generation
        "#,
        reference,
        today.to_sqlx() as _,
        i32::try_from(policy::ENQUIRY_LINK_REST.value).unwrap_or(i32::MAX),
    )
    .fetch_optional(tx)
    .await?;
    generation
        .map(u32::try_from)
        .transpose()
        .map_err(|error| StoreError::corrupt("enquiry_links", "generation", reference, error))
}
