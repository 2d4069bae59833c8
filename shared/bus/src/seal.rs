//! Puts salted commitments in the place of sealed content, and content back in the place of commitments.

use std::collections::HashMap;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::chain::hex;

const OPEN: &str = "$open";
const REDACTED: &str = "$redacted";
const SEALED: &str = "$sealed";

/// Contents by their commitment in hex.
pub type Contents = HashMap<String, Vec<u8>>;

/// One content that was taken out of an event.
#[derive(Clone, Debug)]
pub struct Content {
    /// SHA-256(salt || content).
    pub commitment: [u8; 32],
    /// 256 random bits.
    pub salt: [u8; 32],
    /// Canonical JSON (RFC 8785).
    pub content: Vec<u8>,
}

/// The commitment to `content` under `salt`.
pub fn commit(salt: &[u8], content: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(content).finalize().into()
}

/// Replaces each `{"$open": …}` by `{"$sealed": commitment}`; returns what was taken out.
pub fn seal(value: &mut Value, salt: &mut dyn FnMut() -> [u8; 32]) -> Result<Vec<Content>, serde_json::Error> {
    let mut taken = Vec::new();
    seal_into(value, salt, &mut taken)?;
    Ok(taken)
}

fn seal_into(
    value: &mut Value,
    salt: &mut dyn FnMut() -> [u8; 32],
    taken: &mut Vec<Content>,
) -> Result<(), serde_json::Error> {
    match value {
        Value::Object(map) => {
            if let Some(open) = single(map, OPEN) {
                let salt = salt();
                let content = serde_jcs::to_vec(open)?;
                let commitment = commit(&salt, &content);
                taken.push(Content { commitment, salt, content });
                *value = single_object(SEALED, Value::String(hex(&commitment)));
            } else {
                map.values_mut().try_for_each(|inner| seal_into(inner, salt, taken))?;
            }
        }
        Value::Array(items) => items.iter_mut().try_for_each(|inner| seal_into(inner, salt, taken))?,
        _ => {}
    }
    Ok(())
}

/// Puts contents back: `{"$sealed": c}` becomes `{"$open": …}`, or `{"$redacted": c}` where the content was emptied.
pub fn open(value: &mut Value, contents: &Contents) -> Result<(), serde_json::Error> {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(commitment)) = single(map, SEALED) {
                *value = match contents.get(commitment) {
                    Some(content) => single_object(OPEN, serde_json::from_slice(content)?),
                    None => single_object(REDACTED, Value::String(commitment.clone())),
                };
            } else {
                map.values_mut().try_for_each(|inner| open(inner, contents))?;
            }
        }
        Value::Array(items) => items.iter_mut().try_for_each(|inner| open(inner, contents))?,
        _ => {}
    }
    Ok(())
}

fn single<'a>(map: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    if map.len() == 1 { map.get(key) } else { None }
}

fn single_object(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sealed_content_leaves_no_byte_behind_and_comes_back_whole() {
        let event =
            json!({"type": "message_added", "text": {"$open": "private words"}, "list": [{"$open": {"b": 1, "a": 2}}]});
        let mut sealed = event.clone();
        let taken = seal(&mut sealed, &mut || [7; 32]).unwrap();
        assert_eq!(taken.len(), 2);
        assert!(!sealed.to_string().contains("private words"));
        let contents = taken.into_iter().map(|c| (hex(&c.commitment), c.content)).collect();
        let mut opened = sealed.clone();
        open(&mut opened, &contents).unwrap();
        assert_eq!(opened, event);
        open(&mut sealed, &HashMap::new()).unwrap();
        assert!(sealed["text"]["$redacted"].is_string());
    }

    #[test]
    fn the_same_content_under_another_salt_has_another_commitment() {
        assert_ne!(commit(&[1; 32], b"\"x\""), commit(&[2; 32], b"\"x\""));
    }
}
