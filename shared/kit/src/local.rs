//! What a local stack adds, and a production configuration lacks.

use dars_bus::Problem;

use crate::config::Settings;

/// Refuses what only a local stack may do, as if it were not there.
pub fn must_be_local(settings: &Settings) -> Result<(), Problem> {
    if settings.local.enabled { Ok(()) } else { Err(Problem::not_found("resource")) }
}
