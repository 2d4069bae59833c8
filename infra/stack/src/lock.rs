//! One stack per state folder.

use std::{
    fs::{File, TryLockError},
    io::{Read, Seek, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

/// Held while a stack runs on a folder; gone with its process, however that ends.
#[derive(Debug)]
pub struct Lock(File);

/// The lock's file: beside the folder, which `--fresh` deletes. `.dars/data` has `.dars/data.lock`.
fn file_of(dir: &Path) -> PathBuf {
    dir.with_extension("lock")
}

fn open(path: &Path) -> anyhow::Result<File> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).with_context(|| format!("{}", parent.display()))?;
    }
    File::options()
        .create(true)
        .read(true)
        .write(true)
        .truncate(false)
        .open(path)
        .with_context(|| format!("{}", path.display()))
}

impl Lock {
    /// Takes the folder's lock, or says where the stack that holds it is.
    pub fn take(dir: &Path) -> anyhow::Result<Self> {
        let path = file_of(dir);
        let mut file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                Ok(Self(file))
            }
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder).unwrap_or_default();
                let holder = if holder.is_empty() { "starting" } else { holder.trim() };
                bail!("a stack runs on {} already ({holder}); stop it first with Ctrl-C", dir.display())
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{}", path.display())),
        }
    }

    /// Writes down where this stack is, for whoever comes second.
    pub fn say_where(&mut self, address: &str) -> anyhow::Result<()> {
        self.0.set_len(0)?;
        self.0.rewind()?;
        writeln!(self.0, "up at {address}, process {}", std::process::id())?;
        Ok(())
    }

    /// Whether a stack runs on the folder.
    pub fn is_held(dir: &Path) -> bool {
        File::open(file_of(dir)).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_is_told_where_the_first_is() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("data");
        assert!(!Lock::is_held(&dir));
        let mut lock = Lock::take(&dir).unwrap();
        lock.say_where("http://127.0.0.1:8080").unwrap();
        assert!(Lock::is_held(&dir));
        let refused = Lock::take(&dir).unwrap_err().to_string();
        assert!(refused.contains("up at http://127.0.0.1:8080"), "{refused}");
        drop(lock);
        assert!(!Lock::is_held(&dir));
        Lock::take(&dir).unwrap();
    }
}
