//! What each of our own processes is told: its program and its settings.

use std::path::Path;

use dars_messages::Owner;
use dars_testkit::place;
use dars_vocabulary::identity::{API_AUDIENCE, LOCAL_ISSUER};
use nix::sys::signal::Signal;

use crate::{
    broker::{Broker, TEAM},
    clock,
    database::Database,
    options::Options,
    process::Recipe,
    secrets::Secrets,
};

/// What the settings of all of them are made of.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The stack's options.
    pub options: &'a Options,
    /// Its secrets.
    pub secrets: &'a Secrets,
    /// Its broker.
    pub broker: &'a Broker,
    /// Its databases.
    pub database: &'a Database,
    /// The port of its identity provider.
    pub identity_port: u16,
    /// The port of its web door.
    pub web_port: u16,
}

/// The name under which the password of a service's role is kept.
pub fn role_password(owner: Owner) -> String {
    format!("role-{owner}")
}

/// The name under which the key of enquirers' links is kept.
pub const LINKS: &str = "links";

/// Where enquirers' replies come to in a local stack; nothing listens there: drop `.eml` files into [`inbox_folder`].
const REPLIES: &str = "enquiries@data-body.example";

/// Where a local stack sends those who ask for what is published; there is no such place.
const STATISTICS: &str = "https://statistics.data-body.example/";

/// The folder in which a stack looks for mails that people send.
pub fn inbox_folder(dir: &Path) -> std::path::PathBuf {
    dir.join("mail-in")
}

/// The file of personas.
pub fn personas() -> std::path::PathBuf {
    place::root().join("tests/fixtures/personas.json")
}

/// The folder in which a stack's mails lie.
pub fn mail_folder(dir: &Path) -> std::path::PathBuf {
    dir.join("mail")
}

impl Site<'_> {
    /// How the identity provider is run.
    pub fn identity(&self) -> Recipe {
        let (dir, personas) = (self.options.dir.join("identity"), personas());
        let arguments = [
            "--local-stack",
            "--port",
            &self.identity_port.to_string(),
            "--state-dir",
            &dir.to_string_lossy(),
            "--personas",
            &personas.to_string_lossy(),
        ];
        Recipe {
            program: self.options.bin.join("dars-identity"),
            arguments: arguments.map(ToOwned::to_owned).to_vec(),
            environment: Vec::new(),
            identity: None,
            stop: Signal::SIGTERM,
        }
    }

    /// How a service is run.
    pub fn service(&self, owner: Owner, health_port: u16) -> anyhow::Result<Recipe> {
        let password = self.secrets.password(&role_password(owner))?;
        let mut settings = self.common(owner, health_port)?;
        settings.extend([
            ("DARS__DATABASE__URL", self.database.url_for(owner, password)),
            ("DARS__NATS__TEAMS", TEAM.to_owned()),
            ("DARS__ASSERTION__PUBLIC_KEYS", self.secrets.assertion_public_key()?),
        ]);
        if owner == Owner::Intake || owner == Owner::Notification {
            settings.push(("DARS__SERVICE__LINKS__KEYS", self.secrets.password(LINKS)?.to_owned()));
        }
        if owner == Owner::Intake {
            let inbox = inbox_folder(&self.options.dir);
            std::fs::create_dir_all(&inbox)?;
            settings.extend([
                ("DARS__SERVICE__MAIL__INBOX", format!("dir:{}", inbox.display())),
                ("DARS__SERVICE__MAIL__ADDRESS", REPLIES.to_owned()),
            ]);
        }
        if owner == Owner::Notification {
            settings.extend([
                ("DARS__SERVICE__MAIL__REPLIES", REPLIES.to_owned()),
                ("DARS__SERVICE__MAIL__SIGNPOSTS__PUBLISHED-STATISTICS", STATISTICS.to_owned()),
                ("DARS__SERVICE__MAIL__FOLDER", mail_folder(&self.options.dir).to_string_lossy().into_owned()),
                ("DARS__SERVICE__MAIL__SMTP_URL", String::new()),
                ("DARS__SERVICE__MAIL__PORTAL", format!("http://127.0.0.1:{}", self.web_port)),
            ]);
        }
        Ok(self.recipe(owner, settings))
    }

    /// How the portal is run.
    pub fn portal(&self, port: u16, health_port: u16) -> anyhow::Result<Recipe> {
        let mut settings = self.common(Owner::Portal, health_port)?;
        settings.extend([
            ("DARS__ASSERTION__PRIVATE_KEY", self.secrets.assertion_key.clone()),
            ("DARS__IDENTITY__JWKS_URL", format!("http://127.0.0.1:{}/jwks", self.identity_port)),
            ("DARS__SERVICE__HTTP_PORT", port.to_string()),
        ]);
        Ok(self.recipe(Owner::Portal, settings))
    }

    fn common(&self, owner: Owner, health_port: u16) -> anyhow::Result<Vec<(&'static str, String)>> {
        Ok(vec![
            ("DARS__NATS__URL", self.broker.url()),
            ("DARS__NATS__USER", owner.name().to_owned()),
            ("DARS__NATS__PASSWORD", self.broker.password(owner.name())?.to_owned()),
            ("DARS__HEALTH__PORT", health_port.to_string()),
            ("DARS__LOCAL__ENABLED", "true".to_owned()),
            ("DARS__LOCAL__CLOCK_FILE", clock::file(&self.options.dir).to_string_lossy().into_owned()),
            ("DARS__IDENTITY__ISSUER", LOCAL_ISSUER.to_owned()),
            ("DARS__IDENTITY__AUDIENCE", API_AUDIENCE.to_owned()),
            ("DARS__TELEMETRY__LOG_LEVEL", self.options.log_level.clone()),
        ])
    }

    fn recipe(&self, owner: Owner, settings: Vec<(&'static str, String)>) -> Recipe {
        let settings = settings.into_iter().map(|(name, value)| (name.to_owned(), value));
        Recipe {
            program: self.options.bin.join(format!("dars-{owner}")),
            arguments: vec!["serve".to_owned()],
            environment: settings.chain(self.options.settings.iter().cloned()).collect(),
            identity: None,
            stop: Signal::SIGTERM,
        }
    }
}
