//! What must be destroyed by whom, and which certificates cover it; which applications are over.

use dars_bus::StoreError;
use dars_vocabulary::{CertificateRef, DocumentVersion, Nic, OrganisationId};
use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

fn codes(organisations: &[OrganisationId]) -> Vec<String> {
    organisations.iter().map(ToString::to_string).collect()
}

fn organisations(table: &'static str, row: &Nic, ids: &[String]) -> Result<Vec<OrganisationId>, StoreError> {
    ids.iter()
        .map(|id| id.parse().map_err(|error| StoreError::corrupt(table, "parties", row, format!("{error}"))))
        .collect()
}

/// Keeps whom a destruction concerns. Certificates of an earlier version's show nothing of what was held since.
pub async fn keep_destruction(
    tx: &mut PgConnection,
    nic: &Nic,
    version: DocumentVersion,
    parties: &[OrganisationId],
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        delete from certificates c using destructions d
        where c.nic = $1 and d.nic = c.nic and d.version <> $2
        "#,
        nic.as_str(),
        version.to_string(),
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        r#"
        insert into destructions (nic, version, parties) values ($1, $2, $3)
        on conflict (nic) do update set version = excluded.version, parties = excluded.parties
        "#,
        nic.as_str(),
        version.to_string(),
        &codes(parties),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whom a destruction concerns.
pub async fn parties(tx: &mut PgConnection, nic: &Nic) -> Result<Vec<OrganisationId>, StoreError> {
    let ids = sqlx::query_scalar!("select parties from destructions where nic = $1", nic.as_str())
        .fetch_optional(tx)
        .await?
        .unwrap_or_default();
    organisations("destructions", nic, &ids)
}

/// Keeps a certificate that came in.
pub async fn keep_certificate(
    tx: &mut PgConnection,
    certificate: &CertificateRef,
    nic: &Nic,
    parties: &[OrganisationId],
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into certificates (reference, nic, parties, state) values ($1, $2, $3, 'submitted')
        on conflict (reference) do update
            set parties = excluded.parties,
                state = case when certificates.state = 'accepted' then 'accepted' else 'submitted' end
        "#,
        certificate.as_str(),
        nic.as_str(),
        &codes(parties),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A certificate was queried or accepted.
pub async fn settle_certificate(
    tx: &mut PgConnection,
    certificate: &CertificateRef,
    state: &'static str,
) -> Result<(), StoreError> {
    sqlx::query!("update certificates set state = $2 where reference = $1", certificate.as_str(), state)
        .execute(tx)
        .await?;
    Ok(())
}

/// The parties that no certificate covers: one that was queried covers nobody.
pub async fn uncovered(tx: &mut PgConnection, nic: &Nic) -> Result<Vec<OrganisationId>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"
        select party as "party!" from destructions d cross join unnest(d.parties) as party
        where d.nic = $1
          and not exists (
              select 1 from certificates c where c.nic = d.nic and c.state <> 'queried' and party = any(c.parties)
          )
        order by 1
        "#,
        nic.as_str(),
    )
    .fetch_all(tx)
    .await?;
    organisations("destructions", nic, &ids)
}

/// Whether accepted certificates cover every party.
pub async fn all_accepted(tx: &mut PgConnection, nic: &Nic) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"
        select not exists (
            select 1 from destructions d cross join unnest(d.parties) as party
            where d.nic = $1
              and not exists (
                  select 1 from certificates c where c.nic = d.nic and c.state = 'accepted' and party = any(c.parties)
              )
        ) as "all!"
        "#,
        nic.as_str(),
    )
    .fetch_one(tx)
    .await?)
}

/// An application was withdrawn or has lapsed.
pub async fn application_over(tx: &mut PgConnection, nic: &Nic, at: Timestamp) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into applications_over (nic, at) values ($1, $2)
        on conflict (nic) do update set at = greatest(applications_over.at, excluded.at)
        "#,
        nic.as_str(),
        at.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether what was said of an application at `at` no longer matters.
pub async fn was_over(tx: &mut PgConnection, nic: &Nic, at: Timestamp) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select 1 from applications_over where nic = $1 and at >= $2) as "over!""#,
        nic.as_str(),
        at.to_sqlx() as _,
    )
    .fetch_one(tx)
    .await?)
}
