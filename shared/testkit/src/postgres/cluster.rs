//! One PostgreSQL cluster: made once, started when it is needed, stopped when nobody uses it any more.

use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use super::identity::{Identity, argument};
use crate::{name, place};

const SUPERUSER: &str = "dars_admin";
/// What the tests need otherwise than a server's defaults; fsync stays on, so that a killed server is a real one.
const SETTINGS: &str = "listen_addresses = '127.0.0.1'
max_connections = 400
shared_buffers = 64MB
fsync = on
max_wal_size = 512MB
log_min_messages = warning
timezone = 'UTC'
";

/// A running cluster, held in use until dropped.
#[derive(Debug)]
pub struct Cluster {
    port: u16,
    password: String,
    /// Shared by all who use the cluster; whoever stops it needs it alone.
    _in_use: File,
}

impl Cluster {
    /// The tests' cluster under `.dars/test/`, made and started if need be. Waits for other processes.
    pub fn shared() -> anyhow::Result<Self> {
        let identity = Identity::choose()?;
        let folder = folder(identity)?;
        let starting = lock_file(&folder.join("starting"))?;
        starting.lock().context("waiting for another process to start PostgreSQL")?;
        let in_use = lock_file(&folder.join("in-use"))?;
        in_use.lock_shared().context("taking part in PostgreSQL's use")?;
        let site = Site { programs: place::postgres_programs()?, data: folder.join("pg"), folder, identity };
        if !site.data.join("PG_VERSION").exists() {
            site.make()?;
        }
        let password = std::fs::read_to_string(site.password_file()).context("the superuser's password")?;
        let port = match site.running_port() {
            Some(port) => port,
            None => site.start(&password)?,
        };
        Ok(Self { port, password, _in_use: in_use })
    }

    /// Where a role reaches a database.
    pub fn url(&self, role: &str, password: &str, database: &str) -> String {
        url(self.port, role, password, database)
    }

    /// Where the superuser reaches a database.
    pub fn admin_url(&self, database: &str) -> String {
        self.url(SUPERUSER, &self.password, database)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }
}

fn url(port: u16, role: &str, password: &str, database: &str) -> String {
    format!("postgres://{role}:{password}@127.0.0.1:{port}/{database}")
}

/// `.dars/test`, or a folder of the same meaning elsewhere if the server's user cannot come there.
fn folder(identity: Identity) -> anyhow::Result<PathBuf> {
    let near = place::state().join("test");
    std::fs::create_dir_all(&near).with_context(|| format!("making {}", near.display()))?;
    let near = near.canonicalize()?;
    if identity.reaches(&near) {
        return Ok(near);
    }
    let mut hasher = DefaultHasher::new();
    near.hash(&mut hasher);
    let far = PathBuf::from(format!("/var/tmp/dars-test-{:016x}", hasher.finish()));
    std::fs::create_dir_all(&far).with_context(|| format!("making {}", far.display()))?;
    Ok(far)
}

fn lock_file(path: &Path) -> anyhow::Result<File> {
    File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("opening {}", path.display()))
}

/// Where a cluster lives and what it is run with.
struct Site {
    programs: PathBuf,
    folder: PathBuf,
    data: PathBuf,
    identity: Identity,
}

impl Site {
    fn password_file(&self) -> PathBuf {
        self.data.join("dars-admin-password")
    }

