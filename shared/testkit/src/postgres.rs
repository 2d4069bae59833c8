//! A real PostgreSQL: one cluster shared by all test processes, and a fresh database with a role of its own per test.

mod cluster;
pub mod identity;

use std::sync::OnceLock;

use anyhow::Context;
use dars_messages::Owner;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

pub use cluster::Cluster;

use crate::name;

/// A service's database for one test; dropped, as far as possible, with this.
#[derive(Debug)]
pub struct Database {
    /// Where the service connects, as its own role.
    pub url: String,
    /// The same database, as the superuser: for what a test must look at or break.
    pub admin_url: String,
    name: String,
    cluster: &'static Cluster,
}

/// The cluster of this process, started by whichever test process comes first.
fn shared() -> anyhow::Result<&'static Cluster> {
    static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
    // Kept as text: an error that every test of this process repeats.
    SHARED.get_or_init(|| Cluster::shared().map_err(|error| format!("{error:#}"))).as_ref().map_err(anyhow::Error::msg)
}

impl Database {
    /// A fresh, empty database of `owner`, which no other role but the superuser can connect to.
    pub async fn create(owner: Owner) -> anyhow::Result<Self> {
        // Starting a cluster waits for other processes: not on a thread that others share.
        let cluster = tokio::task::spawn_blocking(shared).await.context("starting PostgreSQL")??;
        let name = name::unique(&format!("test_{owner}"))?;
        let password = name::secret()?;
        let mut admin = PgConnection::connect(&cluster.admin_url("postgres")).await.context("PostgreSQL")?;
        // Names and passwords are made here, of letters, digits and underscores.
        for statement in [
            format!("CREATE ROLE {name} LOGIN PASSWORD '{password}'"),
            format!("CREATE DATABASE {name} OWNER {name}"),
            format!("REVOKE ALL ON DATABASE {name} FROM PUBLIC"),
        ] {
            admin.execute(AssertSqlSafe(statement)).await.with_context(|| format!("creating the database {name}"))?;
        }
        admin.close().await?;
        let url = cluster.url(&name, &password, &name);
        Ok(Self { url, admin_url: cluster.admin_url(&name), name, cluster })
    }

    /// Its name, which is its role's too.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where `other`'s role would connect to reach this database, which must be refused.
    pub fn url_of_stranger(&self, other: &Self) -> String {
        let (login, _) = other.url.rsplit_once('/').unwrap_or((&other.url, ""));
        format!("{login}/{}", self.name)
    }

    /// Cuts every connection to it, as a failing network would.
    pub async fn cut_connections(&self) -> anyhow::Result<u64> {
        let mut admin = PgConnection::connect(&self.cluster.admin_url("postgres")).await?;
        let cut = sqlx::query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1")
            .bind(&self.name)
            .execute(&mut admin)
            .await?;
        Ok(cut.rows_affected())
    }
}

impl Drop for Database {
    /// Hands the dropping to a process of its own and does not wait for it: this thread may be the one on which the
    /// test's connections live, and PostgreSQL waits for a connection that is just signing in.
    fn drop(&mut self) {
        let Ok(programs) = crate::place::postgres_programs() else { return };
        // What stays is dropped when the cluster starts the next time.
        let _ = std::process::Command::new(programs.join("psql"))
            .args(["--quiet", "--no-psqlrc", "--dbname"])
            .arg(self.cluster.admin_url("postgres"))
            .args(["--command", &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)])
            .args(["--command", &format!("DROP ROLE IF EXISTS {}", self.name)])
            .stdin(std::process::Stdio::null())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn();
    }
}
