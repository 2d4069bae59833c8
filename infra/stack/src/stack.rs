//! All processes together: started in order, watched, stopped in order.

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Context, ensure};
use dars_messages::Owner;

use crate::{
    api::Api,
    broker::{self, Broker},
    clock,
    database::{self, Database},
    options::Options,
    ports::{self, Ports},
    process::{Process, Ready},
    secrets::Secrets,
    services::{LINKS, Site, role_password},
    status,
};

/// How long a process may take to stop in good order: a little longer than it gives itself.
const STOPPING: Duration = Duration::from_secs(27);
const WATCH: Duration = Duration::from_millis(500);

/// A running system. Dropped, it kills what still runs; [`Stack::stop`] stops it in good order.
#[derive(Debug)]
pub struct Stack {
    options: Options,
    database: Database,
    broker: Broker,
    secrets: Secrets,
    identity_port: u16,
    web_ports: Vec<u16>,
    /// In the order in which they start.
    processes: Vec<Process>,
}

impl Stack {
    /// Starts a stack and waits until all of it is ready.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        // The client speaks to this machine alone, but it insists on a provider of cryptography; a second one is refused.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let stack = Self::prepare(options).await?;
        stack.start_foundations().await?;
        stack.start_services().await?;
        status::write(&stack)?;
        Ok(stack)
    }

    /// Makes everything that must be there before the first process starts.
    async fn prepare(mut options: Options) -> anyhow::Result<Self> {
        let say = options.say;
        if options.fresh && options.dir.exists() {
            say("Deleting what the last stack left …");
            database::delete(&options.dir)?;
            std::fs::remove_dir_all(&options.dir).with_context(|| format!("{}", options.dir.display()))?;
        }
        std::fs::create_dir_all(options.dir.join("logs")).with_context(|| format!("{}", options.dir.display()))?;
        options.dir = options.dir.canonicalize()?;
        let mut names = broker::password_names();
        names.push(database::PASSWORD.to_owned());
        names.extend(Owner::SERVICES.map(role_password));
        names.push(LINKS.to_owned());
        let secrets = Secrets::load_or_make(&options.dir, &names)?;
        let mut ports = Ports::load(&options.dir)?;
        clock::begin(&options.dir, options.begins)?;
        if !options.dir.join("pg/PG_VERSION").exists() {
            say("Making the database cluster …");
        }
        let (database_port, password) = (ports.take("postgres")?, secrets.password(database::PASSWORD)?.to_owned());
        let dir = options.dir.clone();
        let prepare = move || Database::prepare(&dir, database_port, &password);
        let (database, _) = tokio::task::spawn_blocking(prepare).await??;
        let broker = Broker::prepare(&options.dir, ports.take("nats")?, &secrets)?;
        let identity_port = ports.take("identity")?;
        let mut stack =
            Self { options, database, broker, secrets, identity_port, web_ports: Vec::new(), processes: Vec::new() };
        stack.add_foundations()?;
        stack.take_web_ports(&mut ports)?;
        stack.add_services(&mut ports)?;
        Ok(stack)
    }

    fn logs(&self) -> PathBuf {
        self.options.dir.join("logs")
    }

    fn site(&self) -> Site<'_> {
        Site {
            options: &self.options,
            secrets: &self.secrets,
            broker: &self.broker,
            database: &self.database,
            identity_port: self.identity_port,
            web_port: self.web_ports.first().copied().unwrap_or_default(),
        }
    }

    fn add_foundations(&mut self) -> anyhow::Result<()> {
        let logs = self.logs();
        let postgres = Ready::Postgres(self.database.admin_url("postgres"));
        let nats = Ready::Nats(self.broker.url(), Box::new(self.broker.system_options()?));
        let identity = Ready::Http(format!("{}/health/live", self.identity_url()));
        self.processes = vec![
            Process::new("postgres", 0, self.database.recipe()?, postgres, &logs),
            Process::new("nats", 0, self.broker.recipe()?, nats, &logs),
            Process::new("identity", 0, self.site().identity(), identity, &logs),
        ];
        Ok(())
    }

    fn add_services(&mut self, ports: &mut Ports) -> anyhow::Result<()> {
        let logs = self.logs();
        for owner in Owner::SERVICES.into_iter().chain([Owner::Portal]) {
            for replica in 0..self.options.replicas.max(1) {
                let health = ports.take(&format!("{owner}-{replica}-health"))?;
                let recipe = match self.web_ports.get(replica) {
                    Some(port) if owner == Owner::Portal => self.site().portal(*port, health)?,
                    _ => self.site().service(owner, health)?,
                };
                let ready = Ready::Http(format!("http://127.0.0.1:{health}/health/ready"));
                self.processes.push(Process::new(owner.name(), replica, recipe, ready, &logs));
            }
        }
        Ok(())
    }

    /// The first portal listens where people expect it, or nowhere; its twins anywhere.
    fn take_web_ports(&mut self, ports: &mut Ports) -> anyhow::Result<()> {
        let asked = self.options.port;
        for replica in 0..self.options.replicas.max(1) {
            let port = if replica > 0 || asked == 0 { ports.take(&format!("portal-{replica}"))? } else { asked };
            ensure!(
                ports::is_free(port),
                "port {port} is taken by something else on this machine: stop that, or choose another with --port"
            );
            self.web_ports.push(port);
        }
        Ok(())
    }

    async fn start_foundations(&self) -> anyhow::Result<()> {
        for process in self.processes.iter().filter(|process| is_foundation(process)) {
            process.bring_up().await?;
            (self.options.say)(&format!("{:<14} ready at {}", process.label(), process.place()));
            if process.name() == "postgres" {
                for owner in Owner::SERVICES {
                    self.database.make_database(owner, self.secrets.password(&role_password(owner))?).await?;
                }
            }
        }
        Ok(())
    }

    async fn start_services(&self) -> anyhow::Result<()> {
        let services: Vec<&Process> = self.processes.iter().filter(|process| !is_foundation(process)).collect();
        // The first replica of each migrates; the others find that done.
        for round in 0..self.options.replicas.max(1) {
            let starting: Vec<&&Process> = services.iter().filter(|process| process.replica() == round).collect();
            for process in &starting {
                process.start()?;
            }
            for process in &starting {
                process.until_ready().await?;
                (self.options.say)(&format!("{:<14} ready", process.label()));
            }
        }
        Ok(())
    }

    /// Starts again whatever ends by itself, until cancelled.
    pub async fn watch(&self) {
        loop {
            tokio::time::sleep(WATCH).await;
            for process in &self.processes {
                let Ok(Some(status)) = process.ended() else { continue };
                (self.options.say)(&format!("{} ended ({status}); starting it again …", process.label()));
                match process.restart().await {
                    Ok(()) => (self.options.say)(&format!("{} is back", process.label())),
                    Err(error) => (self.options.say)(&format!("{error:#}")),
                }
                if let Err(error) = status::write(self) {
                    (self.options.say)(&format!("{error:#}"));
                }
            }
        }
    }

    /// Stops everything in good order: the door first, then the services, then what they stand on.
    pub async fn stop(self) -> anyhow::Result<()> {
        let door = |process: &&Process| process.name() == Owner::Portal.name();
        let service = |process: &&Process| !is_foundation(process) && !door(process);
        self.stop_all(self.processes.iter().filter(door).collect()).await?;
        self.stop_all(self.processes.iter().filter(service).collect()).await?;
        for process in self.processes.iter().filter(|process| is_foundation(process)).rev() {
            self.stop_all(vec![process]).await?;
        }
        status::remove(&self)
    }

    async fn stop_all(&self, processes: Vec<&Process>) -> anyhow::Result<()> {
        for process in &processes {
            process.ask_to_stop();
        }
        for process in processes {
            if !process.until_stopped(STOPPING).await? {
                (self.options.say)(&format!("{} did not stop in time and was killed", process.label()));
            }
        }
        Ok(())
    }

    /// What it was started with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Every process, in the order in which they start.
    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    /// One process: `postgres`, `nats`, `identity`, a service's name or `portal`, and which replica, from 0.
    pub fn process(&self, name: &str, replica: usize) -> anyhow::Result<&Process> {
        let found = self.processes.iter().find(|process| process.name() == name && process.replica() == replica);
        found.with_context(|| format!("there is no process {name} {replica}"))
    }

    /// The databases.
    pub fn postgres(&self) -> &Database {
        &self.database
    }

    /// Where a service reaches its own database.
    pub fn database_url(&self, owner: Owner) -> anyhow::Result<String> {
        Ok(self.database.url_for(owner, self.secrets.password(&role_password(owner))?))
    }

    /// The broker.
    pub fn nats(&self) -> &Broker {
        &self.broker
    }

    /// The portal's private key, for tests that make assertions of their own.
    pub fn assertion_key(&self) -> &str {
        &self.secrets.assertion_key
    }

    /// Where people find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.web_ports.first().copied().unwrap_or_default())
    }

    /// Where each of the portals is.
    pub fn portal_urls(&self) -> Vec<String> {
        self.web_ports.iter().map(|port| format!("http://127.0.0.1:{port}")).collect()
    }

    /// Where the identity provider is.
    pub fn identity_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.identity_port)
    }

    /// A client of the HTTP API.
    pub fn api(&self) -> anyhow::Result<Api> {
        Api::new(&self.url(), &self.identity_url())
    }

    /// An operators' subcommand of a service, such as `journal verify`, ready to run.
    pub fn operate(&self, owner: Owner, arguments: &[&str]) -> anyhow::Result<Command> {
        let mut recipe = self.site().service(owner, 0)?;
        recipe.arguments = arguments.iter().map(ToString::to_string).collect();
        Ok(recipe.command())
    }
}

fn is_foundation(process: &Process) -> bool {
    matches!(process.name(), "postgres" | "nats" | "identity")
}
