//! Last step of an upload: its chunks are joined, hashed and looked through outside any transaction, then kept in one.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::execute,
    chain::{hex, sha256},
};
use dars_intake_domain::attachment::{Checked, Command, File, Scan, State, may_add};
use dars_messages::requests::intake::{CHUNK, CommitAttachment as Body};
use dars_vocabulary::Nic;
use sqlx::PgConnection;
use tokio::sync::Semaphore;

use super::{super::Rpc, lock, looked_at, put_chunk::unknown, shown};
use crate::{
    file::{self, Found, Refused, scanner::Scanner},
    handle::{Attachments, attachment_facts},
    store::{
        files::{self, Verdict},
        uploads,
    },
};

/// How many files are looked through at once: each takes a multiple of its size of memory.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Commits an upload. A repetition gets the attachment that it became; one that is refused leaves nothing.
pub async fn commit(rpc: &Rpc, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let body: Body = request.body()?;
    let upload = body.upload;
    let answer = attempt(rpc, request, nic, body).await;
    if answer.as_ref().is_err_and(is_over) {
        uploads::empty(&mut *rpc.context.pool.acquire().await?, upload).await?;
    }
    answer
}

/// Whether nothing can come of the upload any more: it was refused, and not because it is another's, has a twin in hand,
/// has not come as it was sent, or was judged by nobody.
fn is_over(problem: &Problem) -> bool {
    let goes_on = ["upload-unknown", "idempotency-key-in-work", "chunks-missing", "chunk-cut-off", "hash-differs"];
    problem.status < 500 && !goes_on.contains(&problem.code.as_str())
}

async fn attempt(rpc: &Rpc, request: &Request, nic: Nic, body: Body) -> Result<Reply, Problem> {
    let place = AT_ONCE.acquire().await.map_err(|_| Problem::away("The service"))?;
    let found = match joined(rpc, request, &nic, &body).await? {
        None => None,
        Some((upload, bytes)) => {
            let (name, media_type) = (upload.name, upload.media_type);
            // Hashing and unpacking 25 MiB would hold up everything else on this thread.
            let looked = tokio::task::spawn_blocking(move || {
                (hex(&sha256(&bytes)), bytes.len(), file::check(&name, &media_type, &bytes))
            });
            let (hash, size, looked) = looked.await.map_err(|_| Problem::away("The service"))?;
            if hash != body.sha256.to_lowercase() {
                let detail = "The hash of what arrived is another one. Begin anew with a fresh key.";
                return Err(Problem::new(422, "hash-differs", detail).at("/sha256", "hash-differs", detail));
            }
            Some((looked?, hash, size as u64))
        }
    };
    drop(place);
    let scanner = Scanner::of(&rpc.context.settings).ok().flatten().is_some();
    rpc.write(request, &Commit { nic, body, found, scanner }).await
}

/// The whole file; `None` when it was committed before.
async fn joined(
    rpc: &Rpc,
    request: &Request,
    nic: &Nic,
    body: &Body,
) -> Result<Option<(uploads::Upload, Vec<u8>)>, Problem> {
    let mut tx = rpc.context.pool.begin().await?;
    let upload = uploads::load(&mut tx, body.upload, nic, request.actor.id.0).await?.ok_or_else(unknown)?;
    if upload.attachment.is_some() {
        return Ok(None);
    }
    let (state, _, facts) = looked_at(&mut tx, request, nic).await?;
    may_add(&state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let chunks = uploads::chunks(&mut tx, body.upload).await?;
    tx.commit().await?;
    let in_a_row = chunks.iter().zip(0..).all(|((number, _), at)| *number == at);
    if chunks.is_empty() && body.chunks == 0 {
        return Err(Refused::Empty.into());
    }
    if !in_a_row || chunks.len() != body.chunks as usize {
        let detail =
            "Not all chunks have arrived, or more than are said to be. Send the missing ones and commit again.";
        return Err(Problem::new(422, "chunks-missing", detail).at("/chunks", "chunks-missing", detail));
    }
    let short = chunks.iter().rev().skip(1).any(|(_, bytes)| bytes.len() != CHUNK);
    let size: u64 = chunks.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if short || size != body.size {
        let detail = "A chunk was cut off: all but the last have 256 KiB. Begin anew with a fresh key.";
        return Err(Problem::new(422, "chunk-cut-off", detail).at("/size", "chunk-cut-off", detail));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    for (_, chunk) in chunks {
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some((upload, bytes)))
}

/// What is kept in the command's transaction.
struct Commit {
    nic: Nic,
    body: Body,
    found: Option<(Found, String, u64)>,
    scanner: bool,
}

#[async_trait]
impl Work for Commit {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        lock(tx, &self.nic).await?;
        let upload = uploads::load(tx, self.body.upload, &self.nic, request.actor.id.0).await?.ok_or_else(unknown)?;
        if let Some(number) = upload.attachment {
            return committed_before(tx, request, self, number).await;
        }
        let Some((found, sha256, size)) = &self.found else { return Err(unknown()) };
        let hash = crate::project::attachments::bytes(sha256).ok_or_else(unknown)?;
        let stored = i64::try_from(*size).unwrap_or(i64::MAX);
        let scan = match files::keep(tx, &hash, stored, upload.id).await? {
            Verdict::Passed => Scan::Passed,
            Verdict::Harmful => Scan::Harmful,
            Verdict::None if self.scanner => Scan::Waiting,
            Verdict::None => Scan::NotScanned,
        };
        let checked = Checked {
            file: File { name: found.name.clone(), sha256: sha256.clone() },
            size: *size,
            format: found.format,
            text: found.text,
            numbers: found.numbers.clone(),
            scan,
        };
        let meta = request.meta();
        let done = execute::<Attachments>(tx, &meta, self.nic.as_str(), None, Command::Add(checked)).await?;
        let number = newest(&done.saved.state);
        uploads::committed(tx, upload.id, number).await?;
        let facts = attachment_facts(tx, &meta, self.nic.as_str()).await?;
        Reply::created(done.saved.version, &shown(&done.saved.state, number, true, &facts))
    }
}

fn newest(state: &State) -> u32 {
    state.attachments().iter().map(|known| known.number).max().unwrap_or_default()
}

/// The same answer again, unless another file is meant.
async fn committed_before(
    tx: &mut PgConnection,
    request: &Request,
    commit: &Commit,
    number: i64,
) -> Result<Reply, Problem> {
    let (state, version, facts) = looked_at(tx, request, &commit.nic).await?;
    let number = u32::try_from(number).unwrap_or_default();
    let known = state.attachment(number).and_then(|known| known.file.open());
    if known.is_some_and(|file| file.sha256 != commit.body.sha256.to_lowercase()) {
        let detail = "This upload was committed as another file. Use a fresh key for another file.";
        return Err(Problem::new(422, "idempotency-key-reused", detail));
    }
    Reply::created(version, &shown(&state, number, true, &facts))
}
