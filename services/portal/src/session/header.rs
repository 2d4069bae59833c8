//! A token's header: the only part that is read before the signature holds, to know by which key it should.

use serde_json::Value;

use super::{refusal::TokenRefusal, settings::TokenAlgorithm, strict_json};

/// What a key id may be at most, in bytes.
const LONGEST_KEY_ID: usize = 128;

/// Members that bring a key, say where to get one, or change what a signature means (RFC 7515, RFC 7797).
const NOT_ALLOWED: &[&str] = &["jwk", "jku", "x5c", "x5u", "crit", "b64", "zip", "enc"];

/// Which key a token says it is signed with.
pub(super) struct Header {
    pub(super) algorithm: TokenAlgorithm,
    pub(super) key_id: String,
}

/// Reads a header whose algorithm is one of `allowed`.
pub(super) fn read(bytes: &[u8], allowed: &[TokenAlgorithm]) -> Result<Header, TokenRefusal> {
    let header = strict_json::object(bytes)?;
    let text = |name: &str| header.get(name).and_then(Value::as_str);

    let algorithm = text("alg")
        .and_then(TokenAlgorithm::named)
        .filter(|named| allowed.contains(named))
        .ok_or(TokenRefusal::AlgorithmNotAllowed)?;
    if NOT_ALLOWED.iter().any(|name| header.contains_key(*name)) {
        return Err(TokenRefusal::HeaderNotAllowed);
    }
    // Media types are compared without regard to case (RFC 7515 §4.1.9).
    let typ = text("typ").ok_or(TokenRefusal::TypeWrong)?;
    if !["at+jwt", "application/at+jwt"].iter().any(|right| typ.eq_ignore_ascii_case(right)) {
        return Err(TokenRefusal::TypeWrong);
    }
    let key_id = text("kid").filter(|kid| is_sane(kid)).ok_or(TokenRefusal::KeyIdUnusable)?.to_owned();
    Ok(Header { algorithm, key_id })
}

/// Whether a key id is one that a provider could have made: no path, no quote, no space.
pub(super) fn is_sane(key_id: &str) -> bool {
    (1..=LONGEST_KEY_ID).contains(&key_id.len())
        && key_id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}
