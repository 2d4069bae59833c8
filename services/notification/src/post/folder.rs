//! Mails as `.eml` files, for a local stack. A repeat overwrites its first copy.

use std::path::PathBuf;

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};

use super::{Outcome, Parcel, Transport};

/// A folder that mails are put into.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Puts mails into `path`, which is made when the first one comes.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    async fn put(&self, parcel: &Parcel) -> std::io::Result<()> {
        tokio::fs::create_dir_all(&self.path).await?;
        let name = name(&parcel.key);
        // Written beside and renamed, so that nobody reads half a mail.
        let beside = self.path.join(format!(".{name}.new"));
        tokio::fs::write(&beside, &parcel.message).await?;
        tokio::fs::rename(&beside, self.path.join(format!("{name}.eml"))).await
    }
}

/// The file's name: of the key's hash, for keys hold references and ids.
fn name(key: &str) -> String {
    format!("{:x}", Sha256::digest(key.as_bytes())).chars().take(32).collect()
}

#[async_trait]
impl Transport for Folder {
    async fn send(&self, parcel: &Parcel) -> Outcome {
        match self.put(parcel).await {
            Ok(()) => Outcome::Accepted,
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a mail could not be put into the folder");
                Outcome::Later { code: "folder".to_owned() }
            }
        }
    }
}
