//! Bringing files before the scanner, outside any transaction, a few at once: each is claimed for a while, scanned, and what was said
//! is noted wherever the file is attached. A scanner that is away leaves everything in quarantine.

use std::time::Duration;

use async_trait::async_trait;
use dars_bus::{Meta, Problem, StoreError, aggregate::execute, chain::hex};
use dars_intake_domain::attachment::Command;
use dars_kit::Context;
use sqlx::PgPool;
use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, timeout_at},
};

use super::scanner::{Chunks, ScanError, Scanner, Verdict};
use crate::{handle::Attachments, project, store::files};

/// How long one round may take: dates fall due meanwhile.
const ROUND: Duration = Duration::from_secs(5);

/// So many files are before the scanner at once, whatever rounds they belong to: one that it hangs on holds no other.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// Scans what waits; says how many got their verdict in this round. A scan that takes longer goes on by itself, and is
/// given up when its own time is over.
pub async fn round(context: &Context, scanner: &Scanner, meta: &Meta) -> Result<u64, Problem> {
    let ends = Instant::now() + ROUND;
    let mut scans = JoinSet::new();
    let (mut done, mut more) = (0, true);
    loop {
        while let (true, Ok(place)) = (more && Instant::now() < ends, AT_ONCE.try_acquire()) {
            let Some(claimed) = files::claim(&mut *context.pool.acquire().await?).await? else {
                more = false;
                break;
            };
            let scan = scanned(context.clone(), scanner.clone(), meta.clone(), claimed);
            scans.spawn(async move {
                let said = scan.await;
                drop(place);
                said
            });
        }
        match timeout_at(ends, scans.join_next()).await {
            Ok(Some(Ok(Ok(Said::Verdict)))) => done += 1,
            // It is too slow with this one alone.
            Ok(Some(Ok(Ok(Said::TooSlow)))) => {}
            // Whatever is wrong with it is wrong for the next one too, or will be.
            Ok(Some(Ok(Ok(Said::Nothing)))) => more = false,
            Ok(Some(Ok(Err(problem)))) => {
                scans.detach_all();
                return Err(problem);
            }
            Ok(Some(Err(panicked))) => {
                tracing::error!(error = &panicked as &dyn std::error::Error, "a scan ended in a panic");
                more = false;
            }
            Ok(None) => break,
            Err(_) => {
                scans.detach_all();
                break;
            }
        }
    }
    Ok(done)
}

/// What came of a scan.
enum Said {
    Verdict,
    TooSlow,
    Nothing,
}

async fn scanned(context: Context, scanner: Scanner, meta: Meta, claimed: files::Claimed) -> Result<Said, Problem> {
    let mut chunks = Stored { pool: &context.pool, sha256: &claimed.sha256, next: 0 };
    match scanner.scan(&mut chunks).await {
        Ok(verdict) => {
            settle(&context, &meta, &claimed.sha256, verdict).await?;
            Ok(Said::Verdict)
        }
        Err(error) => {
            give_up(&context, &claimed, &error).await?;
            Ok(if matches!(error, ScanError::TooSlow) { Said::TooSlow } else { Said::Nothing })
        }
    }
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
