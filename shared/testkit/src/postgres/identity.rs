//! As whom PostgreSQL runs: never as root.

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use nix::unistd::{Uid, User};

/// The user that the server's processes run as.
#[derive(Clone, Copy, Debug)]
pub enum Identity {
    /// We ourselves.
    Ourselves,
    /// We are root, so someone else.
    Another {
        /// The user.
        uid: u32,
        /// Their group.
        gid: u32,
    },
}

impl Identity {
    /// Debian's `postgres` where it exists, else `nobody`.
    pub fn choose() -> anyhow::Result<Self> {
        if !Uid::effective().is_root() {
            return Ok(Self::Ourselves);
        }
        for name in ["postgres", "nobody"] {
            if let Some(user) = User::from_name(name).context("looking for an unprivileged user")? {
                return Ok(Self::Another { uid: user.uid.as_raw(), gid: user.gid.as_raw() });
            }
        }
        bail!("PostgreSQL never runs as root, and there is no user 'postgres' or 'nobody'")
    }

    /// A command that runs as this user.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Self::Another { uid, gid } = self {
            command.uid(uid).gid(gid);
        }
        // The server must not stand in a folder that its user may not read.
        command.current_dir("/");
        command
    }

    /// Makes a folder that this user alone may use.
    pub fn own_folder(self, folder: &Path) -> anyhow::Result<()> {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))?;
        if let Self::Another { uid, gid } = self {
            chown(folder, Some(uid), Some(gid))?;
        }
        Ok(())
    }

    /// Whether this user can come as far as a folder's inside: root's home, for one, is closed to others.
    pub fn reaches(self, folder: &Path) -> bool {
        match self {
            Self::Ourselves => true,
            Self::Another { uid, .. } => folder.ancestors().all(|ancestor| {
                ancestor
                    .metadata()
                    .is_ok_and(|it| it.mode() & 0o001 != 0 || (it.uid() == uid && it.mode() & 0o100 != 0))
            }),
        }
    }
}

/// A path that a program's argument can be.
pub fn argument(path: &Path) -> anyhow::Result<&str> {
    path.to_str().context("a path that is not UTF-8")
}
