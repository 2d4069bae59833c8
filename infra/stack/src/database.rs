//! PostgreSQL: a private cluster in the state folder, a database and a role for each service.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, bail};
use dars_messages::Owner;
use dars_testkit::{
    place,
    postgres::identity::{Identity, argument},
};
use nix::sys::signal::Signal;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::process::Recipe;

const SUPERUSER: &str = "dars_admin";
/// What a stack needs otherwise than a server's defaults. Two replicas of five services fit into its connections.
const SETTINGS: &str = "listen_addresses = '127.0.0.1'
max_connections = 400
shared_buffers = 128MB
fsync = on
max_wal_size = 512MB
log_min_messages = warning
timezone = 'UTC'
";

/// The cluster of one stack.
#[derive(Clone, Debug)]
pub struct Database {
    programs: PathBuf,
    data: PathBuf,
    identity: Identity,
    port: u16,
    password: String,
}

/// The name under which the superuser's password is kept.
pub const PASSWORD: &str = "postgres";

/// Where a stack's cluster lies: in its folder, or elsewhere if the server's user cannot come there (root's home is
/// closed to others).
fn data_folder(dir: &Path, identity: Identity) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(dir).with_context(|| format!("{}", dir.display()))?;
    let near = dir.canonicalize()?;
    if identity.reaches(&near) {
        return Ok(near.join("pg"));
    }
    let mut hasher = DefaultHasher::new();
    near.hash(&mut hasher);
    let far = PathBuf::from(format!("/var/tmp/dars-stack-{:016x}", hasher.finish()));
    std::fs::create_dir_all(&far).with_context(|| format!("{}", far.display()))?;
    Ok(far.join("pg"))
}

/// Deletes the cluster of a stack, wherever it lies.
pub fn delete(dir: &Path) -> anyhow::Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    let data = data_folder(dir, Identity::choose()?)?;
    match std::fs::remove_dir_all(&data) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{}", data.display()))
        }
        _ => Ok(()),
    }
}

impl Database {
    /// The cluster of a stack; made when there is none. Says whether it was.
    pub fn prepare(dir: &Path, port: u16, password: &str) -> anyhow::Result<(Self, bool)> {
        let identity = Identity::choose()?;
        let data = data_folder(dir, identity)?;
        let programs = place::postgres_programs()?;
        let database = Self { programs, data, identity, port, password: password.to_owned() };
        let made = !database.data.join("PG_VERSION").exists();
        if made {
            database.make()?;
        }
        Ok((database, made))
    }

    /// Makes the cluster beside its place and moves it there, so that half of one is never used.
    fn make(&self) -> anyhow::Result<()> {
        let new = self.data.with_extension("new");
        if new.exists() {
            std::fs::remove_dir_all(&new).context("removing half a cluster")?;
        }
        self.identity.own_folder(&new)?;
        let password = self.data.with_extension("password");
        std::fs::write(&password, &self.password)?;
        std::fs::set_permissions(&password, std::fs::Permissions::from_mode(0o600))?;
        if let Identity::Another { uid, gid } = self.identity {
            chown(&password, Some(uid), Some(gid))?;
        }
        let made = self
            .identity
            .command(&self.programs.join("initdb"))
            .args(["--username", SUPERUSER, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"])
            .args(["--pwfile", argument(&password)?, "--pgdata", argument(&new)?])
            .stdin(Stdio::null())
            .output()
            .context("initdb does not start")?;
        std::fs::remove_file(&password)?;
        if !made.status.success() {
            bail!("initdb: {}: {}", made.status, String::from_utf8_lossy(&made.stderr).trim());
        }
        std::fs::write(new.join("postgresql.auto.conf"), SETTINGS)?;
        std::fs::rename(&new, &self.data).context("moving the new cluster to its place")
    }

    /// How it is run.
    pub fn recipe(&self) -> anyhow::Result<Recipe> {
        let data = argument(&self.data)?;
        // A socket's path is at most 107 bytes; without one, nothing is lost.
        let sockets = if data.len() < 80 { data } else { "" };
        Ok(Recipe {
            program: self.programs.join("postgres"),
            arguments: ["-D", data, "-p", &self.port.to_string(), "-k", sockets].map(ToOwned::to_owned).to_vec(),
            environment: Vec::new(),
            identity: Some(self.identity),
            // Fast: sessions are cut, and it is shut down in good order.
            stop: Signal::SIGINT,
        })
    }

    /// Where the superuser reaches a database.
    pub fn admin_url(&self, database: &str) -> String {
        self.url_as(SUPERUSER, &self.password, database)
    }

    /// Where a service's role reaches its own database; both are named like the service.
    pub fn url_for(&self, owner: Owner, password: &str) -> String {
        self.url_as(owner.name(), password, owner.name())
    }

    fn url_as(&self, role: &str, password: &str, database: &str) -> String {
        format!("postgres://{role}:{password}@127.0.0.1:{}/{database}", self.port)
    }

    /// One of PostgreSQL's client programs (`pg_dump`, `pgbench`), for tests and the bench.
    pub fn program(&self, name: &str) -> Command {
        Command::new(self.programs.join(name))
    }

    /// Makes what is missing of a service's role and database, which no other role but the superuser can connect to.
    pub async fn make_database(&self, owner: Owner, password: &str) -> anyhow::Result<()> {
        let mut admin = PgConnection::connect(&self.admin_url("postgres")).await.context("PostgreSQL")?;
        let name = owner.name();
        let exists = |table: &str, column: &str| format!("SELECT count(*) FROM {table} WHERE {column} = $1");
        let role: i64 =
            sqlx::query_scalar(AssertSqlSafe(exists("pg_roles", "rolname"))).bind(name).fetch_one(&mut admin).await?;
        let database: i64 = sqlx::query_scalar(AssertSqlSafe(exists("pg_database", "datname")))
            .bind(name)
            .fetch_one(&mut admin)
            .await?;
        // Names and passwords are ours, of letters and digits.
        let mut statements = Vec::new();
        if role == 0 {
            statements.push(format!("CREATE ROLE {name} LOGIN"));
        }
        statements.push(format!("ALTER ROLE {name} PASSWORD '{password}'"));
        if database == 0 {
            statements.push(format!("CREATE DATABASE {name} OWNER {name}"));
        }
        for closed in [name, "postgres", "template1"] {
            statements.push(format!("REVOKE ALL ON DATABASE {closed} FROM PUBLIC"));
        }
        for statement in statements {
            admin.execute(AssertSqlSafe(statement)).await.with_context(|| format!("the database {name}"))?;
        }
        admin.close().await?;
        Ok(())
    }

    /// Cuts every connection of every service, as a failing network would. How many there were.
    pub async fn cut_connections(&self) -> anyhow::Result<u64> {
        let mut admin = PgConnection::connect(&self.admin_url("postgres")).await?;
        let cut = sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS NOT NULL AND usename <> $1",
        )
        .bind(SUPERUSER)
        .execute(&mut admin)
        .await?;
        Ok(cut.rows_affected())
    }
}
