//! The broker's configuration, generated from the topology.
//!
//! Every service and every downstream team has an account of its own, so that nothing one of them sends (a message, a
//! reply subject, a deliver subject, a stream that republishes or copies) can reach a subject or a stream of another.
//! What they may ask of each other is exported by name: requests to the portal alone, and of a stream the making,
//! reading and acknowledging of one durable to each hearer. The broker maps a hearer's ordinary JetStream requests onto
//! these imports, so clients need not know.

mod account;
mod grants;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::topology::{FactKind, Owner, fact_filter};

/// A password in the configuration. Its `Debug` form does not show it.
#[derive(Clone)]
pub enum Password {
    /// As it is.
    Literal(String),
    /// Named by a variable that the broker finds in an included file or in its environment.
    Variable(String),
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Literal(_) => f.write_str("Literal(…)"),
            Self::Variable(name) => f.debug_tuple("Variable").field(name).finish(),
        }
    }
}

/// A downstream team, with an account that can do nothing but read one durable of each owner it hears.
#[derive(Clone, Debug)]
pub struct Team {
    name: String,
    password: Password,
    hears: Vec<Owner>,
}

/// A team's name would not be one token of a subject.
#[derive(Debug, thiserror::Error)]
#[error("a team's name is made of lower-case letters, digits and single dashes, at most 32 of them")]
pub struct UnfitTeamName;

impl Team {
    /// A team of that name, which becomes a part of its durables' names.
    pub fn new(name: &str, password: Password, hears: &[Owner]) -> Result<Self, UnfitTeamName> {
        let fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let dashed = name.starts_with('-') || name.ends_with('-') || name.contains("--");
        if name.is_empty() || name.len() > 32 || dashed || !name.chars().all(fit) {
            return Err(UnfitTeamName);
        }
        Ok(Self { name: name.to_owned(), password, hears: hears.to_vec() })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its user's name: apart from every service's.
    pub fn user(&self) -> String {
        format!("team-{}", self.name)
    }

    /// Its user's password.
    pub fn password(&self) -> &Password {
        &self.password
    }

    /// Whose public facts it reads.
    pub fn hears(&self) -> &[Owner] {
        &self.hears
    }
}

/// The subjects that a team's durable on an owner's stream is limited to: its public facts.
pub fn team_filters(owner: Owner) -> Vec<String> {
    crate::facts::all()
        .into_iter()
        .filter(|fact| fact.owner == owner && fact.kind == Some(FactKind::Public))
        .map(|fact| fact_filter(owner, fact.name, fact.version))
        .collect()
}

/// What differs between one broker and another.
#[derive(Clone, Debug)]
pub struct ServerSettings {
    /// The address to listen on, e.g. `127.0.0.1`.
    pub host: String,
    /// The port for clients; `None` lets the broker choose one and write it into `ports_dir`.
    pub port: Option<u16>,
    /// The port for `/healthz` and the like, if any.
    pub http_port: Option<u16>,
    /// The folder of the streams.
    pub store_dir: String,
    /// The folder in which the broker writes down the ports it listens on.
    pub ports_dir: Option<String>,
    /// A file with the variables that passwords name, included first.
    pub include: Option<String>,
    /// The password of each service's user, and the portal's; a user is named like its service.
    pub passwords: BTreeMap<Owner, Password>,
    /// The password of `operator-<service>`, a user who may do anything within that service's account; tests and the
    /// bench need one, production does not.
    pub operator: Option<Password>,
    /// The password of `system`, who may ask the broker how it is.
    pub system: Password,
    /// The downstream teams.
    pub teams: Vec<Team>,
}

impl ServerSettings {
    /// A local broker on a free port, whose users' passwords are all made by `password` from the user's name.
    pub fn local(store_dir: &str, password: impl Fn(&str) -> String) -> Self {
        let literal = |user: &str| Password::Literal(password(user));
        let owners = Owner::SERVICES.into_iter().chain([Owner::Portal]);
        Self {
            host: "127.0.0.1".to_owned(),
            port: None,
            http_port: None,
            store_dir: store_dir.to_owned(),
            ports_dir: None,
            include: None,
            passwords: owners.map(|owner| (owner, literal(owner.name()))).collect(),
            operator: Some(literal("operator")),
            system: literal("system"),
            teams: Vec::new(),
        }
    }
}

/// The user who may do anything within a service's account, where there is one.
pub fn operator(owner: Owner) -> String {
    format!("operator-{owner}")
}

/// The whole configuration of one broker. A service without a password gets no user, so nobody can be it.
pub fn server_config(settings: &ServerSettings) -> String {
    let mut text = String::from("# Generated from the topology of the bus. Do not edit.\n");
    // Writing into a String cannot fail.
    let _ = write_server(&mut text, settings);
    for account in grants::accounts(settings) {
        text.push_str(&account.text());
    }
    text.push_str("}\nsystem_account: SYS\n");
    text
}

fn write_server(text: &mut String, settings: &ServerSettings) -> std::fmt::Result {
    if let Some(include) = &settings.include {
        writeln!(text, "include {}", quoted(include))?;
    }
    writeln!(text, "server_name: dars")?;
    writeln!(text, "host: {}", quoted(&settings.host))?;
    match settings.port {
        Some(port) => writeln!(text, "port: {port}")?,
        None => writeln!(text, "port: -1")?,
    }
    if let Some(port) = settings.http_port {
        writeln!(text, "http: {}", quoted(&format!("{}:{port}", settings.host)))?;
    }
    if let Some(folder) = &settings.ports_dir {
        writeln!(text, "ports_file_dir: {}", quoted(folder))?;
    }
    writeln!(text, "max_payload: 1MB")?;
    writeln!(text, "jetstream {{ store_dir: {} }}", quoted(&settings.store_dir))?;
    // The grants of acknowledgements are written for this one form of their subjects: $JS.ACK.<stream>.<durable>.…
    writeln!(text, "feature_flags {{ js_ack_fc_v2: false }}")?;
    writeln!(text, "accounts {{")
}

/// A string of the configuration language.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
