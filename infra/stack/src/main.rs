//! `dars-stack`: the local stack's command; `infra/up` builds and calls it.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use clap::{Args, Parser, Subcommand};
use dars_stack::{Options, Stack, api::Api, demo, fixtures::Fixtures, lock::Lock, print, say, services, status};
use dars_testkit::place;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The whole of DARS on one machine.
#[derive(Debug, Parser)]
#[command(name = "infra/up", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    up: Up,
}

/// What the command can do beside starting the stack.
#[derive(Debug, Subcommand)]
enum Verb {
    /// Print an access token of a persona, for use with curl.
    Token {
        /// Who, e.g. `case-officer`.
        persona: String,
        /// The port of the stack, where several run.
        #[arg(long)]
        port: Option<u16>,
    },
    /// Say what runs where.
    Status,
}

/// How to start the stack.
#[derive(Debug, Args)]
struct Up {
    /// The port of the web door; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Delete what the last stack left, and start empty.
    #[arg(long)]
    fresh: bool,
    /// Start a fresh stack of its own, play eight stories on it, check where they end, and stop.
    #[arg(long)]
    demo: bool,
    /// Of the demo, only this story; may be given several times.
    #[arg(long, requires = "demo")]
    story: Vec<String>,
    /// How many of each service.
    #[arg(long, default_value_t = 1)]
    replicas: usize,
    /// The folder of the programs.
    #[arg(long, hide = true)]
    bin: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.verb {
        None if cli.up.demo => Box::pin(play(cli.up)).await,
        None => Box::pin(up(cli.up)).await.map(|()| true),
        Some(Verb::Token { persona, port }) => token(&persona, port).await.map(|()| true),
        Some(Verb::Status) => status().await.map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("FAILED: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// The folder of the stack that people use, and that of the demo, which leaves the first alone.
fn folder(demo: bool) -> PathBuf {
    place::state().join(if demo { "demo" } else { "data" })
}

fn options(up: &Up, begins: jiff::Timestamp) -> Options {
    let defaults = Options::new(&folder(up.demo));
    Options {
        port: up.port,
        fresh: up.fresh || up.demo,
        replicas: up.replicas,
        begins: Some(begins),
        bin: up.bin.clone().unwrap_or(defaults.bin.clone()),
        say,
        ..defaults
    }
}

/// The first signal of each kind that ends a stack.
struct Signals(Signal, Signal, Signal);

impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?))
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
            _ = self.2.recv() => {}
        }
    }
}

async fn up(up: Up) -> anyhow::Result<()> {
    let mut signals = Signals::new()?;
    let fixtures = Fixtures::read()?;
    let options = options(&up, fixtures.calendar.begins);
    let mut lock = Lock::take(&options.dir)?;
    let started = async {
        let stack = Stack::start(options).await?;
        if !demo::load(&stack, &fixtures).await? {
            say("Not every story stands as it should: see above. The stack can be used all the same.");
        }
        anyhow::Ok(stack)
    };
    let stack = tokio::select! {
        stack = started => stack?,
        // What has started is dropped, and so killed.
        () = signals.next() => bail!("stopped before it was up"),
    };
    lock.say_where(&stack.url())?;
    welcome(&stack, &fixtures);
    tokio::select! {
        () = stack.watch() => {}
        () = signals.next() => {}
    }
    say("Stopping … (once more to stop hard)");
    tokio::select! {
        stopped = stack.stop() => stopped?,
        () = signals.next() => say("Stopped hard"),
    }
    drop(lock);
    say("Nothing is left running.");
    Ok(())
}

fn welcome(stack: &Stack, fixtures: &Fixtures) {
    let dir = &stack.options().dir;
    print("");
    print(&format!("  DARS is up:  {}", stack.url()));
    print(&format!("  its API:     {}/api/v1/openapi.json", stack.url()));
    print(&format!("  mails:       {}", services::mail_folder(dir).display()));
    print(&format!("  logs:        {}", dir.join("logs").display()));
    print("");
    print("  Personas (infra/up token <persona> prints an access token):");
    for persona in &fixtures.personas {
        print(&format!("    {:<27} {}", persona.key, persona.title));
    }
    print("");
    print("  Ctrl-C stops everything; the data stay for the next start.");
}

async fn play(up: Up) -> anyhow::Result<bool> {
    let mut signals = Signals::new()?;
    let fixtures = Fixtures::read()?;
    let options = options(&up, fixtures.calendar.begins);
    let _lock = Lock::take(&options.dir)?;
    let played = async {
        let stack = Stack::start(options).await?;
        let only: Vec<&str> = up.story.iter().map(String::as_str).collect();
        let called = if only.is_empty() { &demo::DEMO } else { only.as_slice() };
        let as_told = tokio::select! {
            told = demo::play(&stack, &fixtures, called) => told,
            () = stack.watch() => Ok(false),
        };
        say("Stopping …");
        stack.stop().await?;
        as_told
    };
    tokio::select! {
        as_told = played => as_told,
        () = signals.next() => bail!("stopped before the story's end"),
    }
}

fn running(port: Option<u16>) -> Vec<status::Running> {
    let all = [false, true].into_iter().filter_map(|demo| status::of(&folder(demo)));
    all.filter(|stack| port.is_none_or(|port| stack.address.ends_with(&format!(":{port}")))).collect()
}

async fn token(persona: &str, port: Option<u16>) -> anyhow::Result<()> {
    let stacks = running(port);
    let stack = stacks.first().context("no stack is up: start one with infra/up, and wait until it says so")?;
    match Api::new(&stack.address, &stack.identity)?.token(persona).await {
        Ok(token) => print(&token),
        Err(error) => bail!("{error:#} (infra/up prints them when it starts)"),
    }
    Ok(())
}

async fn status() -> anyhow::Result<()> {
    let stacks = running(None);
    if stacks.is_empty() {
        print("No stack is up. Start one with infra/up.");
    }
    for stack in stacks {
        print(&format!("DARS is up at {} (supervisor: process {})", stack.address, stack.supervisor));
        for process in stack.processes {
            let id = process.id.map_or_else(|| "-".to_owned(), |id| id.to_string());
            let answers = answers(&process.place).await;
            let (name, place, log) = (process.name, process.place, process.log.display());
            print(&format!("  {name:<14} process {id:<8} {answers:<10} {place:<44} {log}"));
        }
    }
    Ok(())
}

/// Whether something listens where a process should.
async fn answers(place: &str) -> &'static str {
    let address = place.rsplit("//").next().unwrap_or_default().split('/').next().unwrap_or_default();
    if tokio::net::TcpStream::connect(address).await.is_ok() { "answers" } else { "is silent" }
}
