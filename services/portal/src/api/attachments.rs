//! Files in and out. Over HTTP a file is one body; over the bus it goes in chunks, one of which is held here at a time.

mod name;

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{Problem, Reply, chain::hex};
use dars_messages::{
    Owner::Intake,
    requests::intake::{AttachmentChunk, BeginAttachment, CHUNK, CommitAttachment, PutChunk, ReadAttachmentChunk},
};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    answer,
    body::Incoming,
    door::{Asked, Door},
};

/// The largest file, in bytes.
const LARGEST: u64 = 25 * 1024 * 1024;

/// What a browser may do with a file that it shows all the same: nothing.
const FILE_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// Takes a file: begins an upload, hands its chunks over as they arrive, and commits it.
pub(super) async fn upload(
    door: &Door,
    headers: &HeaderMap,
    incoming: &mut Incoming,
    asked: &Asked,
) -> Result<Reply, Problem> {
    let name = name::of_file(headers)?;
    let media_type = media_type(headers)?;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > LARGEST) {
        return Err(too_large());
    }
    let begun = door.ask(Intake, "begin-attachment", &step(asked, "", &BeginAttachment { name, media_type })?).await?;
    let upload = begun.body.get("upload").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let upload = upload.ok_or_else(|| Problem::away("The service"))?;
    let sending = send(door, incoming, asked, upload);
    let slow = |_| Problem::new(408, "body-too-slow", "The file took too long to arrive.");
    let whole = tokio::time::timeout(door.own.upload_timeout(), sending).await.map_err(slow)??;
    let commit = step(asked, " commit", &whole)?;
    door.ask_patiently(Intake, "commit-attachment", &commit).await.map_err(reused)
}

/// Hands all chunks over; says what they make together.
async fn send(door: &Door, incoming: &mut Incoming, asked: &Asked, upload: Uuid) -> Result<CommitAttachment, Problem> {
    let mut waiting: Vec<u8> = Vec::with_capacity(CHUNK);
    let mut hash = Sha256::new();
    let (mut size, mut chunks) = (0_u64, 0_u32);
    while let Some(piece) = incoming.piece(&door.own).await? {
        size = size.saturating_add(piece.len() as u64);
        if size > LARGEST {
            return Err(too_large());
        }
        hash.update(&piece);
        let mut rest: &[u8] = &piece;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(CHUNK.saturating_sub(waiting.len())));
            waiting.extend_from_slice(now);
            rest = later;
            if waiting.len() == CHUNK {
                put(door, asked, upload, chunks, &waiting).await?;
                chunks = chunks.saturating_add(1);
                waiting.clear();
            }
        }
    }
    if !waiting.is_empty() {
        put(door, asked, upload, chunks, &waiting).await?;
        chunks = chunks.saturating_add(1);
    }
    Ok(CommitAttachment { upload, chunks, size, sha256: hex(&hash.finalize()) })
}

async fn put(door: &Door, asked: &Asked, upload: Uuid, number: u32, bytes: &[u8]) -> Result<(), Problem> {
    let chunk = PutChunk { upload, number, bytes: STANDARD.encode(bytes) };
    door.ask(Intake, "put-chunk", &step(asked, " chunk", &chunk)?).await.map_err(reused)?;
    Ok(())
}

/// One step of an upload, under the caller's key. Each step has a path of its own, since a key belongs to its path.
fn step<T: Serialize>(asked: &Asked, what: &str, body: &T) -> Result<Asked, Problem> {
    let mut step = asked.clone();
    step.envelope.path.push_str(what);
    step.envelope.body = serde_json::to_value(body).map_err(|_| Problem::malformed("The file cannot be sent on."))?;
    Ok(step)
}

/// An upload under this key has other chunks: the key came with another file before.
fn reused(problem: Problem) -> Problem {
    match problem.code.as_str() {
        "chunk-differs" | "chunks-missing" | "chunk-cut-off" => Problem::new(
            422,
            "idempotency-key-reused",
            "This Idempotency-Key was used with another file. Use a fresh key for another file.",
        ),
        _ => problem,
    }
}

fn too_large() -> Problem {
    Problem::new(413, "too-large", "A file has at most 25 MiB.")
}

