//! The chain of a journal: each row's hash binds the bytes of the row and the hash of the row before.

use sha2::{Digest, Sha256};

/// What the first row of a chain binds.
pub const START: [u8; 32] = [0; 32];

/// The hash of a row: SHA-256(previous || entry).
pub fn link(previous: &[u8], entry: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(previous).chain_update(entry).finalize().into()
}

/// SHA-256 of anything.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The number of an advisory lock: the first eight bytes of its name's hash.
pub fn lock_number(name: &[u8]) -> i64 {
    sha256(name).iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 in hex of the canonical JSON (RFC 8785) of `value`: what a signature quotes.
pub fn canonical_sha256<T: serde::Serialize>(value: &T) -> Result<String, serde_json::Error> {
    Ok(hex(&sha256(&serde_jcs::to_vec(value)?)))
}
