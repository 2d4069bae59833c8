//! The portal's word for who asks: signed for one request, bound to service, subject and body (design.md promise 7).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dars_messages::Owner;
use dars_vocabulary::Actor;
use jiff::Timestamp;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::chain;

/// How long an assertion holds, in seconds of technical time.
pub const VALID_SECONDS: i64 = 30;

/// What is signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assertion {
    /// Which key signed it.
    pub key: String,
    /// The service it is for.
    pub audience: Owner,
    /// The NATS subject it is for.
    pub subject: String,
    /// SHA-256 of the body, in hex.
    pub body_sha256: String,
    /// Until when, in technical time.
    pub expires: Timestamp,
    /// The request's id.
    pub request: Uuid,
    /// Who asks.
    pub actor: Actor,
}

/// Why an assertion is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbelieved {
    /// There is none.
    #[error("assertion-missing")]
    Missing,
    /// It cannot be read, or its signature does not fit.
    #[error("assertion-invalid")]
    Invalid,
    /// Its 30 seconds are over.
    #[error("assertion-expired")]
    Expired,
    /// It was made for another service, subject or body.
    #[error("assertion-for-another-request")]
    AnotherRequest,
}

/// The portal's key.
pub struct Signer {
    key: String,
    pair: Ed25519KeyPair,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.key)
    }
}

/// A key could not be made or read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("not an Ed25519 key in PKCS#8, base64url")]
pub struct NotAKey;

impl Signer {
    /// Reads a private key: PKCS#8 (version 1, as OpenSSL writes it, or 2), base64url.
    pub fn from_base64(text: &str) -> Result<Self, NotAKey> {
        let pkcs8 = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| NotAKey)?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&pkcs8).map_err(|_| NotAKey)?;
        let key = key_id(pair.public_key().as_ref());
        Ok(Self { key, pair })
    }

    /// A fresh private key in the form that [`Signer::from_base64`] reads.
    pub fn generate() -> Result<String, NotAKey> {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&ring::rand::SystemRandom::new()).map_err(|_| NotAKey)?;
        Ok(URL_SAFE_NO_PAD.encode(pkcs8.as_ref()))
    }

    /// The public half, base64url: what services are configured with.
    pub fn public_key(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }

    /// Signs for one request.
    pub fn sign(
        &self,
        actor: &Actor,
        audience: Owner,
        subject: &str,
        body: &[u8],
        request: Uuid,
        now: Timestamp,
    ) -> String {
        let assertion = Assertion {
            key: self.key.clone(),
            audience,
            subject: subject.to_owned(),
            body_sha256: chain::hex(&chain::sha256(body)),
            expires: now + jiff::SignedDuration::from_secs(VALID_SECONDS),
            request,
            actor: actor.clone(),
        };
        let payload = serde_json::to_vec(&assertion).unwrap_or_default();
        let signature = self.pair.sign(&payload);
        format!("{}.{}", URL_SAFE_NO_PAD.encode(&payload), URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

/// The keys a service believes.
#[derive(Clone, Debug)]
pub struct Verifier {
    keys: Vec<(String, Vec<u8>)>,
}

impl Verifier {
    /// Believes these public keys (base64url); two during a rotation.
    pub fn new<'a>(public_keys: impl IntoIterator<Item = &'a str>) -> Result<Self, NotAKey> {
        let keys = public_keys
            .into_iter()
            .map(|text| {
                let key = URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| NotAKey)?;
                if key.len() == 32 { Ok((key_id(&key), key)) } else { Err(NotAKey) }
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { keys })
    }

    /// Checks all of an assertion: key, signature, audience, subject, body, time.
    pub fn check(
        &self,
        text: Option<&str>,
        audience: Owner,
        subject: &str,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Assertion, Unbelieved> {
        let (payload, signature) = text.ok_or(Unbelieved::Missing)?.split_once('.').ok_or(Unbelieved::Invalid)?;
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| Unbelieved::Invalid)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Unbelieved::Invalid)?;
        let believed = self
            .keys
            .iter()
            .find(|(_, key)| UnparsedPublicKey::new(&ED25519, key).verify(&payload, &signature).is_ok())
            .map(|(id, _)| id)
            .ok_or(Unbelieved::Invalid)?;
        let assertion: Assertion = serde_json::from_slice(&payload).map_err(|_| Unbelieved::Invalid)?;
        if assertion.key != *believed {
            return Err(Unbelieved::Invalid);
        }
        let latest = now + jiff::SignedDuration::from_secs(2 * VALID_SECONDS);
        if assertion.expires <= now || assertion.expires > latest {
            return Err(Unbelieved::Expired);
        }
        let body_sha256 = chain::hex(&chain::sha256(body));
        if assertion.audience != audience || assertion.subject != subject || assertion.body_sha256 != body_sha256 {
            return Err(Unbelieved::AnotherRequest);
        }
        Ok(assertion)
    }
}

/// The first 16 hex digits of the key's SHA-256.
fn key_id(key: &[u8]) -> String {
    chain::hex(&chain::sha256(key)).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting() -> (Signer, Verifier, Timestamp) {
        let signer = Signer::from_base64(&Signer::generate().unwrap()).unwrap();
        let verifier = Verifier::new([signer.public_key().as_str()]).unwrap();
        (signer, verifier, Timestamp::from_second(1_800_000_000).unwrap())
    }

    #[test]
    fn an_assertion_is_believed_for_its_own_request_alone() {
        let (signer, verifier, now) = setting();
        let text = signer.sign(&Actor::public(), Owner::Intake, "s.a", b"body", Uuid::nil(), now);
        let check =
            |audience, subject, body: &[u8], now| verifier.check(Some(&text), audience, subject, body, now).err();
        assert_eq!(check(Owner::Intake, "s.a", b"body", now), None);
        assert_eq!(check(Owner::Review, "s.a", b"body", now), Some(Unbelieved::AnotherRequest));
        assert_eq!(check(Owner::Intake, "s.b", b"body", now), Some(Unbelieved::AnotherRequest));
        assert_eq!(check(Owner::Intake, "s.a", b"other", now), Some(Unbelieved::AnotherRequest));
        let later = now + jiff::SignedDuration::from_secs(VALID_SECONDS);
        assert_eq!(check(Owner::Intake, "s.a", b"body", later), Some(Unbelieved::Expired));
    }

    #[test]
    fn a_missing_torn_or_foreign_assertion_is_not_believed() {
        let (signer, verifier, now) = setting();
        let (stranger, _, _) = setting();
        let check = |text: Option<&str>| verifier.check(text, Owner::Intake, "s", b"", now).err();
        assert_eq!(check(None), Some(Unbelieved::Missing));
        let foreign = stranger.sign(&Actor::public(), Owner::Intake, "s", b"", Uuid::nil(), now);
        let mut torn = signer.sign(&Actor::public(), Owner::Intake, "s", b"", Uuid::nil(), now);
        torn.pop();
        for text in ["", ".", "a.b", foreign.as_str(), torn.as_str()] {
            assert_eq!(check(Some(text)), Some(Unbelieved::Invalid), "{text}");
        }
    }
}
