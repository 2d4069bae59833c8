//! Who approved what, and on which conditions: they must not sign it for the body.

use dars_bus::StoreError;
use dars_messages::facts::review::DecisionMadeV1;
use dars_vocabulary::{DocumentVersion, Nic, PersonId, content::Condition};
use sqlx::PgConnection;
use uuid::Uuid;

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The fact it came with; unknown of one that was told before conditions were kept.
    pub source_event: Option<Uuid>,
    /// What it asks for, unless redacted or drafted from.
    pub conditions: Option<Vec<Condition>>,
}

/// Who approved one version, if that has been told.
pub async fn of(tx: &mut PgConnection, nic: &str, version: DocumentVersion) -> Result<Option<PersonId>, StoreError> {
    let approver = sqlx::query_scalar!(
        "select approver from approvers where nic = $1 and version = $2",
        nic,
        version.to_string(),
    )
    .fetch_optional(tx)
    .await?;
    Ok(approver.map(PersonId))
}

/// The decision on one version, if it has been told.
pub async fn decision(
    tx: &mut PgConnection,
    nic: &Nic,
    version: DocumentVersion,
) -> Result<Option<Decision>, StoreError> {
    let row = sqlx::query!(
        "select source_event, conditions from approvers where nic = $1 and version = $2",
        nic.as_str(),
        version.to_string(),
    )
    .fetch_optional(tx)
    .await?;
    row.map(|row| {
        let conditions = row
            .conditions
            .map(serde_json::from_value)
            .transpose()
            .map_err(|error| StoreError::corrupt("approvers", "conditions", format!("{nic} {version}"), error))?;
        Ok(Decision { source_event: row.source_event, conditions })
    })
    .transpose()
}

/// Keeps a decision, once: what was emptied stays so.
pub async fn keep(tx: &mut PgConnection, source_event: Uuid, fact: &DecisionMadeV1) -> Result<(), StoreError> {
    let conditions = serde_json::to_value(&fact.conditions)
        .map_err(|error| StoreError::corrupt("approvers", "conditions", &fact.nic, error))?;
    sqlx::query!(
        r#"
        insert into approvers (nic, version, approver, source_event, conditions) values ($1, $2, $3, $4, $5)
        on conflict (nic, version) do update set approver = excluded.approver
        "#,
        fact.nic.as_str(),
        fact.version.to_string(),
        fact.approver.0,
        source_event,
        conditions,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Empties what came with these facts.
pub async fn empty(tx: &mut PgConnection, source_events: &[Uuid]) -> Result<(), StoreError> {
    sqlx::query!("update approvers set conditions = null where source_event = any($1)", source_events)
        .execute(tx)
        .await?;
    Ok(())
}
