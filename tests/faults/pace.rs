//! How fast the requests of one fault go: spread over its length, so that something is under way all the time; then as
//! fast as they can.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::time::Instant;

/// How many commands one request makes, about.
const COMMANDS: u32 = 40;
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// The pace of one fault's requests.
#[derive(Debug)]
pub struct Pace {
    between: Duration,
    next: Mutex<Instant>,
    released: AtomicBool,
}

impl Pace {
    /// Spreads the commands of `requests` over `length`.
    pub fn over(length: Duration, requests: usize) -> Self {
        let commands = COMMANDS.saturating_mul(u32::try_from(requests).unwrap_or(u32::MAX)).max(1);
        Self { between: length / commands, next: Mutex::new(Instant::now()), released: AtomicBool::new(false) }
    }

    /// Waits for one's turn.
    pub async fn turn(&self) {
        let at = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let at = *next;
            *next = at.max(Instant::now()) + self.between;
            at
        };
        while !self.released.load(Ordering::Relaxed) && Instant::now() < at {
            tokio::time::sleep_until((Instant::now() + LOOK_AGAIN).min(at)).await;
        }
    }

    /// From here on nobody waits.
    pub fn release(&self) {
        self.released.store(true, Ordering::Relaxed);
    }
}
