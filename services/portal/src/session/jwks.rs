//! A provider's key set: which of its keys may verify a token, each pinned to one algorithm.

use std::{collections::HashMap, sync::Arc};

use jsonwebtoken::{
    DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse},
};
use serde_json::Value;

use super::{header::is_sane, settings::TokenAlgorithm};

/// More keys than this are none of an honest provider's.
const MOST_KEYS: usize = 64;

/// A key that verifies, and the one algorithm it does it with.
pub(super) struct Key {
    pub(super) algorithm: TokenAlgorithm,
    pub(super) decoding: DecodingKey,
}

/// Keys by key id.
pub(super) type Keys = HashMap<String, Arc<Key>>;

/// The usable keys of a key set; keys of other kinds and uses are passed over, as RFC 7517 §5 asks.
pub(super) fn usable(set: &[u8]) -> Keys {
    let set: Value = serde_json::from_slice(set).unwrap_or_default();
    let listed = set.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut keys = Keys::new();
    for value in listed.iter().take(MOST_KEYS) {
        if let Some((key_id, key)) = serde_json::from_value(value.clone()).ok().and_then(|jwk| pinned(&jwk)) {
            // The first of two keys with one id stays: it cannot be replaced by what is appended.
            keys.entry(key_id).or_insert_with(|| Arc::new(key));
        }
    }
    keys
}

fn pinned(jwk: &Jwk) -> Option<(String, Key)> {
    let key_id = jwk.common.key_id.clone().filter(|kid| is_sane(kid))?;
    if jwk.common.public_key_use.as_ref().is_some_and(|purpose| *purpose != PublicKeyUse::Signature) {
        return None;
    }
    if jwk.common.key_operations.as_ref().is_some_and(|operations| !operations.contains(&KeyOperations::Verify)) {
        return None;
    }
    let algorithm = match (&jwk.algorithm, jwk.common.key_algorithm) {
        (AlgorithmParameters::RSA(rsa), None | Some(KeyAlgorithm::RS256)) if is_right_length(&rsa.n) => {
            TokenAlgorithm::RS256
        }
        (AlgorithmParameters::EllipticCurve(curve), None | Some(KeyAlgorithm::ES256))
            if curve.curve == EllipticCurve::P256 =>
        {
            TokenAlgorithm::ES256
        }
        _ => return None,
    };
    Some((key_id, Key { algorithm, decoding: DecodingKey::from_jwk(jwk).ok()? }))
}

/// 2,048 to 4,096 bits, counted in base64url characters: shorter is forgeable, longer is slow.
fn is_right_length(modulus: &str) -> bool {
    (342..=683).contains(&modulus.len())
}
