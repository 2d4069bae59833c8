//! How long it takes from the end of a fault until all goes on: what was committed by then is published and heard by
//! everyone who hears it, the streams are whole, and every request that was on the road has made another step.

use std::{collections::BTreeMap, time::Duration};

use anyhow::bail;
use dars_messages::{Owner, topology};
use tokio::time::Instant;
use uuid::Uuid;

use crate::{databases::Databases, journey::Journey, world::World};

/// The longest that is waited.
const PATIENCE: Duration = Duration::from_mins(3);
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The last outbox row of each owner: what comes after it belongs to the fault that is looked at.
#[derive(Clone, Debug, Default)]
pub struct Mark(BTreeMap<Owner, i64>);

impl Mark {
    /// Where the outboxes stand now.
    pub async fn now(databases: &Databases) -> anyhow::Result<Self> {
        let mut mark = BTreeMap::new();
        for owner in Owner::SERVICES {
            mark.insert(owner, databases.count(owner, "select coalesce(max(id), 0) from outbox").await?);
        }
        Ok(Self(mark))
    }

    /// How many facts came after it.
    pub async fn facts_since(&self, databases: &Databases) -> anyhow::Result<i64> {
        let mut facts: i64 = 0;
        for owner in Owner::SERVICES {
            facts = facts.saturating_add(i64::try_from(self.told_since(databases, owner).await?.len())?);
        }
        Ok(facts)
    }

    /// The facts that came after it, with their names.
    async fn told_since(&self, databases: &Databases, owner: Owner) -> anyhow::Result<Vec<(Uuid, String)>> {
        let sql = "select event_id, split_part(subject, '.', 3) from outbox where stream = $1 and id > $2";
        Ok(sqlx::query_as(sql)
            .bind(owner.stream())
            .bind(self.0.get(&owner).copied().unwrap_or_default())
            .fetch_all(databases.of_owner(owner)?)
            .await?)
    }
}

/// Waits until all goes on; how long it took from now.
pub async fn wait(world: &World, since: &Mark, journeys: &[Journey]) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let mut told = BTreeMap::new();
    for owner in Owner::SERVICES {
        told.insert(owner, since.told_since(&world.databases, owner).await?);
    }
    let on_the_road: Vec<(&Journey, usize)> =
        journeys.iter().filter(|journey| journey.is_on_the_road()).map(|journey| (journey, journey.steps())).collect();
    loop {
        let missing = missing(world, &told, &on_the_road).await;
        if missing.as_ref().is_ok_and(Option::is_none) {
            return Ok(begun.elapsed());
        }
        if begun.elapsed() > PATIENCE {
            let what = missing?.unwrap_or_default();
            bail!("no recovery within {} s: {what}", PATIENCE.as_secs());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// The first thing that is missing, in words.
async fn missing(
    world: &World,
    told: &BTreeMap<Owner, Vec<(Uuid, String)>>,
    on_the_road: &[(&Journey, usize)],
) -> anyhow::Result<Option<String>> {
    for (owner, facts) in told {
        let ids: Vec<Uuid> = facts.iter().map(|(id, _)| *id).collect();
        let waiting: i64 = sqlx::query_scalar(
            "select count(*) from outbox o join streams s using (stream)
             where o.event_id = any($1) and (o.published_at is null or o.generation < s.generation)",
        )
        .bind(&ids)
        .fetch_one(world.databases.of_owner(*owner)?)
        .await?;
        if waiting > 0 {
            return Ok(Some(format!("{waiting} facts of {owner} are not published")));
        }
        for hearer in Owner::SERVICES.into_iter().filter(|hearer| hearer.hears().contains(owner)) {
            let heard = hearer.hears_of(*owner);
            let ids: Vec<Uuid> =
                facts.iter().filter(|(_, name)| heard.contains(&name.as_str())).map(|(id, _)| *id).collect();
            let known: i64 = sqlx::query_scalar("select count(*) from inbox where durable = $1 and event_id = any($2)")
                .bind(topology::durable(hearer, *owner))
                .bind(&ids)
                .fetch_one(world.databases.of_owner(hearer)?)
                .await?;
            if known != i64::try_from(ids.len())? {
                return Ok(Some(format!("{hearer} has heard {known} of {} facts of {owner}", ids.len())));
            }
        }
    }
    if let Some(stream) = world.streams.broken(&world.databases).await?.first() {
        return Ok(Some(format!("{stream} is not whole")));
    }
    let stuck = on_the_road.iter().filter(|(journey, steps)| journey.steps() == *steps && journey.is_on_the_road());
    Ok(match stuck.count() {
        0 => None,
        stuck => Some(format!("{stuck} requests have not gone on")),
    })
}
