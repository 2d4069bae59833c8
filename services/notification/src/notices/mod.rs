//! Pages that applications name as their privacy notices (V27): looked at from here, the only service that may go out.
//!
//! A row of work per application, leased, outside of any transaction; the answer is told to whoever asked.

mod addresses;
mod look;
mod looker;

pub use addresses::{Addresses, System, is_public};
pub use look::{Eyes, LIMITS, Limits, Seen};
pub use looker::Looker;

use std::net::SocketAddr;

use dars_kit::Settings;
use serde::Deserialize;

use crate::settings::WrongSetting;

/// The section `service.notices`. Each key is explained in `config/default.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeSettings {
    /// Whether pages are looked at.
    pub look: bool,
    /// Addresses that may be looked at though they are not public; in a local stack alone.
    pub allow: Vec<SocketAddr>,
}

impl NoticeSettings {
    /// Reads and checks them.
    pub fn of(settings: &Settings) -> Result<Self, WrongSetting> {
        let section = settings.service.get("notices").cloned().unwrap_or_default();
        let read: Self = serde_json::from_value(section).map_err(|error| WrongSetting::new("notices", error))?;
        if !read.allow.is_empty() && !settings.local.enabled {
            return Err(WrongSetting::new("notices", "`allow` is for a local stack alone"));
        }
        // A local stack sends nothing out of the machine: it looks at what it is told to, or not at all.
        let look = read.look && (!settings.local.enabled || !read.allow.is_empty());
        Ok(Self { look, ..read })
    }
}
