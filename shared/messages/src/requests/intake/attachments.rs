//! About attachments of applications. A file crosses the bus in chunks, since no message is above 512 KiB.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The size of every chunk but the last, in bytes.
pub const CHUNK: usize = 256 * 1024;

/// `POST /applications/{nic}/attachments` (begin-attachment): the portal begins to hand a file over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginAttachment {
    /// What its uploader calls it.
    pub name: String,
    /// What its uploader says it is.
    pub media_type: String,
}

/// (put-chunk): one chunk of an upload, in any order; the same one again changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutChunk {
    /// Which upload.
    pub upload: Uuid,
    /// Which chunk, from 0.
    pub number: u32,
    /// Its bytes in base64.
    pub bytes: String,
}

/// (commit-attachment): all chunks are there; they are joined, checked and kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitAttachment {
    /// Which upload.
    pub upload: Uuid,
    /// How many chunks.
    pub chunks: u32,
    /// How many bytes altogether.
    pub size: u64,
    /// SHA-256 of the whole in hex.
    pub sha256: String,
}

/// `GET /applications/{nic}/attachments/{id}` (read-attachment-chunk): one chunk of a file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadAttachmentChunk {
    /// Which chunk, from 0.
    pub number: u32,
}

/// A chunk that was read, and what it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachmentChunk {
    /// The file's name.
    pub name: String,
    /// What it was found to be.
    pub media_type: String,
    /// How many bytes altogether.
    pub size: u64,
    /// SHA-256 of the whole in hex.
    pub sha256: String,
    /// The bytes of this chunk in base64.
    pub bytes: String,
}

/// `POST /applications/{nic}/attachments/{id}/remove` (remove-attachment): it is no part of what is handed in next.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveAttachment {}

/// Why what looks like an NHS number is none of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Explanation {
    /// Made up, to show the form.
    InventedExample,
    /// The study's own number of someone or something, in the same form by chance.
    StudyIdentifier,
    /// A number of something else: a grant, a telephone, a registration.
    OtherNumber,
}

/// `POST /applications/{nic}/findings/explain` (explain-finding): why a finding is none of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainFinding {
    /// The finding's pointer: `/purpose/objective`, or `/attachments/3`.
    pub pointer: String,
    /// Why.
    pub reason: Explanation,
    /// In words, at most 4,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}
