//! Mails that reach us: a mail server drops each as a file into a folder; whoever holds the sweep's lease takes them in.
//!
//! A file is read ([`letter`]), an automatic one is left out ([`automatic`]), what it quotes is taken off ([`quoted`]);
//! then it joins the thread that its address names, or waits for a triage officer ([`take`]). It is deleted once that is
//! committed: a crash in between delivers it again, and a mail acts once. Nobody's words or addresses reach a log, and no
//! file names either: who drops the files chooses them.

mod automatic;
mod letter;
mod quoted;
mod secrets;
mod take;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use dars_bus::{Meta, Problem, ids};
use dars_kit::Context;
use dars_rules::policy;

use crate::settings::Own;
use letter::Letter;
use take::take;

pub use take::{say, tell_of_numbers, words};

/// Most files taken in one round, so that a sweep does not wait for a flood.
const ROUND: usize = 100;
/// Most characters kept of a file's name; of four bytes each they still fit.
const NAME: usize = 40;
/// Where files go that cannot be read.
const FAILED: &str = "failed";

/// Takes mails in from the inbox.
#[derive(Debug)]
pub struct Reader {
    context: Context,
    own: Own,
    folder: PathBuf,
    /// Files that are dealt with and cannot be moved or deleted: left lying until the service starts anew, so that
    /// they hold up no other.
    stuck: Mutex<HashSet<PathBuf>>,
}

/// What became of a file.
enum Read {
    /// It was taken in.
    Taken(&'static str),
    /// It cannot be taken in, now or later.
    Failed(&'static str),
}

impl Reader {
    /// A reader of the inbox; none where there is no inbox.
    pub fn new(context: &Context, own: Own) -> Option<Self> {
        let folder = own.inbox.as_ref()?.folder.clone();
        Some(Self { context: context.clone(), own, folder, stuck: Mutex::default() })
    }

    /// Takes in what lies there; says how many.
    pub async fn round(&self, meta: &Meta) -> Result<u64, Problem> {
        let mut taken = 0;
        let mut failed = None;
        for path in self.files().await {
            // Each its own command, with an id of its own.
            let meta = Meta { request_id: ids::fresh(), ..meta.clone() };
            let read = match self.read(&meta, &path).await {
                Ok(read) => read,
                // One that fails for now holds up no other; it is told when all the others are done.
                Err(problem) => {
                    failed = failed.or(Some(problem));
                    continue;
                }
            };
            match read {
                Read::Taken(outcome) => {
                    metrics::counter!("dars_mails_in_total", "outcome" => outcome).increment(1);
                    tracing::info!(outcome, "a mail was taken in");
                    if let Err(error) = tokio::fs::remove_file(&path).await {
                        // It is known by its id: should it be read again, it acts no second time.
                        tracing::warn!(error = %error.kind(), "a mail that was taken in could not be deleted");
                        self.leave(path);
                    }
                    taken += 1;
                }
                Read::Failed(code) => {
                    metrics::counter!("dars_mails_in_total", "outcome" => code).increment(1);
                    tracing::warn!(code, "a mail could not be read");
                    self.put_aside(&path, code).await;
                }
            }
        }
        failed.map_or(Ok(taken), Err)
    }

    fn leave(&self, path: PathBuf) {
        self.stuck.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
    }

    fn is_stuck(&self, path: &Path) -> bool {
        self.stuck.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }

    /// The files that lie there, by name; what is still being written has another name.
    async fn files(&self) -> Vec<PathBuf> {
        let Ok(mut entries) = tokio::fs::read_dir(&self.folder).await else {
            metrics::counter!("dars_mails_in_total", "outcome" => "no-inbox").increment(1);
            return Vec::new();
        };
        let mut found = Vec::new();
        while let Ok(Some(entry)) = entries.next_entry().await {
            let path = entry.path();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let is_mail = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("eml"));
            // A link could lead anywhere.
            let is_file = entry.file_type().await.is_ok_and(|kind| kind.is_file());
            if is_mail && is_file && !hidden && !self.is_stuck(&path) {
                found.push(path);
            }
        }
        found.sort();
        found.truncate(ROUND);
        found
    }

    async fn read(&self, meta: &Meta, path: &Path) -> Result<Read, Problem> {
        let most = u64::from(policy::MAIL_SIZE.value).saturating_mul(1024 * 1024);
        match tokio::fs::metadata(path).await {
            Ok(about) if about.len() > most => return Ok(Read::Failed("too-large")),
            Ok(_) => {}
            // Another took it meanwhile.
            Err(_) => return Ok(Read::Taken("gone")),
        }
        let Ok(bytes) = tokio::fs::read(path).await else { return Ok(Read::Failed("unreadable")) };
        let letter = match Letter::read(&bytes) {
            Ok(letter) => letter,
            Err(code) => return Ok(Read::Failed(code)),
        };
        let Some(inbox) = &self.own.inbox else { return Ok(Read::Failed("no-inbox")) };
        let mut tx = self.context.pool.begin().await?;
        match take(&mut tx, meta, &letter, &self.own.links, inbox).await {
            Ok(outcome) => {
                tx.commit().await?;
                self.context.waker.wake();
                Ok(Read::Taken(outcome))
            }
            // The database is away, or a race was lost: the file lies there in the next round too.
            Err(problem) if problem.cause.as_ref().is_some_and(dars_bus::StoreError::is_passing) => Err(problem),
            Err(problem) => {
                let cause = problem.cause.as_ref().map(|cause| cause as &dyn std::error::Error);
                tracing::error!(error = cause, code = problem.code, "a mail could not be taken in");
                Ok(Read::Failed("not-taken"))
            }
        }
    }

    /// Out of the way of the others, with the reason in its name.
    async fn put_aside(&self, path: &Path, code: &str) {
        let folder = self.folder.join(FAILED);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // With the reason before it, a long name would be too long for a file.
        let name: String = name.chars().rev().take(NAME).collect::<Vec<_>>().into_iter().rev().collect();
        let moved = async {
            tokio::fs::create_dir_all(&folder).await?;
            // Fresh, so that a second file of the same name takes the place of none.
            tokio::fs::rename(path, folder.join(format!("{code}.{}.{name}", ids::fresh().simple()))).await
        };
        if let Err(error) = moved.await {
            tracing::warn!(error = %error.kind(), "a mail that cannot be read could not be put aside");
            self.leave(path.to_owned());
        }
    }
}
