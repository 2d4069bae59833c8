//! Every acknowledged command is there, with the very answer that was given.

use std::collections::HashMap;

use dars_messages::Owner;
use serde_json::Value;

use super::Verdict;
use crate::{
    journey::{Acknowledged, Journey},
    world::World,
};

#[derive(sqlx::FromRow)]
struct Stored {
    key: String,
    path: String,
    status: i16,
    etag: Option<i64>,
    answer: Value,
}

/// Looks up the stored answer of each.
pub async fn check(world: &World, journeys: &[Journey], verdict: &mut Verdict) -> anyhow::Result<()> {
    let all: Vec<Acknowledged> = journeys.iter().flat_map(|journey| journey.trail().acknowledged.clone()).collect();
    for owner in Owner::SERVICES {
        let ours: Vec<&Acknowledged> = all.iter().filter(|command| command.owner == owner).collect();
        let keys: Vec<&str> = ours.iter().map(|command| command.key.as_str()).collect();
        let rows: Vec<Stored> =
            sqlx::query_as("select key, path, status, etag, answer from idempotency_keys where key = any($1)")
                .bind(&keys)
                .fetch_all(world.databases.of_owner(owner)?)
                .await?;
        let stored: HashMap<&str, &Stored> = rows.iter().map(|row| (row.key.as_str(), row)).collect();
        for command in ours {
            match stored.get(command.key.as_str()) {
                None => {
                    verdict.lost.push(format!("{} was acknowledged, and {owner} knows nothing of it", command.path));
                }
                Some(row) if !is_same(row, command) => {
                    verdict.differs.push(format!("{} was answered otherwise than {owner} has it", command.path));
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}

fn is_same(row: &Stored, command: &Acknowledged) -> bool {
    row.path == command.path
        && u16::try_from(row.status) == Ok(command.status)
        && row.etag == command.etag
        && row.answer == command.body
}
