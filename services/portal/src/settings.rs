//! The portal's own settings, each explained in `config/default.toml`.

use std::time::Duration;

use serde::{Deserialize, Deserializer, de::Error as _};

/// What only the portal has.
#[derive(Clone, Debug, Deserialize)]
pub struct Own {
    /// Where it listens.
    pub http_address: String,
    /// Its port; 0 for any.
    #[serde(deserialize_with = "number")]
    pub http_port: u16,
    /// The largest body of a request, in bytes.
    #[serde(deserialize_with = "number")]
    pub body_limit: usize,
    /// How long a body may take, in milliseconds.
    #[serde(deserialize_with = "number")]
    pub body_timeout_ms: u64,
    /// How long a whole file may take, in milliseconds.
    #[serde(deserialize_with = "number")]
    pub upload_timeout_ms: u64,
    /// The most that a pack of files holds, in bytes.
    #[serde(deserialize_with = "number")]
    pub pack_limit: u64,
    /// How far clocks may differ, in seconds.
    #[serde(deserialize_with = "number")]
    pub leeway_seconds: u8,
    /// Where staff roles stand among the claims.
    pub roles_claim: String,
    /// How long a moved clock waits for one step, in milliseconds.
    #[serde(deserialize_with = "number")]
    pub clock_patience_ms: u64,
}

impl Own {
    /// How long a body may take to arrive.
    pub fn body_timeout(&self) -> Duration {
        Duration::from_millis(self.body_timeout_ms)
    }

    /// How long a whole file may take to arrive.
    pub fn upload_timeout(&self) -> Duration {
        Duration::from_millis(self.upload_timeout_ms)
    }
}

/// A number, or the text of one: the environment knows nothing but text.
fn number<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<T, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(u64),
        Text(String),
    }
    let number = match Written::deserialize(deserializer)? {
        Written::Number(number) => number,
        Written::Text(text) => text.trim().parse().map_err(|_| D::Error::custom("not a whole number"))?,
    };
    T::try_from(number).map_err(|_| D::Error::custom("a number out of its range"))
}
