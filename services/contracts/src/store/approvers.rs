//! Who approved what: they must not sign it for the body.

use dars_bus::StoreError;
use dars_vocabulary::{DocumentVersion, Nic, PersonId};
use sqlx::PgConnection;

/// Who approved the version that an agreement was drafted from, if that has been told.
pub async fn of(tx: &mut PgConnection, nic: &str) -> Result<Option<PersonId>, StoreError> {
    let approver = sqlx::query_scalar!(
        r#"
        select p.approver
        from agreements a join approvers p on p.nic = a.nic and p.version = a.application_version
        where a.nic = $1
        "#,
        nic,
    )
    .fetch_optional(tx)
    .await?;
    Ok(approver.map(PersonId))
}

/// Keeps who approved one version.
pub async fn keep(
    tx: &mut PgConnection,
    nic: &Nic,
    version: DocumentVersion,
    approver: PersonId,
) -> Result<(), StoreError> {
    sqlx::query!(
        r#"
        insert into approvers (nic, version, approver) values ($1, $2, $3)
        on conflict (nic, version) do update set approver = excluded.approver
        "#,
        nic.as_str(),
        version.to_string(),
        approver.0,
    )
    .execute(tx)
    .await?;
    Ok(())
}
