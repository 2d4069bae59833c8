//! Step 1c: dates into commands. What a date makes true is computed for every question; the sweep tells it, once.

use async_trait::async_trait;
use dars_bus::{
    Aggregate, Meta, Problem, StoreError,
    aggregate::{execute, load},
};
use dars_contracts_domain::{agreement, framework_contract, service_agreement};
use dars_kit::{Context, Sweep};
use dars_vocabulary::{london_date, london_midnight};
use jiff::Timestamp;
use sqlx::PgConnection;

use crate::{
    consume::drafting,
    handle::{Agreement, FrameworkContract, ServiceAgreement},
    store::{
        self,
        due::{self, Due},
    },
};

/// How many due references are read at a time.
const PAGE: i64 = 100;

/// Tells what the dates of agreements, framework contracts and service agreements have made true.
#[derive(Debug)]
pub struct Dates {
    /// What the service has.
    pub context: Context,
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
                None => return failed.map_or(Ok(done), Err),
            }
        }
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

/// A version that is in force now, or void, makes room for the next one that was approved.
async fn agreement_dates_passed(tx: &mut PgConnection, meta: &Meta, reference: &str) -> Result<(), Problem> {
    let drafted = load::<Agreement>(tx, reference).await?.state.application().map(|(version, _)| version);
    let waiting = match drafted {
        Some(drafted) => store::approvals::waiting(tx, reference, drafted).await?,
        None => Vec::new(),
    };
    if !waiting.is_empty() {
        // The approvals before the agreement, as whoever hears of one locks them.
        store::approvals::lock(tx).await?;
    }
    let done = execute::<Agreement>(tx, meta, reference, None, agreement::Command::DatesPassed).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let nic = reference.parse().map_err(|error| StoreError::corrupt("next_due", "reference", reference, error))?;
    if !drafting::draft_what_waits(tx, meta, &nic, &waiting).await? {
        due::keep(tx, Agreement::KIND, reference, agreement::next_due(&done.saved.state)).await?;
    }
    Ok(())
}

async fn dates_passed(tx: &mut PgConnection, meta: &Meta, due: &Due) -> Result<(), Problem> {
    match due.aggregate.as_str() {
        Agreement::KIND => {
            agreement_dates_passed(tx, meta, &due.reference).await?;
        }
        FrameworkContract::KIND => {
            let command = framework_contract::Command::DatesPassed;
            execute::<FrameworkContract>(tx, meta, &due.reference, None, command).await?;
        }
        ServiceAgreement::KIND => {
            let command = service_agreement::Command::DatesPassed;
            let done = execute::<ServiceAgreement>(tx, meta, &due.reference, None, command).await?;
            // Its agreement was over, and a late renewal has taken it up again: what is left are its own days.
            if done.events.is_empty() {
                let next = service_agreement::next_due(&done.saved.state);
                due::keep(tx, ServiceAgreement::KIND, &due.reference, next).await?;
            }
        }
        unknown => return Err(StoreError::corrupt("next_due", "aggregate", &due.reference, unknown).into()),
    }
    Ok(())
}
