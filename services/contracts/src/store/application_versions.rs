//! What was submitted, as intake told it, until an agreement is drafted from it.

use dars_bus::StoreError;
use dars_messages::facts::intake::ApplicationVersionV1;
use dars_vocabulary::{ApplicationContent, DocumentVersion, Nic, OrganisationId, code::ChangeKind};
use sqlx::PgConnection;
use uuid::Uuid;

/// A copy of one version.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// SHA-256 in hex of the content.
    pub sha256: String,
    /// The fact it came with.
    pub source_event: Uuid,
    /// The content, unless redacted or drafted from.
    pub content: Option<ApplicationContent>,
    /// Of which kind, if it changes an agreement.
    pub change: Option<ChangeKind>,
}

/// Keeps a version, once: what was emptied stays so.
pub async fn keep(tx: &mut PgConnection, source_event: Uuid, fact: &ApplicationVersionV1) -> Result<(), StoreError> {
    let body = fact
        .content
        .as_ref()
        .map(serde_json::to_value)
        .transpose()
        .map_err(|error| StoreError::corrupt("application_versions", "body", &fact.nic, error))?;
    sqlx::query!(
        r#"
        insert into application_versions (nic, version, organisation, sha256, source_event, body, change)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (nic, version) do nothing
        "#,
        fact.nic.as_str(),
        fact.version.to_string(),
        fact.organisation.as_str(),
        fact.sha256,
        source_event,
        body,
        fact.change.map(ChangeKind::code),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The copy of one version, if it has come.
pub async fn find(tx: &mut PgConnection, nic: &Nic, version: DocumentVersion) -> Result<Option<Copy>, StoreError> {
    let row = sqlx::query!(
        r#"
        select organisation, sha256, source_event, body, change from application_versions where nic = $1 and version = $2
        "#,
        nic.as_str(),
        version.to_string(),
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let key = || format!("{nic} {version}");
        Ok(Copy {
            organisation: row
                .organisation
                .parse()
                .map_err(|error| StoreError::corrupt("application_versions", "organisation", key(), error))?,
            sha256: row.sha256,
            source_event: row.source_event,
            change: row
                .change
                .map(|code| serde_json::from_value(code.into()))
                .transpose()
                .map_err(|error| StoreError::corrupt("application_versions", "change", key(), error))?,
            content: row
                .body
                .map(serde_json::from_value)
                .transpose()
                .map_err(|error| StoreError::corrupt("application_versions", "body", key(), error))?,
        })
    })
    .transpose()
}

/// Empties the copies that came with these facts.
pub async fn empty(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("update application_versions set body = null where source_event = any($1)", source_events)
        .execute(tx)
        .await?;
    Ok(())
}
