//! One request on its way, and every command of it that was acknowledged.

use std::sync::{Mutex, MutexGuard, PoisonError};

use dars_messages::Owner;
use serde_json::Value;

/// A command that was acknowledged: whatever happens, it must stand.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// Who decided it.
    pub owner: Owner,
    /// Method and path.
    pub path: String,
    /// Its idempotency key.
    pub key: String,
    /// The status of the answer.
    pub status: u16,
    /// The version in the answer.
    pub etag: Option<i64>,
    /// The answer.
    pub body: Value,
}

/// What is known of one request.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// The enquiry it began with.
    pub enquiry: Option<String>,
    /// The application it became.
    pub nic: Option<String>,
    /// The framework contract that was made on the way.
    pub contract: Option<String>,
    /// What was released under its agreement.
    pub release: Option<String>,
    /// Its commands so far.
    pub acknowledged: Vec<Acknowledged>,
    /// How it ended, once it has; `Err` says why it did not arrive.
    pub ended: Option<Result<(), String>>,
}

/// One request.
#[derive(Debug)]
pub struct Journey {
    /// Which one.
    pub number: usize,
    trail: Mutex<Trail>,
}

impl Journey {
    /// A request that has not set out.
    pub fn new(number: usize) -> Self {
        Self { number, trail: Mutex::default() }
    }

    /// What is known of it now.
    pub fn trail(&self) -> MutexGuard<'_, Trail> {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many of its commands were acknowledged.
    pub fn steps(&self) -> usize {
        self.trail().acknowledged.len()
    }

    /// The references it is known by.
    pub fn references(&self) -> Vec<String> {
        let trail = self.trail();
        let all = [&trail.enquiry, &trail.nic, &trail.contract, &trail.release];
        all.into_iter().flatten().cloned().collect()
    }

    /// Whether it is between its first and its last step.
    pub fn is_on_the_road(&self) -> bool {
        let trail = self.trail();
        !trail.acknowledged.is_empty() && trail.ended.is_none()
    }
}

/// How many commands of all of them were acknowledged.
pub fn acknowledged(journeys: &[Journey]) -> usize {
    journeys.iter().map(Journey::steps).sum()
}
