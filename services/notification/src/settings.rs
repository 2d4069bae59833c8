//! What only this service can be told: how mails leave, and in whose name.

use std::{collections::BTreeMap, fmt};

use dars_kit::Settings;
use dars_notification_domain::recipients::Office;
use dars_vocabulary::code::{Signpost, Team};
use lettre::Address;
use serde::{Deserialize, Deserializer};

/// The section `service.mail`. Each key is explained in `config/default.toml`.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MailSettings {
    /// The server; empty: into `folder`.
    pub smtp_url: String,
    /// The sending account.
    pub smtp_user: String,
    /// Its password.
    pub smtp_password: String,
    /// The file that the password came from; read by the kit.
    pub smtp_password_file: String,
    /// Connections at most.
    #[serde(deserialize_with = "number")]
    pub connections: usize,
    /// Where `.eml` files go in a local stack.
    pub folder: String,
    /// The sender's address.
    pub from: String,
    /// The right side of a `Message-ID`.
    pub domain: String,
    /// Where people sign in.
    pub portal: String,
    /// Where enquirers' replies come to; empty: they are not asked for.
    pub replies: String,
    /// The hour in London at which reminders go out.
    #[serde(deserialize_with = "number")]
    pub reminders_at: usize,
    /// The mailbox of each team.
    pub teams: BTreeMap<String, String>,
    /// The mailbox of each post.
    pub offices: BTreeMap<String, String>,
    /// Where each signpost leads; empty: mails name it without an address.
    pub signposts: BTreeMap<String, String>,
}

impl fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailSettings({})", if self.smtp_url.is_empty() { "folder" } else { "smtp" })
    }
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("service.mail.{key} cannot be used: {why}")]
pub struct WrongSetting {
    /// Which one.
    pub key: &'static str,
    /// Why not.
    pub why: String,
}

impl WrongSetting {
    /// `key` is wrong because of `why`.
    pub fn new(key: &'static str, why: impl fmt::Display) -> Self {
        Self { key, why: why.to_string() }
    }
}

impl MailSettings {
    /// Reads and checks them.
    pub fn of(settings: &Settings) -> Result<Self, WrongSetting> {
        let section = settings.service.get("mail").cloned().unwrap_or_default();
        let mail: Self = serde_json::from_value(section).map_err(|error| WrongSetting::new("*", error))?;
        mail.from.parse::<Address>().map_err(|error| WrongSetting::new("from", error))?;
        if mail.domain.is_empty() {
            return Err(WrongSetting::new("domain", "it is empty"));
        }
        if !mail.replies.is_empty() {
            mail.replies.parse::<Address>().map_err(|error| WrongSetting::new("replies", error))?;
            // The token needs 44 characters and a `+`, and 64 is the most before the `@` (RFC 5321).
            let fits =
                mail.replies.rsplit_once('@').is_some_and(|(local, _)| local.len() <= 19 && !local.contains('+'));
            if !fits {
                return Err(WrongSetting::new("replies", "at most 19 characters before the @, and no +"));
            }
        }
        if !(1..=64).contains(&mail.connections) {
            return Err(WrongSetting::new("connections", "1 to 64"));
        }
        if mail.reminders_at > 23 {
            return Err(WrongSetting::new("reminders_at", "an hour from 0 to 23"));
        }
        for team in Team::ALL {
            let mailbox = mail.mailbox(*team).ok_or_else(|| WrongSetting::new("teams", team.code()))?;
            mailbox.parse::<Address>().map_err(|error| WrongSetting::new("teams", error))?;
        }
        let siro = mail.office(Office::Siro).ok_or_else(|| WrongSetting::new("offices", Office::Siro.code()))?;
        siro.parse::<Address>().map_err(|error| WrongSetting::new("offices", error))?;
        let known = |code: &str| Signpost::ALL.iter().any(|signpost| signpost.code() == code);
        if let Some(unknown) = mail.signposts.keys().find(|code| !known(code)) {
            return Err(WrongSetting::new("signposts", format!("{unknown} is none")));
        }
        Ok(mail)
    }

    /// Where a post reads its mail.
    pub fn office(&self, office: Office) -> Option<&str> {
        self.offices.get(office.code()).map(String::as_str)
    }

    /// Where a signpost leads, if that is known.
    pub fn link(&self, signpost: Signpost) -> Option<&str> {
        self.signposts.get(signpost.code()).map(String::as_str).filter(|link| !link.is_empty())
    }

    /// Where a team reads its mail.
    pub fn mailbox(&self, team: Team) -> Option<&str> {
        self.teams.get(team.code()).map(String::as_str)
    }
}

/// A number, also as text: so it comes from the environment.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(usize),
        Text(String),
    }
    match Either::deserialize(deserializer)? {
        Either::Number(number) => Ok(number),
        Either::Text(text) => text.trim().parse().map_err(serde::de::Error::custom),
    }
}
