//! Every hearer has heard all that concerns it, once, and for each reference in the order in which it was told.

use std::collections::{BTreeMap, HashMap};

use dars_messages::{Owner, topology};
use uuid::Uuid;

use super::Verdict;
use crate::world::World;

/// A fact as its owner has it.
#[derive(sqlx::FromRow)]
struct Fact {
    event_id: Uuid,
    name: String,
    reference: String,
}

/// Compares each owner's outbox with the inbox of each of its hearers.
pub async fn check(world: &World, verdict: &mut Verdict) -> anyhow::Result<()> {
    for owner in Owner::SERVICES {
        let facts: Vec<Fact> = sqlx::query_as(
            "select event_id, split_part(subject, '.', 3) as name, split_part(subject, '.', 5) as reference
             from outbox where stream = $1 order by id",
        )
        .bind(owner.stream())
        .fetch_all(world.databases.of_owner(owner)?)
        .await?;
        verdict.facts = verdict.facts.saturating_add(facts.len());
        for hearer in Owner::SERVICES.into_iter().filter(|hearer| hearer.hears().contains(&owner)) {
            hears(world, hearer, owner, &facts, verdict).await?;
        }
    }
    Ok(())
}

/// The transactions of one durable follow each other, for each moves the same position: their numbers tell in which
/// order the facts had their effects.
async fn hears(
    world: &World,
    hearer: Owner,
    owner: Owner,
    facts: &[Fact],
    verdict: &mut Verdict,
) -> anyhow::Result<()> {
    let durable = topology::durable(hearer, owner);
    let rows: Vec<(Uuid, i64)> = sqlx::query_as("select event_id, xmin::text::bigint from inbox where durable = $1")
        .bind(&durable)
        .fetch_all(world.databases.of_owner(hearer)?)
        .await?;
    let mut heard: HashMap<Uuid, i64> = rows.into_iter().collect();
    let mut last: BTreeMap<&str, (i64, &str)> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| hearer.hears_of(owner).contains(&fact.name.as_str())) {
        let Some(transaction) = heard.remove(&fact.event_id) else {
            verdict.lost.push(format!("{durable} never heard {} about {}", fact.name, fact.reference));
            continue;
        };
        if let Some((before, name)) = last.insert(&fact.reference, (transaction, &fact.name))
            && transaction < before
        {
            verdict.differs.push(format!("{durable} heard {} about {} before {name}", fact.name, fact.reference));
        }
    }
    if !heard.is_empty() {
        verdict.differs.push(format!("{durable} heard {} facts that {owner} never told", heard.len()));
    }
    Ok(())
}
