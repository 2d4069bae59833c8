//! Which provider's tokens are accepted, and how.

use dars_vocabulary::identity::{API_AUDIENCE, LOCAL_ISSUER};
use jsonwebtoken::Algorithm;
use reqwest::Url;
use serde::Deserialize;

/// An algorithm that can be allowed; there is no way to write one that shares a secret, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum TokenAlgorithm {
    /// RSA, PKCS#1 v1.5, with SHA-256.
    RS256,
    /// ECDSA on P-256 with SHA-256.
    ES256,
}

impl TokenAlgorithm {
    pub(super) fn as_library(self) -> Algorithm {
        match self {
            Self::RS256 => Algorithm::RS256,
            Self::ES256 => Algorithm::ES256,
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "RS256" => Some(Self::RS256),
            "ES256" => Some(Self::ES256),
            _ => None,
        }
    }
}

/// Which provider's tokens are accepted, and how.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenSettings {
    /// The provider's issuer, letter for letter as its tokens say it.
    pub issuer: String,
    /// The audience that a token must name.
    #[serde(default = "default_audience")]
    pub audience: String,
    /// Where the provider's keys are.
    pub jwks_url: String,
    /// Algorithms that are accepted.
    #[serde(default = "default_algorithms")]
    pub algorithms: Vec<TokenAlgorithm>,
    /// How far clocks may differ, in seconds; at most 120.
    #[serde(default = "default_leeway")]
    pub leeway_seconds: u8,
    /// Where the staff roles stand among the claims, as a JSON pointer: `/roles`, `/realm_access/roles`.
    #[serde(default = "default_roles_claim")]
    pub roles_claim: String,
}

fn default_audience() -> String {
    API_AUDIENCE.to_owned()
}

fn default_algorithms() -> Vec<TokenAlgorithm> {
    vec![TokenAlgorithm::RS256, TokenAlgorithm::ES256]
}

fn default_leeway() -> u8 {
    30
}

fn default_roles_claim() -> String {
    "/roles".to_owned()
}

/// The settings are not ones to run with.
#[derive(Debug, thiserror::Error)]
pub enum SettingsRefused {
    /// The local provider signs anybody in as anybody.
    #[error("the issuer is that of a local stack, which signs anybody in as anybody: configure a real provider")]
    LocalIssuer,
    /// Keys or issuer over plain HTTP could be replaced on the way.
    #[error("{0} must be an https URL outside a local stack")]
    NotHttps(&'static str),
    /// Not a URL.
    #[error("{0} is not a URL")]
    NotAUrl(&'static str),
    /// A setting that accepts nothing, or everything.
    #[error("{0} is empty or out of its range")]
    OutOfRange(&'static str),
    /// No HTTP client can be made.
    #[error("no HTTP client can be made to fetch the provider's keys")]
    Client(#[source] reqwest::Error),
}

impl TokenSettings {
    /// Checks the settings; `local_stack` is the one switch that `/local/*` hangs on too. Returns where the keys are.
    pub fn check(&self, local_stack: bool) -> Result<Url, SettingsRefused> {
        let issuer = Url::parse(&self.issuer).map_err(|_| SettingsRefused::NotAUrl("issuer"))?;
        let keys = Url::parse(&self.jwks_url).map_err(|_| SettingsRefused::NotAUrl("jwks_url"))?;
        if self.audience.is_empty() {
            return Err(SettingsRefused::OutOfRange("audience"));
        }
        if self.algorithms.is_empty() {
            return Err(SettingsRefused::OutOfRange("algorithms"));
        }
        if self.leeway_seconds > 120 {
            return Err(SettingsRefused::OutOfRange("leeway_seconds"));
        }
        if !self.roles_claim.starts_with('/') {
            return Err(SettingsRefused::OutOfRange("roles_claim"));
        }
        if !local_stack {
            if is_local(&issuer) {
                return Err(SettingsRefused::LocalIssuer);
            }
            for (name, url) in [("issuer", &issuer), ("jwks_url", &keys)] {
                if url.scheme() != "https" {
                    return Err(SettingsRefused::NotHttps(name));
                }
            }
        }
        Ok(keys)
    }
}

/// The local issuer in any spelling, and any other name that means this machine.
fn is_local(issuer: &Url) -> bool {
    let ours = Url::parse(LOCAL_ISSUER).ok();
    let host = issuer.host_str().unwrap_or_default().trim_end_matches('.');
    ours.is_some_and(|ours| ours.host_str() == Some(host)) || host == "localhost" || host.ends_with(".localhost")
}
