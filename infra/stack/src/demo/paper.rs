//! The files behind the papers that stories list: invented texts that hold nothing of anybody, made from what the story
//! says of them, so that the story can say their hash.

use dars_bus::chain::{hex, sha256};
use dars_vocabulary::content::EvidenceItem;

/// A file to be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// SHA-256 of that, in hex.
    pub sha256: String,
}

impl Paper {
    /// The file that a story means by an item of its section `evidence`.
    pub fn of(item: &EvidenceItem) -> Self {
        let EvidenceItem { title, reference, .. } = item;
        let text = format!("{title}\n\nReference: {reference}\n\nAn invented paper of an invented study.\n");
        let bytes = text.into_bytes();
        Self { name: format!("{}.txt", reference.replace('/', "-")), sha256: hex(&sha256(&bytes)), bytes }
    }
}
