//! A process that never outlives ours, however ours ends.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::Context;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// A child process, killed when dropped. Should we be killed ourselves, a small shell at the other end of a pipe sees
/// the pipe close and kills it.
#[derive(Debug)]
pub struct Leashed {
    child: Child,
    shell: Child,
    pipe: Option<ChildStdin>,
}

impl Leashed {
    /// Starts it.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command.spawn().with_context(|| format!("{} does not start", program(command)))?;
        let shell = Command::new("sh")
            .args(["-c", r#"cat >/dev/null; kill -KILL "$0" 2>/dev/null"#, &child.id().to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // In a group of its own: a Ctrl-C meant for us must not end it before it has done its work.
            .process_group(0)
            .spawn();
        match shell {
            Ok(mut shell) => {
                let pipe = shell.stdin.take();
                Ok(Self { child, shell, pipe })
            }
            Err(error) => {
                let _ = child.kill();
                Err(error).context("sh does not start")
            }
        }
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) -> anyhow::Result<()> {
        let id = i32::try_from(self.child.id()).context("a process id beyond all others")?;
        kill(Pid::from_raw(id), signal).with_context(|| format!("{signal} did not reach process {id}"))
    }

    /// What it wrote to a piped standard error, if it has ended by itself.
    pub fn last_words(&mut self) -> anyhow::Result<Option<String>> {
        let Some(status) = self.child.try_wait()? else { return Ok(None) };
        let mut words = status.to_string();
        if let Some(stderr) = &mut self.child.stderr {
            words.push_str(": ");
            stderr.read_to_string(&mut words)?;
        }
        Ok(Some(words))
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = self.shell.kill();
        drop(self.pipe.take());
        let _ = self.shell.wait();
    }
}

fn program(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}
