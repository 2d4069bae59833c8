//! What no request touches stands as it stood before the first fault: organisations, their people, the catalogue, the
//! framework contracts of the fixtures, and every service's copies of them. A stream that is told anew tells of all of it
//! again.

use std::collections::{BTreeMap, BTreeSet};

use dars_messages::Owner;

use super::Verdict;
use crate::world::World;

/// Every aggregate there is, as it stands.
const AGGREGATES: &str =
    "select aggregate || ' ' || reference || ' at ' || version || ' ' || md5(state::text) from aggregates";

/// The copies that a service keeps, each table whole.
const COPIES: [(Owner, &str); 5] = [
    (
        Owner::Intake,
        "select 'organisation ' || md5(t::text) from organisations t
         union all select 'membership ' || md5(t::text) from memberships t
         union all select 'data set ' || md5(t::text) from datasets t
         union all select 'assurance ' || md5(t::text) from assurances t
         union all select 'framework contract ' || md5(t::text) from framework_contracts t",
    ),
    (
        Owner::Review,
        "select 'organisation ' || md5(t::text) from organisations t
         union all select 'membership ' || md5(t::text) from memberships t
         union all select 'data set ' || md5(t::text) from datasets t",
    ),
    (
        Owner::Contracts,
        "select 'organisation ' || md5(t::text) from organisations t
         union all select 'membership ' || md5(t::text) from memberships t
         union all select 'authority ' || md5(t::text) from signing_authorities t
         union all select 'data set ' || md5(t::text) from datasets t
         union all select 'assurance ' || md5(t::text) from assurances t
         union all select 'framework contract ' || md5(t::text) from framework_contracts t",
    ),
    (
        Owner::Notification,
        "select 'organisation ' || md5(t::text) from organisations t
         union all select 'member ' || md5(t::text) from members t
         union all select 'signatory ' || md5(t::text) from signatories t
         union all select 'contact ' || md5(t::text) from contacts t
         union all select 'framework contract ' || md5(t::text) from framework_contracts t
         union all select 'plan ' || md5(t::text) from plans t",
    ),
    (
        Owner::Register,
        "select 'organisation ' || md5(t::text) from organisations t
         union all select 'data set ' || md5(t::text) from datasets t",
    ),
];

/// What stood before the first fault.
#[derive(Debug)]
pub struct Standing(BTreeMap<Owner, BTreeSet<String>>);

impl Standing {
    /// Looks at all of it now.
    pub async fn now(world: &World) -> anyhow::Result<Self> {
        let mut standing: BTreeMap<Owner, BTreeSet<String>> = BTreeMap::new();
        for owner in Owner::SERVICES {
            standing.entry(owner).or_default().extend(world.databases.all(owner, AGGREGATES).await?);
        }
        for (owner, sql) in COPIES {
            standing.entry(owner).or_default().extend(world.databases.all(owner, sql).await?);
        }
        Ok(Self(standing))
    }

    /// Compares: there may be more by now, but nothing else in the place of what was there.
    pub async fn check(&self, world: &World, verdict: &mut Verdict) -> anyhow::Result<()> {
        let Self(now) = Self::now(world).await?;
        for (owner, stood) in &self.0 {
            let gone = stood.iter().filter(|line| !now.get(owner).is_some_and(|now| now.contains(*line)));
            verdict.differs.extend(gone.map(|line| format!("{owner}: stands no more as it stood: {line}")));
            verdict.notes.push(format!("{owner}: {} things stand as they stood", stood.len()));
        }
        Ok(())
    }
}
