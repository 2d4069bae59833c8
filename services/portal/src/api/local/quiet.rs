//! Whether all is quiet: nothing waits, every hearer has heard all that is published, and nothing has changed between
//! two looks.
//!
//! Two equal looks, one wholly after the other, prove it: whatever is done moves a position, an outbox or a sequence,
//! and they never move back. So between the looks there was a moment at which all services stood as they were seen.

use std::{collections::BTreeMap, time::Duration};

use dars_bus::Problem;
use serde::Deserialize;
use tokio::time::Instant;

use super::due;
use crate::api::{
    door::{Asked, Door},
    operations,
};

/// How long until the next look.
const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// How one service stands.
#[derive(Debug, PartialEq, Deserialize)]
struct Standing {
    /// Outbox rows that wait.
    waiting: i64,
    /// Due work that is begun.
    #[serde(default)]
    pending: u64,
    published: Vec<Published>,
    durables: Vec<Position>,
    /// Until where its hearers must have come.
    told: Vec<Position>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Published {
    stream: String,
    generation: i64,
    sequence: i64,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Position {
    durable: String,
    generation: i64,
    sequence: i64,
}

/// Waits until all is quiet; 503 when that takes too long, and the clock stands where it is.
pub(super) async fn wait(door: &Door, asked: &Asked) -> Result<(), Problem> {
    let until = Instant::now() + Duration::from_millis(door.own.clock_patience_ms);
    let mut before = None;
    loop {
        let now = look(door, asked).await;
        if let Ok(standings) = &now
            && is_quiet(standings)
            && before.as_ref() == Some(standings)
        {
            return Ok(());
        }
        if Instant::now() >= until {
            now?;
            let detail = "The services are still working on what fell due. Move the clock again to go on.";
            return Err(Problem::new(503, "not-quiet", detail));
        }
        if now.as_ref().is_ok_and(|standings| standings.iter().any(|standing| standing.pending > 0)) {
            // What was heard meanwhile may have made something due at once: it need not wait for the next round.
            due::sweep(door, asked).await?;
        }
        before = now.ok();
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

async fn look(door: &Door, asked: &Asked) -> Result<Vec<Standing>, Problem> {
    let ours = Asked::by_us(asked.request, "GET /local/clock");
    let mut standings = Vec::new();
    for (owner, answer) in operations::all(door, "local-settled", &ours).await {
        standings.push(serde_json::from_value(answer?.body).map_err(|error| {
            tracing::error!(%owner, %error, "how a service stands cannot be read");
            Problem::away("A service")
        })?);
    }
    Ok(standings)
}

fn is_quiet(standings: &[Standing]) -> bool {
    let positions: BTreeMap<&str, (i64, i64)> = standings
        .iter()
        .flat_map(|standing| &standing.durables)
        .map(|position| (position.durable.as_str(), (position.generation, position.sequence)))
        .collect();
    let has_heard = |told: &Position| {
        told.sequence == 0
            || positions.get(told.durable.as_str()).is_some_and(|at| *at >= (told.generation, told.sequence))
    };
    standings
        .iter()
        .all(|standing| standing.waiting == 0 && standing.pending == 0 && standing.told.iter().all(has_heard))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standings(waiting: i64, pending: u64, told: (i64, i64), at: (i64, i64)) -> Vec<Standing> {
        let position = |(generation, sequence)| Position { durable: "review-intake".to_owned(), generation, sequence };
        vec![
            Standing { waiting, pending, published: vec![], durables: vec![], told: vec![position(told)] },
            Standing { waiting: 0, pending: 0, published: vec![], durables: vec![position(at)], told: vec![] },
        ]
    }

    #[test]
    fn all_is_quiet_when_nothing_waits_and_every_hearer_has_heard_all() {
        assert!(is_quiet(&standings(0, 0, (1, 7), (1, 7))));
        assert!(is_quiet(&standings(0, 0, (1, 0), (1, 0))));
        assert!(!is_quiet(&standings(1, 0, (1, 7), (1, 7))), "a row waits");
        assert!(!is_quiet(&standings(0, 1, (1, 7), (1, 7))), "a mail is on its way");
        assert!(!is_quiet(&standings(0, 0, (1, 7), (1, 6))), "a fact is not heard yet");
        assert!(!is_quiet(&standings(0, 0, (2, 1), (1, 9))), "the stream began anew");
        assert!(is_quiet(&standings(0, 0, (2, 1), (2, 3))));
    }
}
