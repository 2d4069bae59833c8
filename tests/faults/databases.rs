//! A look into every service's database, as the superuser. Connections that a fault has cut are made anew.

use std::{collections::BTreeMap, time::Duration};

use anyhow::Context as _;
use dars_messages::Owner;
use dars_stack::Stack;
use sqlx::{PgPool, postgres::PgPoolOptions};

/// The databases.
#[derive(Debug)]
pub struct Databases(BTreeMap<Owner, PgPool>);

impl Databases {
    /// The databases of a stack.
    pub fn of(stack: &Stack) -> anyhow::Result<Self> {
        let pools = Owner::SERVICES.into_iter().map(|owner| {
            let pool = PgPoolOptions::new()
                .max_connections(2)
                .acquire_timeout(Duration::from_secs(10))
                .connect_lazy(&stack.postgres().admin_url(owner.name()))?;
            anyhow::Ok((owner, pool))
        });
        Ok(Self(pools.collect::<Result<_, _>>()?))
    }

    /// One service's.
    pub fn of_owner(&self, owner: Owner) -> anyhow::Result<&PgPool> {
        self.0.get(&owner).with_context(|| format!("{owner} has no database"))
    }

    /// A number.
    pub async fn count(&self, owner: Owner, sql: &'static str) -> anyhow::Result<i64> {
        Ok(sqlx::query_scalar(sql).fetch_one(self.of_owner(owner)?).await?)
    }

    /// Lines of text about some references, which are `$1`.
    pub async fn lines(&self, owner: Owner, sql: &'static str, about: &[String]) -> anyhow::Result<Vec<String>> {
        Ok(sqlx::query_scalar(sql).bind(about).fetch_all(self.of_owner(owner)?).await?)
    }

    /// Lines of text about everything.
    pub async fn all(&self, owner: Owner, sql: &'static str) -> anyhow::Result<Vec<String>> {
        Ok(sqlx::query_scalar(sql).fetch_all(self.of_owner(owner)?).await?)
    }

    /// Lets go of them.
    pub async fn close(&self) {
        for pool in self.0.values() {
            pool.close().await;
        }
    }
}