/// What the caller says it is. A packed body would be another file than its hash says.
fn media_type(headers: &HeaderMap) -> Result<String, Problem> {
    if headers.get(header::CONTENT_ENCODING).is_some_and(|value| value != "identity") {
        let detail = "Send the file as it is, without Content-Encoding.";
        return Err(Problem::new(415, "content-encoding", detail));
    }
    let Some(value) = headers.get(header::CONTENT_TYPE) else { return Ok("application/octet-stream".to_owned()) };
    let text = value.to_str().map_err(|_| Problem::malformed("Content-Type is a media type in visible ASCII."))?;
    if text.to_ascii_lowercase().starts_with("multipart/") {
        let detail = "Send the file itself as the body, not a form: its name goes into Content-Disposition.";
        return Err(Problem::new(415, "not-a-file", detail));
    }
    Ok(text.to_owned())
}

/// Hands a file out. Its first chunk is read before the answer begins, so that a refusal is one.
pub(super) async fn download(door: &Arc<Door>, asked: Asked) -> Result<Response<Body>, Problem> {
    let request = asked.request;
    let (about, first) = read(door, &asked, 0).await?;
    let chunks = about.size.div_ceil(CHUNK as u64);
    let (size, sha256) = (about.size, about.sha256.clone());
    let state = (Arc::clone(door), asked, 1_u64, Some(first));
    let stream = futures::stream::unfold(state, move |(door, asked, next, held)| {
        let sha256 = sha256.clone();
        async move {
            if let Some(first) = held {
                return Some((Ok(Bytes::from(first)), (door, asked, next, None)));
            }
            if next >= chunks {
                return None;
            }
            let number = u32::try_from(next).unwrap_or(u32::MAX);
            let read = match read(&door, &asked, number).await {
                Ok((about, bytes)) if about.sha256 == sha256 => Ok(Bytes::from(bytes)),
                // It was emptied meanwhile, or the service is away: the answer breaks off, and is seen to be short.
                Ok(_) | Err(_) => Err(std::io::Error::other("the file cannot be read any more")),
            };
            // Nothing comes after what broke off.
            let next = if read.is_ok() { next.saturating_add(1) } else { chunks };
            Some((read, (door, asked, next, None)))
        }
    });
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    answer::secure(headers, FILE_POLICY);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    for (name, text) in [
        (header::CONTENT_TYPE, about.media_type.clone()),
        (header::CONTENT_DISPOSITION, name::disposition(&about.name)),
        (header::HeaderName::from_static("request-id"), request.to_string()),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin".to_owned()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
    Ok(response)
}

/// One chunk of the attachment whose `id` the request's parameters name.
pub(super) async fn read(door: &Door, asked: &Asked, number: u32) -> Result<(AttachmentChunk, Vec<u8>), Problem> {
    let chunk = door.ask(Intake, "read-attachment-chunk", &step(asked, "", &ReadAttachmentChunk { number })?).await?;
    let about: AttachmentChunk = serde_json::from_value(chunk.body).map_err(|_| Problem::away("The service"))?;
    let bytes = STANDARD.decode(&about.bytes).map_err(|_| Problem::away("The service"))?;
    Ok((about, bytes))
}

/// The body of an upload, for the description.
pub(super) fn request_body() -> Value {
    json!({
        "required": true,
        "description": "The file as it is, at most 25 MiB: PDF, PNG, JPEG; text, CSV, Markdown in UTF-8; DOCX, XLSX, \
            PPTX, ODT, ODS. Its content must be what its name and Content-Type say.",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    })
}

/// Where an upload's name stands, for the description.
pub(super) fn name_parameter() -> Value {
    json!({
        "name": "Content-Disposition", "in": "header", "required": true,
        "description": "The file's name (RFC 6266): `attachment; filename=\"protocol.pdf\"`, or \
            `attachment; filename*=UTF-8''Pr%C3%BCfplan.pdf`. Kept to be shown, never used as a path.",
        "schema": {"type": "string", "example": "attachment; filename=\"protocol.pdf\""},
    })
}

/// What a download answers, for the description.
pub(super) fn response_content() -> Value {
    json!({"*/*": {"schema": {"type": "string", "format": "binary"}}})
}
