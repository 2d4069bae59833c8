//! Bringing files before the scanner, outside any transaction: each is claimed for a while, scanned, and what was said
//! is noted wherever the file is attached. A scanner that is away leaves everything in quarantine.

use std::time::Duration;

use async_trait::async_trait;
use dars_bus::{Meta, Problem, StoreError, aggregate::execute, chain::hex};
use dars_intake_domain::attachment::Command;
use dars_kit::Context;
use sqlx::PgPool;

use super::scanner::{Chunks, ScanError, Scanner, Verdict};
use crate::{handle::Attachments, project, store::files};

/// How long one round may take: dates fall due meanwhile.
const ROUND: Duration = Duration::from_secs(10);

/// Scans what waits; says how many got their verdict.
pub async fn round(context: &Context, scanner: &Scanner, meta: &Meta) -> Result<u64, Problem> {
    let begun = tokio::time::Instant::now();
    let mut done = 0;
    while begun.elapsed() < ROUND {
        let claimed = files::claim(&mut *context.pool.acquire().await?).await?;
        let Some(claimed) = claimed else { break };
        let mut chunks = Stored { pool: &context.pool, sha256: &claimed.sha256, next: 0 };
        match scanner.scan(&mut chunks).await {
            Ok(verdict) => {
                settle(context, meta, &claimed.sha256, verdict).await?;
                done += 1;
            }
            Err(error) => {
                give_up(context, &claimed, &error).await?;
                // Whatever is wrong with it is wrong for the next one too, or will be.
                break;
            }
        }
    }
    Ok(done)
}

async fn settle(context: &Context, meta: &Meta, sha256: &[u8], verdict: Verdict) -> Result<(), Problem> {
    let harmful = verdict == Verdict::Harmful;
    let mut tx = context.pool.begin().await?;
    if files::settle(&mut tx, sha256, harmful).await? {
        for nic in files::applications_of(&mut tx, sha256).await? {
            let command = Command::NoteScan { sha256: hex(sha256), harmful };
            execute::<Attachments>(&mut tx, meta, &nic, None, command).await?;
        }
        project::attachments::scanner_is_back(&mut tx).await?;
    }
    tx.commit().await?;
    context.waker.wake();
    metrics::counter!("dars_files_scanned_total", "verdict" => if harmful { "harmful" } else { "passed" }).increment(1);
    Ok(())
}

/// It stays in quarantine, and is tried again later and later; an operator is told once it failed often.
async fn give_up(context: &Context, claimed: &files::Claimed, error: &ScanError) -> Result<(), Problem> {
    const OFTEN: i32 = 3;
    tracing::warn!(error = error as &dyn std::error::Error, tries = claimed.tries, "a file stays in quarantine");
    metrics::counter!("dars_files_scan_failures_total").increment(1);
    let mut tx = context.pool.begin().await?;
    files::try_later(&mut tx, &claimed.sha256, claimed.tries).await?;
    if claimed.tries >= OFTEN {
        project::attachments::scanner_is_away(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The chunks of a stored file, each read by itself.
struct Stored<'a> {
    pool: &'a PgPool,
    sha256: &'a [u8],
    next: i32,
}

#[async_trait]
impl Chunks for Stored<'_> {
    async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let chunk = files::chunk(&mut *self.pool.acquire().await?, self.sha256, self.next).await?;
        self.next += 1;
        Ok(chunk)
    }
}
