//! What falls due: rungs of ladders at their hour, then the mails.

use std::time::Duration;

use async_trait::async_trait;
use dars_bus::{Meta, Problem, aggregate::execute};
use dars_kit::{Context, Sweep};
use dars_notification_domain::plan::Command;
use dars_vocabulary::{
    calendar::{days_after, london},
    london_date, london_midnight,
};
use jiff::{Timestamp, civil::Date};

use crate::{handle::Plan, notices::Looker, post::Sender, store};

/// How often mails are sent while a page is looked at.
const BETWEEN: Duration = Duration::from_millis(500);

/// Climbs ladders, sends mails, looks at privacy notices.
#[derive(Debug)]
pub struct Rounds {
    /// What the service has.
    pub context: Context,
    /// Sends.
    pub sender: Sender,
    /// Looks at privacy notices.
    pub looker: Looker,
    /// The hour in London at which reminders go out.
    pub hour: i8,
}

impl Rounds {
    /// When a rung of `day` is due.
    fn due_at(&self, day: Date) -> Timestamp {
        day.at(self.hour, 0, 0, 0).to_zoned(london()).map_or_else(|_| london_midnight(day), |zoned| zoned.timestamp())
    }

    /// The last day whose hour has come.
    fn last_day(&self, now: Timestamp) -> Date {
        let today = london_date(now);
        if now < self.due_at(today) { days_after(today, -1) } else { today }
    }

    /// Climbs every ladder with a rung due. One that cannot be climbed does not hold back the others.
    async fn climb(&self, meta: &Meta) -> Result<u64, Problem> {
        let today = self.last_day(meta.now);
        let mut climbed = 0;
        loop {
            let before = climbed;
            let mut failed = None;
            for reference in store::plans::due(&mut *self.context.pool.acquire().await?, today).await? {
                match self.climb_one(meta, &reference).await {
                    Ok(reached) => climbed += u64::from(reached),
                    Err(problem) => failed = Some(problem),
                }
            }
            if let Some(problem) = failed {
                return Err(problem);
            }
            if climbed == before {
                return Ok(climbed);
            }
        }
    }

    /// Looks at the pages that are due. A slow one holds up no mail: what falls due meanwhile is sent.
    async fn look_and_send(&self, meta: &Meta) -> Result<u64, Problem> {
        let looks = self.looker.look_due(meta);
        tokio::pin!(looks);
        let mut sent = 0;
        loop {
            tokio::select! {
                looked = &mut looks => return Ok(looked? + sent),
                () = tokio::time::sleep(BETWEEN) => {
                    let now = Meta { now: self.context.clock.now().max(meta.now), ..meta.clone() };
                    sent += self.sender.send_due(&now).await?;
                }
            }
        }
    }

    async fn climb_one(&self, meta: &Meta, reference: &str) -> Result<bool, Problem> {
        let mut tx = self.context.pool.begin().await?;
        store::directory::lock(&mut tx).await?;
        let done = execute::<Plan>(&mut tx, meta, reference, None, Command::DatesPassed).await?;
        tx.commit().await?;
        Ok(!done.events.is_empty())
    }
}

#[async_trait]
impl Sweep for Rounds {
    async fn next_due(&self) -> Result<Option<Timestamp>, Problem> {
        let mut connection = self.context.pool.acquire().await?;
        let rung = store::plans::next_due(&mut connection).await?.map(|day| self.due_at(day));
        let mail = store::mails::next_due(&mut connection).await?;
        let notice = self.looker.next_due().await?;
        Ok(rung.into_iter().chain(mail).chain(notice).min())
    }

    async fn sweep(&self, meta: &Meta) -> Result<u64, Problem> {
        let climbed = self.climb(meta).await;
        let sent = self.sender.send_due(meta).await?;
        let climbed = climbed?;
        let looked = self.look_and_send(meta).await?;
        store::mails::empty_old(&mut *self.context.pool.acquire().await?).await?;
        store::address_mails::forget_old(&mut *self.context.pool.acquire().await?).await?;
        if climbed > 0 {
            self.context.waker.wake();
        }
        Ok(climbed + sent + looked)
    }

    async fn pending(&self) -> Result<u64, Problem> {
        let now = self.context.clock.now();
        let mut connection = self.context.pool.acquire().await?;
        let pending = store::mails::pending(&mut connection, now).await?;
        Ok(u64::try_from(pending).unwrap_or_default())
    }
}
