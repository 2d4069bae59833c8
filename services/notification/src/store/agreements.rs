//! What reminders need to know of contracts: whose they are, who must sign, which agreements depend on an organisation.

use dars_bus::StoreError;
use dars_vocabulary::{ContractRef, DocumentVersion, Nic, OrganisationId, ServiceAgreementRef};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

/// A framework contract has no version here.
fn edition(version: Option<DocumentVersion>) -> String {
    version.map(|version| version.to_string()).unwrap_or_default()
}

/// Keeps whose a framework contract is.
pub async fn keep_contract(
    tx: &mut PgConnection,
    contract: &ContractRef,
    organisation: &OrganisationId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into framework_contracts (reference, organisation) values ($1, $2) on conflict (reference) do nothing",
        contract.as_str(),
        organisation.as_str(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whose a framework contract is.
pub async fn organisation_of_contract(
    tx: &mut PgConnection,
    contract: &ContractRef,
) -> Result<Option<OrganisationId>, StoreError> {
    let id =
        sqlx::query_scalar!("select organisation from framework_contracts where reference = $1", contract.as_str())
            .fetch_optional(tx)
            .await?;
    id.map(|id| read("framework_contracts", contract, &id)).transpose()
}

/// Keeps a party of an issued contract; one that has signed stays so.
pub async fn keep_party(
    tx: &mut PgConnection,
    reference: &str,
    version: Option<DocumentVersion>,
    organisation: &OrganisationId,
    signs: bool,
    signed: bool,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into parties (reference, edition, organisation, signs, signed) values ($1, $2, $3, $4, $5)
        on conflict (reference, edition, organisation) do update
            set signs = parties.signs or excluded.signs, signed = parties.signed or excluded.signed
        "#,
        reference,
        edition(version),
        organisation.as_str(),
        signs,
        signed,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Those who must sign, the data body among them; none when its issue was not heard.
pub async fn signing(
    tx: &mut PgConnection,
    reference: &str,
    version: Option<DocumentVersion>,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids = sqlx::query_scalar!(
        "select organisation from parties where reference = $1 and edition = $2 and signs order by organisation",
        reference,
        edition(version),
    )
    .fetch_all(tx)
    .await?;
    ids.iter().map(|id| read("parties", reference, id)).collect()
}

/// Those who must sign and have not.
pub async fn unsigned(
    tx: &mut PgConnection,
    reference: &str,
    version: Option<DocumentVersion>,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"
        select organisation from parties where reference = $1 and edition = $2 and signs and not signed
        order by organisation
        "#,
        reference,
        edition(version),
    )
    .fetch_all(tx)
    .await?;
    ids.iter().map(|id| read("parties", reference, id)).collect()
}

/// Keeps the version of an agreement that came into force.
pub async fn in_force(
    tx: &mut PgConnection,
    nic: &Nic,
    organisation: &OrganisationId,
    version: DocumentVersion,
    end: Date,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into agreements (nic, organisation, version, end_day, in_force) values ($1, $2, $3, $4, true)
        on conflict (nic) do update
            set organisation = excluded.organisation, version = excluded.version, end_day = excluded.end_day,
                in_force = true
        "#,
        nic.as_str(),
        organisation.as_str(),
        version.to_string(),
        end.to_sqlx() as _,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// That version is in force no more; a newer one stays as it is.
pub async fn over(tx: &mut PgConnection, nic: &Nic, version: DocumentVersion) -> Result<(), StoreError> {
    sqlx::query!(
        "update agreements set in_force = false where nic = $1 and version = $2",
        nic.as_str(),
        version.to_string(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The version in force and its last day.
pub async fn current(tx: &mut PgConnection, nic: &Nic) -> Result<Option<(DocumentVersion, Date)>, StoreError> {
    let row = sqlx::query!("select version, end_day from agreements where nic = $1 and in_force", nic.as_str())
        .fetch_optional(tx)
        .await?;
    row.map(|row| {
        let version = row.version.parse();
        let version = version.map_err(|error| StoreError::corrupt("agreements", "version", nic, format!("{error}")))?;
        Ok((version, row.end_day.to_jiff()))
    })
    .transpose()
}

/// Agreements in force to which an organisation is a party in any way; all of them public.
pub async fn depending_on(tx: &mut PgConnection, organisation: &OrganisationId) -> Result<Vec<Nic>, StoreError> {
    let nics = sqlx::query_scalar!(
        r#"
        select nic as "nic!" from agreements where organisation = $1 and in_force
        union
        select a.nic from parties p join agreements a on a.nic = p.reference and a.version = p.edition
        where p.organisation = $1 and a.in_force
        order by 1
        "#,
        organisation.as_str(),
    )
    .fetch_all(tx)
    .await?;
    nics.iter()
        .map(|nic| nic.parse().map_err(|error| StoreError::corrupt("agreements", "nic", nic, format!("{error}"))))
        .collect()
}

/// People work in the secure data environment under this service agreement.
pub async fn sde_begins(tx: &mut PgConnection, service: &ServiceAgreementRef, nic: &Nic) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into sde_services (reference, nic) values ($1, $2) on conflict (reference) do nothing",
        service.as_str(),
        nic.as_str(),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// They no longer do; whether they did.
pub async fn sde_ends(tx: &mut PgConnection, service: &ServiceAgreementRef) -> Result<bool, StoreError> {
    let done = sqlx::query!("delete from sde_services where reference = $1", service.as_str()).execute(tx).await?;
    Ok(done.rows_affected() == 1)
}

/// Whether people work in the secure data environment under an agreement.
pub async fn has_sde(tx: &mut PgConnection, nic: &Nic) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select exists (select 1 from sde_services where nic = $1) as "exists!""#, nic.as_str())
        .fetch_one(tx)
        .await?)
}

fn read(table: &'static str, row: impl ToString, id: &str) -> Result<OrganisationId, StoreError> {
    id.parse().map_err(|error| StoreError::corrupt(table, "organisation", row, format!("{error}")))
}
