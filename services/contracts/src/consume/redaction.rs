//! Another owner emptied content: our copies of it go too, in tables and journal, and our hearers are told.

use dars_bus::{Aggregate as _, HearError, Told};
use dars_kit::Redact as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::{Agreement, Redactions},
    store,
};

/// Empties everything that came with these facts.
pub async fn empty(tx: &mut PgConnection, told: &Told, sources: &[Uuid]) -> Result<(), HearError> {
    store::application_versions::empty(tx, sources).await?;
    store::approvals::empty(tx, sources).await?;
    store::approvers::empty(tx, sources).await?;
    let meta = super::meta(told);
    let reason = format!("redacted-by-{}", told.owner);
    for (reference, number) in store::derived_entries::of(tx, sources).await? {
        match Redactions.redact(tx, &meta, Agreement::KIND, &reference, number, &reason).await {
            Ok(_) => {}
            Err(problem) if problem.code == "nothing-to-redact" => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(())
}
