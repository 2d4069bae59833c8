//! One process of a stack: started on a leash, asked whether it is ready, killed, frozen, started again.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, bail};
use dars_testkit::{leash::Leashed, postgres::identity::Identity};
use nix::sys::signal::Signal;
use sqlx::Connection as _;

/// How long a process may take to be ready.
const PATIENCE: Duration = Duration::from_mins(1);
const BEFORE_NEXT_TRY: Duration = Duration::from_secs(1);
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// How many of a log's last lines tell why a process ended.
const LAST_LINES: usize = 15;

/// How a process is run.
#[derive(Debug)]
pub struct Recipe {
    /// Its program.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// Its settings.
    pub environment: Vec<(String, String)>,
    /// As whom, if not as ourselves.
    pub identity: Option<Identity>,
    /// What asks it to stop in good order.
    pub stop: Signal,
}

/// How to ask whether a process is ready.
#[derive(Clone, Debug)]
pub enum Ready {
    /// 200 from here.
    Http(String),
    /// A connection to here.
    Postgres(String),
    /// A connection to here.
    Nats(String, Box<async_nats::ConnectOptions>),
}

#[derive(Debug, Default)]
struct Run {
    leash: Option<Leashed>,
    /// Whether it should run: one that was killed on purpose is not started again by itself.
    wanted: bool,
}

/// A process of a stack.
#[derive(Debug)]
pub struct Process {
    name: String,
    replica: usize,
    recipe: Recipe,
    ready: Ready,
    log: PathBuf,
    run: Mutex<Run>,
}

impl Process {
    /// A process that does not run yet. Its log is `<name>.log` in `logs`; that of replica 1 `<name>-2.log`.
    pub fn new(name: &str, replica: usize, recipe: Recipe, ready: Ready, logs: &Path) -> Self {
        let log = logs.join(format!("{}.log", label(name, replica)));
        Self { name: name.to_owned(), replica, recipe, ready, log, run: Mutex::default() }
    }

    /// Its name; replicas share it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Which of them it is, from 0.
    pub fn replica(&self) -> usize {
        self.replica
    }

    /// Name and number, as people read it: `review`, `review-2`.
    pub fn label(&self) -> String {
        label(&self.name, self.replica)
    }

    /// Where it writes.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// What tells that it is ready, as people read it.
    pub fn place(&self) -> &str {
        match &self.ready {
            Ready::Http(url) | Ready::Nats(url, _) => url,
            // The URL has a password in it; what stands behind that is the place.
            Ready::Postgres(url) => url.rsplit('@').next().unwrap_or_default(),
        }
    }

    /// Its process id, while it runs.
    pub fn id(&self) -> Option<u32> {
        self.run().leash.as_ref().map(Leashed::id)
    }

    /// Starts it, unless it runs; see [`Process::until_ready`].
    pub fn start(&self) -> anyhow::Result<()> {
        let mut run = self.run();
        run.wanted = true;
        if run.leash.is_none() {
            run.leash = Some(Leashed::start(&mut self.command()?)?);
        }
        Ok(())
    }

    fn command(&self) -> anyhow::Result<Command> {
        let log = File::options().create(true).append(true).open(&self.log);
        let log = log.with_context(|| format!("{}", self.log.display()))?;
        let mut command = self.recipe.command();
        command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        // In a group of its own: a Ctrl-C is for us, and we stop everything in order.
        command.process_group(0);
        Ok(command)
    }

    /// Waits until it is ready; an error when it ends instead, with the end of its log.
    pub async fn until_ready(&self) -> anyhow::Result<()> {
        let wait = async {
            loop {
                if let Some(status) = self.ended()? {
                    bail!(
                        "{} ended ({status}); the end of {}:\n{}",
                        self.label(),
                        self.log.display(),
                        self.last_lines()
                    );
                }
                if self.is_ready().await {
                    return Ok(());
                }
                tokio::time::sleep(LOOK_AGAIN).await;
            }
        };
        match tokio::time::timeout(PATIENCE, wait).await {
            Ok(done) => done,
            Err(_) => bail!(
                "{} is not ready after {} s; the end of {}:\n{}",
                self.label(),
                PATIENCE.as_secs(),
                self.log.display(),
                self.last_lines()
            ),
        }
    }

