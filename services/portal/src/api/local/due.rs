//! What falls due next, anywhere; and the doing of it.

use dars_bus::Problem;
use jiff::Timestamp;
use serde::Deserialize;

use crate::api::{
    door::{Asked, Door},
    operations,
};

#[derive(Deserialize)]
struct Due {
    due: Option<Timestamp>,
}

fn ours(asked: &Asked) -> Asked {
    // Reads and sweeps may be repeated: a sweep finds nothing to do the second time.
    Asked::by_us(asked.request, "GET /local/clock")
}

/// The earliest due date of all services.
pub(super) async fn earliest(door: &Door, asked: &Asked) -> Result<Option<Timestamp>, Problem> {
    let mut earliest: Option<Timestamp> = None;
    for (owner, answer) in operations::all(door, "local-due", &ours(asked)).await {
        let Due { due } = serde_json::from_value(answer?.body).map_err(|error| {
            tracing::error!(%owner, %error, "a due date cannot be read");
            Problem::away("A service")
        })?;
        earliest = [earliest, due].into_iter().flatten().min();
    }
    Ok(earliest)
}

/// Has every service do what is due.
pub(super) async fn sweep(door: &Door, asked: &Asked) -> Result<(), Problem> {
    for (_, answer) in operations::all(door, "local-sweep", &ours(asked)).await {
        answer?;
    }
    Ok(())
}
