//! Absences into who acts for whom.

use dars_bus::StoreError;
use dars_review_domain::absence::State;
use sqlx::PgConnection;

use crate::store::{self, absences::Listed};

/// Keeps the lookup in step; one that was called off before it began is not in it.
pub async fn keep(tx: &mut PgConnection, state: &State) -> Result<(), StoreError> {
    let State::Known(known) = state else { return Ok(()) };
    let rows: Vec<Listed> = known
        .absences
        .iter()
        .filter_map(|absence| {
            Some(Listed {
                officer: known.officer.0,
                number: i32::try_from(absence.number).ok()?,
                from: absence.from,
                to: absence.last_day()?,
                covered_by: absence.covered_by.0,
            })
        })
        .collect();
    store::absences::replace(tx, known.officer, &rows).await
}
