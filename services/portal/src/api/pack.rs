//! A version of an application as one archive of files, packed while it is sent: here is held one chunk of one file.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
    vec,
};

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, Response, header},
};
use dars_bus::{Problem, chain::hex};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zip::{
    CompressionMethod, DateTime, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{
    answer, attachments, document,
    door::{Asked, Door},
};
use crate::bag::{self, Bag, Content};

/// Reads a version as its caller may see it, and answers with its pack. Whatever refuses it does so before the answer
/// begins; an attachment that cannot be read any more, or is another, breaks it off, and it is seen to be none.
pub(super) async fn application(door: &Arc<Door>, asked: Asked) -> Result<Response<Body>, Problem> {
    let read = document::version(door, &asked).await?;
    let pdf = document::typeset(door, &read).await?;
    let bag = bag::of(&read, pdf, &door.settings.body.name);
    let most = door.own.pack_limit;
    if bag.bytes > most {
        let most = most / (1024 * 1024);
        let detail = format!("The files are more than {most} MiB together: get the attachments one by one.");
        return Err(Problem::new(422, "pack-too-large", detail));
    }
    let name = format!("attachment; filename=\"{}.zip\"", bag.folder);
    let request = asked.request;
    let packing = Packing::of(Arc::clone(door), asked, bag);
    let stream = futures::stream::unfold(Some(packing), async |packing| {
        let mut packing = packing?;
        match packing.piece().await {
            Ok(None) => None,
            Ok(Some(bytes)) => Some((Ok(bytes), Some(packing))),
            Err(error) => {
                tracing::warn!(%error, "a pack broke off");
                Some((Err(error), None))
            }
        }
    });
    let mut response = Response::new(Body::from_stream(stream));
    let headers = response.headers_mut();
    answer::secure(headers, answer::API_POLICY);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    for (header, text) in
        [(header::CONTENT_DISPOSITION, name), (HeaderName::from_static("request-id"), request.to_string())]
    {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(header, value);
        }
    }
    Ok(response)
}

/// What it answers, for the description.
pub(super) fn response_content() -> Value {
    json!({"application/zip": {"schema": {"type": "string", "format": "binary"}}})
}

/// Where the archive is written to, until it is sent.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Sink {
    fn taken(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A pack that is being written.
struct Packing {
    door: Arc<Door>,
    asked: Asked,
    folder: String,
    files: vec::IntoIter<bag::File>,
    /// The attachment that is being read.
    now: Option<Reading>,
    sink: Sink,
    /// `None` once it is finished.
    zip: Option<ZipWriter<StreamWriter<Sink>>>,
}

struct Reading {
    next: u32,
    left: u64,
    hash: Sha256,
    sha256: String,
}

impl Packing {
    fn of(door: Arc<Door>, asked: Asked, bag: Bag) -> Self {
        let Bag { folder, files, .. } = bag;
        let sink = Sink::default();
        let zip = Some(ZipWriter::new_stream(sink.clone()));
        Self { door, asked, folder, files: files.into_iter(), now: None, sink, zip }
    }

    /// The next bytes of the archive; `None` at its end.
    async fn piece(&mut self) -> io::Result<Option<Bytes>> {
        loop {
            let goes_on = self.step().await?;
            let bytes = self.sink.taken();
            if !bytes.is_empty() {
                return Ok(Some(Bytes::from(bytes)));
            }
            if !goes_on {
                return Ok(None);
            }
        }
    }

    /// Packs a little more; false when all is packed.
    async fn step(&mut self) -> io::Result<bool> {
        let Some(zip) = self.zip.as_mut() else { return Ok(false) };
        if let Some(reading) = self.now.as_mut() {
            let (about, bytes) =
                attachments::read(&self.door, &self.asked, reading.next).await.map_err(|_| io::Error::other("away"))?;
            let left = reading.left.checked_sub(bytes.len() as u64).filter(|_| !bytes.is_empty());
            reading.left = left.filter(|_| about.sha256 == reading.sha256).ok_or_else(another)?;
            reading.next = reading.next.saturating_add(1);
            reading.hash.update(&bytes);
            zip.write_all(&bytes)?;
            if reading.left == 0 {
                let found = hex(&std::mem::take(&mut reading.hash).finalize());
                let is_it = found == reading.sha256;
                self.now = None;
                if !is_it {
                    return Err(another());
                }
            }
            return Ok(true);
        }
        let Some(bag::File { path, content }) = self.files.next() else {
            if let Some(zip) = self.zip.take() {
                zip.finish()?;
            }
            return Ok(false);
        };
        // The same for ever: no day, no owner.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        zip.start_file(format!("{}/{path}", self.folder), options)?;
        match content {
            Content::Here(bytes) => zip.write_all(&bytes)?,
            Content::Attachment { id, size, sha256 } => {
                self.asked.envelope.params.insert("id".to_owned(), id);
                self.now = Some(Reading { next: 0, left: size, hash: Sha256::new(), sha256 });
            }
        }
        Ok(true)
    }
}

fn another() -> io::Error {
    io::Error::other("an attachment is another than was listed")
}
