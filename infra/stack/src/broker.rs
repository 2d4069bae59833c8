//! NATS: a private server whose configuration is generated from the topology.

use std::path::{Path, PathBuf};

use anyhow::Context;
use async_nats::ConnectOptions;
use dars_messages::{
    Owner,
    server::{Password, ServerSettings, Team, operator, server_config},
    topology::inbox_prefix,
};
use dars_testkit::place;
use nix::sys::signal::Signal;

use crate::{
    process::Recipe,
    secrets::{self, Secrets},
};

/// The downstream team of a local stack.
pub const TEAM: &str = "demo";
/// Whom the team hears.
pub const TEAM_HEARS: &[Owner] = &Owner::SERVICES;
/// The one password of the users who may do anything within a service's account.
const OPERATOR: &str = "operator";
const SYSTEM: &str = "system";

/// The broker of one stack.
#[derive(Clone, Debug)]
pub struct Broker {
    port: u16,
    config: PathBuf,
    store: PathBuf,
    team: Team,
    users: Vec<(String, String)>,
}

/// The names under which the broker's passwords are kept.
pub fn password_names() -> Vec<String> {
    let users = Owner::SERVICES.into_iter().chain([Owner::Portal]).map(Owner::name);
    users.chain([OPERATOR, SYSTEM, TEAM]).map(password_name).collect()
}

fn password_name(user: &str) -> String {
    format!("nats-{user}")
}

impl Broker {
    /// The broker of a stack, with its configuration written.
    pub fn prepare(dir: &Path, port: u16, secrets: &Secrets) -> anyhow::Result<Self> {
        let password = |user: &str| secrets.password(&password_name(user)).map(ToOwned::to_owned);
        let team = Team::new(TEAM, Password::Literal(password(TEAM)?), TEAM_HEARS)?;
        let owners: Vec<Owner> = Owner::SERVICES.into_iter().chain([Owner::Portal]).collect();
        let mut users = vec![(SYSTEM.to_owned(), password(SYSTEM)?), (team.user(), password(TEAM)?)];
        for owner in &owners {
            users.push((owner.name().to_owned(), password(owner.name())?));
            users.push((operator(*owner), password(OPERATOR)?));
        }
        let broker = Self { port, config: dir.join("nats.conf"), store: dir.join("nats"), team, users };
        let mut settings =
            ServerSettings::local(&broker.store.to_string_lossy(), |user| password(user).unwrap_or_default());
        settings.port = Some(port);
        settings.teams = vec![broker.team.clone()];
        secrets::write_private(&broker.config, server_config(&settings).as_bytes())?;
        Ok(broker)
    }

    /// How it is run.
    pub fn recipe(&self) -> anyhow::Result<Recipe> {
        Ok(Recipe {
            program: place::nats_server()?,
            arguments: vec!["--config".to_owned(), self.config.to_string_lossy().into_owned()],
            environment: Vec::new(),
            identity: None,
            stop: Signal::SIGTERM,
        })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// The folder of its streams; stop the broker before touching it.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// The downstream team of this stack.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// The password of a user.
    pub fn password(&self, user: &str) -> anyhow::Result<&str> {
        let found = self.users.iter().find(|(name, _)| name == user);
        found.map(|(_, password)| password.as_str()).with_context(|| format!("the broker knows no {user}"))
    }

    /// How a user connects.
    pub fn options(&self, user: &str) -> anyhow::Result<ConnectOptions> {
        let password = self.password(user)?.to_owned();
        Ok(ConnectOptions::with_user_and_password(user.to_owned(), password).custom_inbox_prefix(inbox_prefix(user)))
    }

    /// A connection as a service, or the portal.
    pub async fn connect(&self, owner: Owner) -> anyhow::Result<async_nats::Client> {
        Ok(self.options(owner.name())?.connect(self.url()).await?)
    }

    /// A connection as the user who may do anything within a service's account.
    pub async fn connect_operator(&self, owner: Owner) -> anyhow::Result<async_nats::Client> {
        Ok(self.options(&operator(owner))?.connect(self.url()).await?)
    }

    /// A connection as the downstream team.
    pub async fn connect_team(&self) -> anyhow::Result<async_nats::Client> {
        Ok(self.options(&self.team.user())?.connect(self.url()).await?)
    }

    /// How to ask whether it is ready.
    pub fn system_options(&self) -> anyhow::Result<ConnectOptions> {
        self.options(SYSTEM)
    }
}
