//! Settings: embedded defaults < file < environment < secrets in files.

use config::{Config, ConfigError, Environment, File, FileFormat};
use serde::Deserialize;
use serde_json::Value;

/// The defaults that every process shares.
const COMMON: &str = include_str!("../config/default.toml");

/// All settings of a process. Each key is explained in `config/default.toml`.
#[derive(Clone, Debug, Deserialize)]
pub struct Settings {
    /// The service's database.
    pub database: Database,
    /// The broker.
    pub nats: Nats,
    /// Keys of the portal's word.
    pub assertion: Assertion,
    /// Requests.
    pub rpc: Rpc,
    /// The small port.
    pub health: Health,
    /// Logs and traces.
    pub telemetry: Telemetry,
    /// The local stack.
    pub local: Local,
    /// The identity provider.
    pub identity: Identity,
    /// The data body.
    pub body: Body,
    /// Deadlines.
    pub sweep: Sweep,
    /// What only this service has.
    #[serde(default)]
    pub service: Value,
}

/// The service's database.
#[derive(Clone, Deserialize)]
pub struct Database {
    /// Where it is.
    pub url: String,
    /// Most connections.
    pub max_connections: u32,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Database")
    }
}

/// The broker.
#[derive(Clone, Deserialize)]
pub struct Nats {
    /// Where it is.
    pub url: String,
    /// The service's own user.
    pub user: String,
    /// Their password.
    pub password: String,
    /// Copies of each stream.
    pub replicas: usize,
    /// Downstream teams, parted by commas.
    pub teams: String,
}

impl std::fmt::Debug for Nats {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Nats({})", self.user)
    }
}

/// Keys of the portal's word.
#[derive(Clone, Deserialize)]
pub struct Assertion {
    /// Public keys, parted by commas.
    pub public_keys: String,
    /// The private key, for the portal.
    pub private_key: String,
}

impl std::fmt::Debug for Assertion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Assertion")
    }
}

/// Requests.
#[derive(Clone, Debug, Deserialize)]
pub struct Rpc {
    /// At most so many in work.
    pub at_once: usize,
    /// How long the portal waits, in milliseconds.
    pub timeout_ms: u64,
}

/// The small port.
#[derive(Clone, Debug, Deserialize)]
pub struct Health {
    /// Its address.
    pub address: String,
    /// Its number; 0 for any.
    pub port: u16,
}

/// Logs and traces.
#[derive(Clone, Debug, Deserialize)]
pub struct Telemetry {
    /// `pretty` or `json`.
    pub log_format: String,
    /// As in tracing's `EnvFilter`.
    pub log_level: String,
    /// Where spans go; empty: nowhere.
    pub otlp_endpoint: String,
}

/// The local stack.
#[derive(Clone, Debug, Deserialize)]
pub struct Local {
    /// Whether this is one.
    pub enabled: bool,
    /// The file with trade time's offset.
    pub clock_file: String,
}

/// The identity provider.
#[derive(Clone, Debug, Deserialize)]
pub struct Identity {
    /// Whose tokens are believed.
    pub issuer: String,
    /// Where its keys are.
    pub jwks_url: String,
    /// What tokens must be for.
    pub audience: String,
}

/// The data body.
#[derive(Clone, Debug, Deserialize)]
pub struct Body {
    /// Its code.
    pub organisation: String,
    /// Its name.
    pub name: String,
}

/// Deadlines.
#[derive(Clone, Debug, Deserialize)]
pub struct Sweep {
    /// How often, in milliseconds.
    pub every_ms: u64,
}

impl Settings {
    /// Loads a process' settings over its own embedded defaults.
    pub fn load(defaults: &str) -> Result<Self, ConfigError> {
        let mut builder = Config::builder()
            .add_source(File::from_str(COMMON, FileFormat::Toml))
            .add_source(File::from_str(defaults, FileFormat::Toml));
        if let Ok(file) = std::env::var("DARS_CONFIG") {
            builder = builder.add_source(File::new(&file, FileFormat::Toml));
        }
        builder = builder.add_source(Environment::with_prefix("DARS").prefix_separator("__").separator("__"));
        let plain = builder.build_cloned()?;
        let mut secrets = Vec::new();
        find_files(&plain.try_deserialize::<Value>()?, "", &mut secrets);
        for (key, file) in secrets {
            let content = std::fs::read_to_string(&file)
                .map_err(|error| ConfigError::Message(format!("{key}_file: {file} cannot be read: {error}")))?;
            builder = builder.set_override(key, content.trim())?;
        }
        let settings: Self = builder.build()?.try_deserialize()?;
        settings.validate()?;
        Ok(settings)
    }

    /// Settings from defaults and `overrides` (TOML) alone, whatever the environment says: for tests.
    pub fn of(defaults: &str, overrides: &str) -> Result<Self, ConfigError> {
        let settings: Self = Config::builder()
            .add_source(File::from_str(COMMON, FileFormat::Toml))
            .add_source(File::from_str(defaults, FileFormat::Toml))
            .add_source(File::from_str(overrides, FileFormat::Toml))
            .build()?
            .try_deserialize()?;
        settings.validate()?;
        Ok(settings)
    }

    /// The downstream teams.
    pub fn teams(&self) -> Vec<String> {
        list(&self.nats.teams)
    }

    /// The portal's public keys.
    pub fn public_keys(&self) -> Vec<String> {
        list(&self.assertion.public_keys)
    }

    /// A production configuration has no local stack, and does not believe its identity provider.
    fn validate(&self) -> Result<(), ConfigError> {
        if !self.local.enabled && self.identity.issuer == dars_vocabulary::identity::LOCAL_ISSUER {
            return Err(ConfigError::Message(
                "identity.issuer is the local stack's identity provider, and local.enabled is false: \
                 production must name a real provider"
                    .to_owned(),
            ));
        }
        if !self.local.enabled && !self.local.clock_file.is_empty() {
            return Err(ConfigError::Message("local.clock_file is set, and local.enabled is false".to_owned()));
        }
        Ok(())
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(ToOwned::to_owned).collect()
}

fn find_files(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
    let Value::Object(map) = value else { return };
    for (key, inner) in map {
        let here = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (here.strip_suffix("_file"), inner) {
            // The clock's file is a file, not a secret in one.
            (Some(target), Value::String(file)) if !file.is_empty() && target != "local.clock" => {
                found.push((target.to_owned(), file.clone()));
            }
            _ => find_files(inner, &here, found),
        }
    }
}
