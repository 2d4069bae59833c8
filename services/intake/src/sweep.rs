//! Step 1c: dates into commands. What a date makes true is computed for every question; the sweep tells it, once.

use async_trait::async_trait;
use dars_bus::{Aggregate, Meta, Problem, StoreError, aggregate::execute};
use dars_intake_domain::{application, enquiry, mail};
use dars_kit::{Context, Sweep};
use dars_vocabulary::{london_date, london_midnight};
use jiff::Timestamp;
use sqlx::PgConnection;

use crate::{
    file::{quarantine, scanner::Scanner},
    handle::{Application, Enquiry, Mail, forget_mail},
    inbox::Reader,
    store::{
        due::{self, Due},
        uploads,
    },
};

/// How many due references are read at a time.
const PAGE: i64 = 100;

/// What falls due, then the mails that reached us.
#[derive(Debug)]
pub struct Rounds {
    /// What falls due.
    pub dates: Dates,
    /// The mails, if there is an inbox.
    pub inbox: Option<Reader>,
}

#[async_trait]
impl Sweep for Rounds {
    async fn next_due(&self) -> Result<Option<Timestamp>, Problem> {
        self.dates.next_due().await
    }

    async fn sweep(&self, meta: &Meta) -> Result<u64, Problem> {
        let done = self.dates.sweep(meta).await;
        let taken = match &self.inbox {
            Some(inbox) => inbox.round(meta).await?,
            None => 0,
        };
        Ok(done?.saturating_add(taken))
    }
}

/// Tells what the dates of enquiries and applications have made true; then has files scanned, and clears old uploads.
#[derive(Debug)]
pub struct Dates {
    /// What the service has.
    pub context: Context,
    /// The virus scanner, if there is one.
    pub scanner: Option<Scanner>,
}

#[async_trait]
impl Sweep for Dates {
    async fn next_due(&self) -> Result<Option<Timestamp>, Problem> {
        let mut connection = self.context.pool.acquire().await?;
        Ok(due::earliest(&mut connection).await?.map(london_midnight))
    }

    async fn sweep(&self, meta: &Meta) -> Result<u64, Problem> {
        let today = london_date(meta.now);
        let mut done = 0;
        let mut failed = None;
        let mut behind = None;
        loop {
            let page = due::page(&mut *self.context.pool.acquire().await?, today, behind.as_ref(), PAGE).await?;
            for due in &page {
                match self.pass(meta, due).await {
                    Ok(()) => done += 1,
                    // One that fails holds up no other; it is told when all the others are done.
                    Err(problem) => failed = failed.or(Some(problem)),
                }
            }
            match page.into_iter().next_back() {
                Some(last) => behind = Some(last),
                None => break,
            }
        }
        if let Some(scanner) = &self.scanner {
            done += quarantine::round(&self.context, scanner, meta).await?;
        }
        uploads::sweep(&mut *self.context.pool.acquire().await?).await?;
        failed.map_or(Ok(done), Err)
    }
}

impl Dates {
    /// Each in a transaction of its own, so that what is done is done.
    async fn pass(&self, meta: &Meta, due: &Due) -> Result<(), Problem> {
        let mut tx = self.context.pool.begin().await?;
        dates_passed(&mut tx, meta, due).await?;
        tx.commit().await?;
        self.context.waker.wake();
        Ok(())
    }
}

async fn dates_passed(tx: &mut PgConnection, meta: &Meta, due: &Due) -> Result<(), Problem> {
    match due.aggregate.as_str() {
        Enquiry::KIND => {
            execute::<Enquiry>(tx, meta, &due.reference, None, enquiry::Command::DatesPassed).await?;
        }
        Application::KIND => {
            execute::<Application>(tx, meta, &due.reference, None, application::Command::Lapse).await?;
        }
        Mail::KIND => {
            let done = execute::<Mail>(tx, meta, &due.reference, None, mail::Command::DatesPassed).await?;
            if !done.events.is_empty() {
                forget_mail(tx, meta, &due.reference, "kept-long-enough").await?;
            }
        }
        unknown => return Err(StoreError::corrupt("next_due", "aggregate", &due.reference, unknown).into()),
    }
    Ok(())
}
