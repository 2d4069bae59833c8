//! Second step of an upload: a chunk. They may come in any order, and again; each is kept under its number.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{Problem, Reply, Request};
use dars_messages::requests::intake::{CHUNK, PutChunk as Body};
use dars_rules::policy;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::super::Rpc;
use crate::{file::Refused, store::uploads};

/// Keeps a chunk. It is its own idempotency: an answer for each would be kept for nothing.
pub async fn put_chunk(rpc: &Rpc, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let Body { upload, number, bytes } = request.body()?;
    let malformed = |detail: &str| Problem::new(422, "values-unacceptable", detail).at("/bytes", "not-a-chunk", detail);
    let bytes = STANDARD.decode(bytes).map_err(|_| malformed("The bytes of a chunk are written in base64."))?;
    if bytes.is_empty() || bytes.len() > CHUNK {
        return Err(malformed("A chunk has from 1 byte to 256 KiB."));
    }
    let number = i32::try_from(number).map_err(|_| Refused::TooLarge)?;
    if usize::try_from(number).unwrap_or(usize::MAX).saturating_mul(CHUNK).saturating_add(bytes.len())
        > policy::ATTACHMENT_BYTES.value as usize
    {
        return Err(Refused::TooLarge.into());
    }
    let mut tx = rpc.context.pool.begin().await?;
    let known = uploads::load(&mut tx, upload, &nic, request.actor.id.0).await?.ok_or_else(unknown)?;
    if known.attachment.is_none() {
        room(&mut tx, upload, &nic, request.actor.id.0).await?;
    }
    // What was committed is whole; its answer says so again.
    if known.attachment.is_none() && !uploads::put(&mut tx, upload, number, &bytes).await? {
        let detail = "Another chunk with this number was sent before. Begin anew with a fresh key.";
        return Err(Problem::new(409, "chunk-differs", detail).at("/number", "chunk-differs", detail));
    }
    tx.commit().await?;
    Reply::ok(&json!({}))
}

/// An upload takes room with its first chunk: whoever has filled theirs begins no other, however many were begun.
async fn room(tx: &mut PgConnection, upload: Uuid, nic: &Nic, person: Uuid) -> Result<(), Problem> {
    if uploads::has_chunks(tx, upload).await? {
        return Ok(());
    }
    uploads::count_alone(tx, nic, person).await?;
    if uploads::open(tx, nic, person).await? >= i64::from(policy::OPEN_UPLOADS.value) {
        Err(too_many())
    } else {
        Ok(())
    }
}

/// Too many are under way.
pub fn too_many() -> Problem {
    Problem::new(409, "too-many-uploads", "You have begun too many uploads: finish them, or wait a day.")
}

/// Also for what is another's.
pub fn unknown() -> Problem {
    Problem::new(404, "upload-unknown", "There is no such upload, or it was begun more than a day ago: begin anew.")
}
