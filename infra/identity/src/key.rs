//! The signing key: made once, kept in a file that only its owner can read, so that a restart keeps it.

use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding},
    rand_core::OsRng,
};

/// How long a key is, in bits.
const BITS: usize = 2048;

/// The key's file within the state folder.
const FILE: &str = "identity-key.pem";

/// The signing key cannot be made, kept or used.
#[derive(Debug, thiserror::Error)]
pub enum KeyTrouble {
    /// The key cannot be made.
    #[error("no signing key could be made")]
    Making(#[source] rsa::Error),
    /// The key cannot be written down in its usual form.
    #[error("the signing key cannot be written as PEM")]
    Writing(#[source] rsa::pkcs8::Error),
    /// The file holds no key.
    #[error("{path} holds no usable key: remove it, and a new one is made")]
    Reading {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: rsa::pkcs8::Error,
    },
    /// The file cannot be read or written.
    #[error("the signing key cannot be kept in {path}")]
    Keeping {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The key does not sign.
    #[error("the signing key does not sign")]
    Signing(#[from] jsonwebtoken::errors::Error),
    /// The key has no DER form.
    #[error("the signing key has no DER form")]
    Form(#[from] rsa::pkcs1::Error),
}

/// A new key, from the system's source of chance.
pub(crate) fn generate() -> Result<RsaPrivateKey, KeyTrouble> {
    RsaPrivateKey::new(&mut OsRng, BITS).map_err(KeyTrouble::Making)
}

/// The key kept in `folder`, or a new one which is then kept there.
pub(crate) fn load_or_generate(folder: &Path) -> Result<RsaPrivateKey, KeyTrouble> {
    let path = folder.join(FILE);
    match fs::read_to_string(&path) {
        Ok(pem) => RsaPrivateKey::from_pkcs8_pem(&pem).map_err(|source| KeyTrouble::Reading { path, source }),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
            let key = generate()?;
            keep(&key, folder, &path)?;
            Ok(key)
        }
        Err(source) => Err(KeyTrouble::Keeping { path, source }),
    }
}

/// Writes the key beside its place and moves it there, so that a crash leaves no half a key.
fn keep(key: &RsaPrivateKey, folder: &Path, path: &Path) -> Result<(), KeyTrouble> {
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(KeyTrouble::Writing)?;
    let draft = path.with_extension("draft");
    let write = || {
        fs::create_dir_all(folder)?;
        if fs::exists(&draft)? {
            fs::remove_file(&draft)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        file.write_all(pem.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().map_err(|source| KeyTrouble::Keeping { path: path.to_owned(), source })
}
