//! Another owner emptied content: our copies of it go too, and our hearers are told.

use dars_bus::{Aggregate as _, HearError, Told};
use dars_kit::Redact as _;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    handle::{Application, Redactions},
    store,
};

/// Empties everything that came with these facts.
pub async fn empty(tx: &mut PgConnection, told: &Told, sources: &[Uuid]) -> Result<(), HearError> {
    let meta = super::meta(told);
    let reason = format!("redacted-by-{}", told.owner);
    for (reference, number) in store::derived_entries::of(tx, sources).await? {
        match Redactions.redact(tx, &meta, Application::KIND, &reference, number, &reason).await {
            Ok(_) => {}
            Err(problem) if problem.code == "nothing-to-redact" => {}
            Err(problem) => return Err(problem.into()),
        }
    }
    Ok(())
}
