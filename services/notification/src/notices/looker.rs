//! Looks at the pages that are due, and tells what became of them.

use std::{sync::Arc, time::Duration};

use dars_bus::{Meta, StoreError, ids, outbox};
use dars_kit::Context;
use dars_messages::{Outgoing, facts::notification::PrivacyNoticeCheckedV1};
use dars_vocabulary::london_date;
use jiff::{SignedDuration, Timestamp};

use super::{Addresses, Eyes, LIMITS, NoticeSettings, Seen};
use crate::store::{self, notices::Claimed};

/// Pages in hand at once.
const AT_ONCE: usize = 4;
/// A page that opened is looked at again after this, one that did not after a day: in trade time.
const AGAIN: SignedDuration = SignedDuration::from_hours(7 * 24);
const SOONER: SignedDuration = SignedDuration::from_hours(24);
/// A page that is only away rests so much more each time, this often, before it counts as dead.
const REST: Duration = Duration::from_mins(1);
const TRIES: i32 = 3;

/// Looks at what is due.
#[derive(Debug)]
pub struct Looker {
    context: Context,
    eyes: Option<Eyes>,
}

/// What becomes of a row after a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is looked at once more after a rest, in technical time.
    Rest(Duration),
    /// It is told, and looked at again then, in trade time.
    Settled {
        /// Whether it opened.
        live: bool,
        /// When again.
        due_at: Timestamp,
    },
}

impl Looker {
    /// A looker with these settings; one that may not look leaves what is due alone.
    pub fn new(context: Context, settings: &NoticeSettings, addresses: Arc<dyn Addresses>) -> Self {
        let eyes = settings.look.then(|| Eyes::new(addresses, settings.allow.clone(), LIMITS));
        Self { context, eyes }
    }

    /// When the next look is due.
    pub async fn next_due(&self) -> Result<Option<Timestamp>, StoreError> {
        if self.eyes.is_none() {
            return Ok(None);
        }
        store::notices::next_due(&mut *self.context.pool.acquire().await?).await
    }

    /// Looks at what is due at `meta.now`, a few at once; how many were.
    pub async fn look_due(&self, meta: &Meta) -> Result<u64, StoreError> {
        let Some(eyes) = &self.eyes else { return Ok(0) };
        let lines = (0..AT_ONCE).map(|_| self.look_at_one(eyes, meta));
        let mut looked = 0;
        for done in futures::future::join_all(lines).await {
            looked += u64::from(done?);
        }
        Ok(looked)
    }

    async fn look_at_one(&self, eyes: &Eyes, meta: &Meta) -> Result<bool, StoreError> {
        let claimed = {
            let mut connection = self.context.pool.acquire().await?;
            store::notices::claim(&mut connection, meta.now, ids::fresh()).await?
        };
        let Some(claimed) = claimed else { return Ok(false) };
        let seen = eyes.look(&claimed.url).await;
        // Never the address: what stands behind its host may be anybody's words.
        tracing::info!(
            nic = claimed.nic,
            code = seen.code(),
            attempts = claimed.attempts,
            "a privacy notice was looked at"
        );
        self.settle(meta, &claimed, seen).await?;
        Ok(true)
    }

    async fn settle(&self, meta: &Meta, claimed: &Claimed, seen: Seen) -> Result<(), StoreError> {
        let mut tx = self.context.pool.begin().await?;
        match next(seen, claimed.attempts, meta.now) {
            Next::Rest(rest) => store::notices::rest(&mut tx, claimed, rest).await?,
            Next::Settled { live, due_at } => {
                let checked_on = london_date(meta.now);
                let Some(changed) =
                    store::notices::settle(&mut tx, claimed, live, seen.code(), checked_on, due_at).await?
                else {
                    // Another page was named meanwhile, or another took this one over.
                    return Ok(());
                };
                if changed {
                    let nic = claimed
                        .nic
                        .parse()
                        .map_err(|error| StoreError::corrupt("privacy_notices", "nic", &claimed.nic, error))?;
                    let outgoing = Outgoing::fact(&PrivacyNoticeCheckedV1 {
                        nic,
                        url_sha256: claimed.url_sha256.clone(),
                        live,
                        code: seen.code().to_owned(),
                        checked_on,
                    });
                    let fact = outbox::Waiting { event_id: ids::fresh(), outgoing, entry: None };
                    outbox::append(&mut tx, &[fact], meta.now, meta.traceparent.as_deref()).await?;
                }
            }
        }
        tx.commit().await?;
        self.context.waker.wake();
        Ok(())
    }
}

/// What becomes of a row after its `attempts`th look in a row went like this.
pub fn next(seen: Seen, attempts: i32, now: Timestamp) -> Next {
    match seen {
        Seen::Live => Next::Settled { live: true, due_at: later(now, AGAIN) },
        Seen::Away(_) if attempts < TRIES => Next::Rest(REST.saturating_mul(attempts.unsigned_abs().max(1))),
        Seen::Away(_) | Seen::Dead(_) => Next::Settled { live: false, due_at: later(now, SOONER) },
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_only_away_gets_three_tries_and_is_then_looked_at_daily() {
        let now: Timestamp = "2026-11-22T09:00:00Z".parse().unwrap();
        let in_days = |days: i64| later(now, SignedDuration::from_hours(24 * days));
        let away = Seen::Away("server-error");
        let table = [
            (Seen::Live, 1, Next::Settled { live: true, due_at: in_days(7) }),
            (Seen::Live, 9, Next::Settled { live: true, due_at: in_days(7) }),
            (Seen::Dead("not-found"), 1, Next::Settled { live: false, due_at: in_days(1) }),
            (away, 1, Next::Rest(Duration::from_mins(1))),
            (away, 2, Next::Rest(Duration::from_mins(2))),
            (away, 3, Next::Settled { live: false, due_at: in_days(1) }),
        ];
        for (seen, attempts, expected) in table {
            assert_eq!(next(seen, attempts, now), expected, "{seen:?} {attempts}");
        }
    }
}
