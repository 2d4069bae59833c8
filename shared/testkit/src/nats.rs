//! A real broker for one test: its own process, port and store, with the real users and permissions.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use async_nats::ConnectOptions;
use dars_messages::Owner;
use dars_messages::server::{Password, ServerSettings, Team, operator, server_config};
use dars_messages::topology::inbox_prefix;
use nix::sys::signal::Signal;
use tempfile::TempDir;

use crate::leash::Leashed;
use crate::place;

/// How long a broker may take to be ready before a test gives up; it usually takes 40 ms.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(2);

/// The password of every user of a test's broker.
pub fn password(user: &str) -> String {
    format!("{user}-password")
}

/// A downstream team for a test's broker, with the password that [`NatsServer::team_options`] uses.
pub fn team(name: &str, hears: &[Owner]) -> anyhow::Result<Team> {
    Ok(Team::new(name, Password::Literal(password("team")), hears)?)
}

/// A broker, killed when dropped.
#[derive(Debug)]
pub struct NatsServer {
    folder: TempDir,
    settings: ServerSettings,
    port: u16,
    process: Option<Leashed>,
}

/// A copy of a broker's store.
#[derive(Debug)]
pub struct StoreCopy(TempDir);

impl NatsServer {
    /// Starts a broker on a free port and waits until it answers.
    pub async fn start(teams: Vec<Team>) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("dars-nats-").tempdir().context("no temporary folder")?;
        let store = folder.path().join("store");
        let mut settings = ServerSettings::local(&store.to_string_lossy(), password);
        settings.ports_dir = Some(folder.path().to_string_lossy().into_owned());
        settings.teams = teams;
        let mut server = Self { folder, settings, port: 0, process: None };
        server.restart().await?;
        Ok(server)
    }

    /// Starts it again, on the same port and with what is in its store; kills it first where it runs.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.kill();
        self.settings.port = (self.port != 0).then_some(self.port);
        let config = self.folder.path().join("nats.conf");
        std::fs::write(&config, server_config(&self.settings)).context("the broker's configuration")?;
        let mut process = Leashed::start(
            Command::new(place::nats_server()?)
                .arg("--config")
                .arg(&config)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(std::fs::File::create(self.log()).context("the broker's log")?),
        )?;
        self.port = self.ready(&mut process).await?;
        self.process = Some(process);
        Ok(())
    }

    /// Waits for the broker to write down its port, and to answer there.
    async fn ready(&self, process: &mut Leashed) -> anyhow::Result<u16> {
        let ports = self.folder.path().join(format!("nats-server_{}.ports", process.id()));
        let wait = async {
            loop {
                if let Some(status) = process.last_words()? {
                    let log = std::fs::read_to_string(self.log()).unwrap_or_default();
                    bail!("nats-server ended ({status}):\n{log}");
                }
                if let Some(port) = read_port(&ports)
                    && options("system", "system").connect(address(port)).await.is_ok()
                {
                    return Ok(port);
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.context("nats-server is not ready")?
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        address(self.port)
    }

    /// Where it listens, with a service's user and password.
    pub fn url_for(&self, owner: Owner) -> String {
        format!("nats://{owner}:{}@127.0.0.1:{}", password(owner.name()), self.port)
    }

    /// How a service, or the portal, connects.
    pub fn options(&self, owner: Owner) -> ConnectOptions {
        options(owner.name(), owner.name())
    }

    /// How to connect as the user who may do anything within a service's account.
    pub fn operator_options(&self, owner: Owner) -> ConnectOptions {
        options(&operator(owner), "operator")
    }

    /// How a team connects; its JetStream requests start with `topology::TEAM_API_PREFIX`.
    pub fn team_options(&self, team: &Team) -> ConnectOptions {
        options(&team.user(), "team")
    }

    /// A connection as a service, or the portal.
    pub async fn connect(&self, owner: Owner) -> anyhow::Result<async_nats::Client> {
        Ok(self.options(owner).connect(self.url()).await?)
    }

    /// A connection as the user who may do anything within a service's account.
    pub async fn connect_operator(&self, owner: Owner) -> anyhow::Result<async_nats::Client> {
        Ok(self.operator_options(owner).connect(self.url()).await?)
    }

    /// A connection as a team.
    pub async fn connect_team(&self, team: &Team) -> anyhow::Result<async_nats::Client> {
        Ok(self.team_options(team).connect(self.url()).await?)
    }

    /// Kills it (SIGKILL), as a crash would.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// Freezes it (SIGSTOP): connections stay open and nothing answers.
    pub fn pause(&self) -> anyhow::Result<()> {
        self.running()?.signal(Signal::SIGSTOP)
    }

    /// Lets it go on after [`NatsServer::pause`].
    pub fn resume(&self) -> anyhow::Result<()> {
        self.running()?.signal(Signal::SIGCONT)
    }

    /// Deletes all it has stored; kill it first.
    pub fn delete_store(&self) -> anyhow::Result<()> {
        self.must_be_dead()?;
        match std::fs::remove_dir_all(self.store()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error).context("the broker's store"),
            _ => Ok(()),
        }
    }

    /// A copy of all it has stored until now; of a running broker it is what a crash would leave.
    pub fn copy_store(&self) -> anyhow::Result<StoreCopy> {
        let copy = tempfile::Builder::new().prefix("dars-nats-copy-").tempdir().context("no temporary folder")?;
        copy_folder(&self.store(), copy.path()).context("copying the broker's store")?;
        Ok(StoreCopy(copy))
    }

    /// Puts its store back to a copy; kill it first.
    pub fn restore_store(&self, copy: &StoreCopy) -> anyhow::Result<()> {
        self.delete_store()?;
        copy_folder(copy.0.path(), &self.store()).context("restoring the broker's store")
    }

    /// Whether any file of its store holds `bytes`.
    pub fn store_contains(&self, bytes: &[u8]) -> anyhow::Result<bool> {
        let mut folders = vec![self.store()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if std::fs::read(&path)?.windows(bytes.len()).any(|window| window == bytes) {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What it has logged.
    pub fn log_text(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("nats.log")
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    fn running(&self) -> anyhow::Result<&Leashed> {
        self.process.as_ref().context("the broker does not run")
    }

    fn must_be_dead(&self) -> anyhow::Result<()> {
        if self.process.is_some() {
            bail!("the broker still runs: kill it first");
        }
        Ok(())
    }
}

fn address(port: u16) -> String {
    format!("nats://127.0.0.1:{port}")
}

fn options(user: &str, kind: &str) -> ConnectOptions {
    ConnectOptions::with_user_and_password(user.to_owned(), password(kind)).custom_inbox_prefix(inbox_prefix(user))
}

/// The first port of `{"nats": ["nats://127.0.0.1:4222"], …}`, once the broker has written all of it.
fn read_port(ports: &Path) -> Option<u16> {
    let ports: serde_json::Value = serde_json::from_slice(&std::fs::read(ports).ok()?).ok()?;
    ports.get("nats")?.get(0)?.as_str()?.rsplit(':').next()?.parse().ok()
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            match std::fs::copy(entry.path(), target) {
                // A running broker replaces its index files while we read.
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                copied => drop(copied?),
            }
        }
    }
    Ok(())
}
