//! Starting and stopping: the first signal stops fetching and accepting and finishes what is in flight; the second, or
//! 25 s, stops hard.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long what is in flight may take.
pub const GRACE: Duration = Duration::from_secs(25);

/// The tasks of a process, and the token that ends them.
#[derive(Clone, Debug, Default)]
pub struct Lifecycle {
    /// Every task runs here, so that a stop waits for it.
    pub tasks: TaskTracker,
    /// Cancelled by the first signal.
    pub stop: CancellationToken,
}

impl Lifecycle {
    /// Waits for a signal, or for the stop token; then for the tasks. False when they had to be left.
    pub async fn run(&self) -> std::io::Result<bool> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            () = self.stop.cancelled() => {}
        }
        tracing::info!("stopping");
        self.stop.cancel();
        self.tasks.close();
        tokio::select! {
            () = self.tasks.wait() => Ok(true),
            _ = terminate.recv() => Ok(false),
            _ = interrupt.recv() => Ok(false),
            () = tokio::time::sleep(GRACE) => Ok(false),
        }
    }
}
