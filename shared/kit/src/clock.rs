//! Trade time: real time, plus an offset in one file in a local stack (design.md promise 5).

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use dars_bus::technical;
use jiff::{SignedDuration, Timestamp};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How often the file is looked at.
const WATCH: Duration = Duration::from_millis(250);

/// The clock of deadlines, states, journals and mails.
#[derive(Clone, Debug)]
pub struct TradeClock {
    offset_seconds: Arc<AtomicI64>,
    file: Option<Arc<PathBuf>>,
}

/// The offset's file cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the clock file {file} cannot be used")]
pub struct ClockFile {
    file: String,
    #[source]
    source: std::io::Error,
}

impl TradeClock {
    /// Real time.
    pub fn real() -> Self {
        Self { offset_seconds: Arc::default(), file: None }
    }

    /// Real time plus the offset in `file`, read now and watched until `stop`. A missing file means no offset.
    pub fn watching(file: PathBuf, tasks: &TaskTracker, stop: CancellationToken) -> Self {
        let clock = Self { offset_seconds: Arc::default(), file: Some(Arc::new(file)) };
        clock.reload();
        let watched = clock.clone();
        tasks.spawn(async move {
            loop {
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = tokio::time::sleep(WATCH) => watched.reload(),
                }
            }
        });
        clock
    }

    /// Trade time now. In a local stack the file is read each time, so that no process lags behind a moved clock.
    pub fn now(&self) -> Timestamp {
        self.reload();
        let offset = SignedDuration::from_secs(self.offset_seconds.load(Ordering::Relaxed));
        let real = technical::now();
        real.checked_add(offset).unwrap_or(real)
    }

    /// Reads the file at once, for a request that says it was changed.
    pub fn reload(&self) {
        let Some(file) = &self.file else { return };
        if let Some(offset) =
            std::fs::read_to_string(file.as_path()).ok().and_then(|text| text.trim().parse::<i64>().ok())
        {
            self.offset_seconds.store(offset, Ordering::Relaxed);
        }
    }

    /// Moves trade time to `to`, for every process that watches the file. Only forward, and by the caller's leave.
    pub fn move_to(&self, to: Timestamp) -> Result<(), ClockFile> {
        let Some(file) = &self.file else { return Ok(()) };
        let failed = |source| ClockFile { file: file.display().to_string(), source };
        // Rounded up: the clock must not stand before the instant that it was moved to.
        let ahead = to.duration_since(technical::now());
        let offset = ahead.as_secs().saturating_add(i64::from(ahead.subsec_nanos() > 0));
        // Written beside and renamed, so that a watcher never reads half a number.
        let beside = file.with_extension("new");
        std::fs::write(&beside, offset.to_string()).map_err(failed)?;
        std::fs::rename(&beside, file.as_path()).map_err(failed)?;
        self.offset_seconds.store(offset, Ordering::Relaxed);
        Ok(())
    }
}
