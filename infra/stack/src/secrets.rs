//! Passwords and keys of one stack, made once.

use std::{collections::BTreeMap, fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

use anyhow::Context;
use dars_bus::assertion::Signer;
use dars_testkit::name;
use serde::{Deserialize, Serialize};

/// Passwords by what they open, and the portal's key. Its `Debug` form shows none.
#[derive(Serialize, Deserialize)]
pub struct Secrets {
    passwords: BTreeMap<String, String>,
    /// The portal's private key.
    pub assertion_key: String,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// The secrets kept in `folder`; made there, for its owner's eyes only, when there are none.
    pub fn load_or_make(folder: &Path, names: &[String]) -> anyhow::Result<Self> {
        let path = folder.join("secrets.json");
        let mut secrets: Self = match std::fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text)
                .with_context(|| format!("{} cannot be read; start with --fresh to make all anew", path.display()))?,
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
                Self { passwords: BTreeMap::new(), assertion_key: Signer::generate()? }
            }
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        };
        let known = secrets.passwords.len();
        for name in names {
            if !secrets.passwords.contains_key(name) {
                secrets.passwords.insert(name.clone(), name::secret()?);
            }
        }
        if known != secrets.passwords.len() {
            write_private(&path, &serde_json::to_vec_pretty(&secrets)?)?;
        }
        Ok(secrets)
    }

    /// The password of that name; it must be one of those asked for when the secrets were loaded.
    pub fn password(&self, name: &str) -> anyhow::Result<&str> {
        self.passwords.get(name).map(String::as_str).with_context(|| format!("there is no password for {name}"))
    }

    /// The public half of the portal's key, which services believe.
    pub fn assertion_public_key(&self) -> anyhow::Result<String> {
        Ok(Signer::from_base64(&self.assertion_key)?.public_key())
    }
}

/// Writes a file that only we can read; beside its place first, so that half of one is never read.
pub fn write_private(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let draft = path.with_extension("draft");
    let write = || {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(content)?;
        file.sync_all()?;
        std::fs::rename(&draft, path)
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn secrets_are_made_once_for_their_owner_alone_and_grow_with_new_names() {
        let folder = tempfile::tempdir().unwrap();
        let load = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(ToString::to_string).collect();
            Secrets::load_or_make(folder.path(), &names).unwrap()
        };
        let first = load(&["a"]);
        let second = load(&["a", "b"]);
        let mode = folder.path().join("secrets.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(first.password("a").unwrap(), second.password("a").unwrap());
        assert_ne!(second.password("a").unwrap(), second.password("b").unwrap());
        assert_eq!(first.assertion_key, second.assertion_key);
        assert!(first.password("b").is_err());
        assert!(!format!("{second:?}").contains(second.password("a").unwrap()));
    }
}