    /// Makes the cluster beside its place and moves it there, so that half of one is never used.
    fn make(&self) -> anyhow::Result<()> {
        let new = self.folder.join("pg.new");
        if new.exists() {
            std::fs::remove_dir_all(&new).context("removing half a cluster")?;
        }
        self.identity.own_folder(&new)?;
        // In a folder of the server's user, hence readable by it and by us (its owner, or root).
        let password = self.folder.join("pg.password");
        std::fs::write(&password, name::secret()?)?;
        self.hand_over(&password)?;
        self.run(
            self.identity
                .command(&self.programs.join("initdb"))
                .args(["--username", SUPERUSER, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"])
                .args(["--pwfile", argument(&password)?, "--pgdata", argument(&new)?]),
        )?;
        std::fs::rename(&password, new.join("dars-admin-password"))?;
        let settings = new.join("postgresql.auto.conf");
        std::fs::write(&settings, SETTINGS)?;
        std::fs::rename(&new, &self.data).context("moving the new cluster to its place")
    }

    fn hand_over(&self, file: &Path) -> anyhow::Result<()> {
        use std::os::unix::fs::{PermissionsExt, chown};
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?;
        if let Identity::Another { uid, gid } = self.identity {
            chown(file, Some(uid), Some(gid))?;
        }
        Ok(())
    }

    /// The port of the server that runs on this data, if one does.
    fn running_port(&self) -> Option<u16> {
        let record = std::fs::read_to_string(self.data.join("postmaster.pid")).ok()?;
        let mut lines = record.lines();
        let process: i32 = lines.next()?.trim().parse().ok()?;
        let port = lines.nth(2)?.trim().parse().ok()?;
        let status = lines.nth(3)?.trim();
        let alive = nix::sys::signal::kill(nix::unistd::Pid::from_raw(process), None).is_ok();
        (alive && status == "ready").then_some(port)
    }

    fn start(&self, password: &str) -> anyhow::Result<u16> {
        let mut last = String::new();
        // Another process may take the free port before the server does.
        for _ in 0..5 {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let sockets = if self.data.as_os_str().len() < 80 { argument(&self.data)? } else { "" };
            let options = format!("-p {port} -k '{sockets}'");
            let started = self.run(
                self.identity
                    .command(&self.programs.join("pg_ctl"))
                    .args(["start", "--wait", "--silent", "--timeout", "60", "--pgdata", argument(&self.data)?])
                    .args(["--log", argument(&self.data.join("server.log"))?, "--options", &options]),
            );
            match started {
                Ok(()) => {
                    self.watch()?;
                    on_a_thread(url(port, SUPERUSER, password, "postgres"))?;
                    return Ok(port);
                }
                Err(error) => last = format!("{error:#}"),
            }
        }
        let log = std::fs::read_to_string(self.data.join("server.log")).unwrap_or_default();
        let end: Vec<&str> = log.lines().rev().take(10).collect();
        bail!("PostgreSQL does not start ({last}); the end of its log, newest first:\n{}", end.join("\n"))
    }

    /// Leaves a small process behind that stops the server when nobody uses it any more.
    fn watch(&self) -> anyhow::Result<()> {
        let record = std::fs::read_to_string(self.data.join("postmaster.pid")).context("postmaster.pid")?;
        let server = record.lines().next().context("an empty postmaster.pid")?;
        Command::new("setsid")
            .arg(place::root().join("infra/postgres/stop-when-idle"))
            .arg(&self.folder)
            .arg(server)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("setsid (of util-linux) does not start")?;
        Ok(())
    }

    fn run(&self, command: &mut Command) -> anyhow::Result<()> {
        let program = command.get_program().to_string_lossy().into_owned();
        // Into a file, not a pipe: the server it leaves behind would hold the pipe open.
        let path = self.folder.join("last-command.log");
        let log = File::create(&path)?;
        let status = command
            .env_remove("PGDATA")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .status()
            .with_context(|| format!("{program} does not start"))?;
        if !status.success() {
            bail!("{program}: {status}: {}", std::fs::read_to_string(path).unwrap_or_default().trim());
        }
        Ok(())
    }
}

/// Drops what killed tests left, on a runtime of its own: whoever starts the cluster may be anywhere.
fn on_a_thread(admin: String) -> anyhow::Result<()> {
    let tidying = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(tidy(&admin))
    });
    tidying.join().map_err(|_| anyhow::anyhow!("tidying PostgreSQL broke off"))?
}

async fn tidy(admin: &str) -> anyhow::Result<()> {
    let mut admin = PgConnection::connect(admin).await.context("PostgreSQL")?;
    for database in ["postgres", "template1"] {
        admin.execute(AssertSqlSafe(format!("REVOKE ALL ON DATABASE {database} FROM PUBLIC"))).await?;
    }
    let left: Vec<String> = sqlx::query_scalar("SELECT datname::text FROM pg_database WHERE datname LIKE 'test\\_%'")
        .fetch_all(&mut admin)
        .await?;
    for name in left {
        admin.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))).await?;
    }
    let left: Vec<String> = sqlx::query_scalar("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'test\\_%'")
        .fetch_all(&mut admin)
        .await?;
    for name in left {
        admin.execute(AssertSqlSafe(format!("DROP ROLE IF EXISTS {name}"))).await?;
    }
    Ok(())
}