    /// Whether it is ready now.
    pub async fn is_ready(&self) -> bool {
        let patience = Duration::from_secs(2);
        match &self.ready {
            Ready::Http(url) => {
                let client = reqwest::Client::builder().timeout(patience).build();
                let Ok(client) = client else { return false };
                client.get(url).send().await.is_ok_and(|answer| answer.status().is_success())
            }
            Ready::Postgres(url) => {
                let connect = tokio::time::timeout(patience, sqlx::PgConnection::connect(url)).await;
                matches!(connect, Ok(Ok(_)))
            }
            Ready::Nats(url, options) => {
                let connect =
                    tokio::time::timeout(patience, async_nats::ConnectOptions::clone(options).connect(url)).await;
                matches!(connect, Ok(Ok(_)))
            }
        }
    }

    /// How it ended, if it ended by itself though it should run.
    pub fn ended(&self) -> anyhow::Result<Option<String>> {
        let mut run = self.run();
        if !run.wanted {
            return Ok(None);
        }
        match &mut run.leash {
            Some(leash) => leash.last_words(),
            None => Ok(None),
        }
    }

    /// The end of its log.
    pub fn last_lines(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().collect();
        let shown = lines.get(lines.len().saturating_sub(LAST_LINES)..).unwrap_or_default();
        let indented: Vec<String> = shown.iter().map(|line| format!("    {line}")).collect();
        indented.join("\n")
    }

    /// Kills it (SIGKILL), as a crash would.
    pub fn kill(&self) {
        let mut run = self.run();
        run.wanted = false;
        run.leash = None;
    }

    /// Sends it a signal; of those that end it, the stack must not think that it ended by itself.
    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        let run = self.run();
        run.leash.as_ref().with_context(|| format!("{} does not run", self.label()))?.signal(signal)
    }

    /// Freezes it (SIGSTOP): connections stay open and nothing answers.
    pub fn freeze(&self) -> anyhow::Result<()> {
        self.signal(Signal::SIGSTOP)
    }

    /// Lets it go on after [`Process::freeze`].
    pub fn thaw(&self) -> anyhow::Result<()> {
        self.signal(Signal::SIGCONT)
    }

    /// Asks it to stop in good order; see [`Process::until_stopped`].
    pub fn ask_to_stop(&self) {
        let mut run = self.run();
        run.wanted = false;
        if let Some(leash) = &run.leash {
            // One that has ended needs no signal.
            let _ = leash.signal(self.recipe.stop);
        }
    }

    /// Waits until it has stopped; kills it when that takes longer than `patience`. Whether it stopped by itself.
    pub async fn until_stopped(&self, patience: Duration) -> anyhow::Result<bool> {
        let wait = async {
            while !self.has_stopped()? {
                tokio::time::sleep(LOOK_AGAIN).await;
            }
            anyhow::Ok(())
        };
        let by_itself = matches!(tokio::time::timeout(patience, wait).await, Ok(Ok(())));
        self.run().leash = None;
        Ok(by_itself)
    }

    fn has_stopped(&self) -> anyhow::Result<bool> {
        match &mut self.run().leash {
            Some(leash) => Ok(leash.last_words()?.is_some()),
            None => Ok(true),
        }
    }

    /// Starts it and waits until it is ready. A server whose former self was killed may find that still ending, with
    /// its folder or port in its hands; it is given a few tries.
    pub async fn bring_up(&self) -> anyhow::Result<()> {
        let mut left = if matches!(self.ready, Ready::Http(_)) { 0 } else { 5 };
        loop {
            self.start()?;
            match self.until_ready().await {
                Ok(()) => return Ok(()),
                Err(error) if left == 0 || self.ended()?.is_none() => return Err(error),
                Err(_) => left -= 1,
            }
            self.kill();
            tokio::time::sleep(BEFORE_NEXT_TRY).await;
        }
    }

    /// Kills it where it runs, starts it again and waits until it is ready.
    pub async fn restart(&self) -> anyhow::Result<()> {
        self.kill();
        self.bring_up().await
    }

    fn run(&self) -> MutexGuard<'_, Run> {
        // A panic elsewhere leaves nothing half done here.
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recipe {
    /// A command with the recipe's settings and none of ours.
    pub fn command(&self) -> Command {
        let mut command = match self.identity {
            Some(identity) => identity.command(&self.program),
            None => Command::new(&self.program),
        };
        command.args(&self.arguments);
        // The settings of whoever starts a stack are not the stack's.
        for (name, _) in std::env::vars_os() {
            let of_ours = name.to_str().is_some_and(|name| name.starts_with("DARS_") || name.starts_with("PG"));
            if of_ours {
                command.env_remove(name);
            }
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn label(name: &str, replica: usize) -> String {
    if replica == 0 { name.to_owned() } else { format!("{name}-{}", replica.saturating_add(1)) }
}
