//! What a forger can do with the public key, a private key of their own, and a text editor.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Map, Value, json};

use super::provider::{noon, ours, persona};

pub fn part(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The header of an honest token, changed.
pub fn header(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut header = ours().header();
    change(&mut header);
    Value::Object(header).to_string()
}

/// The claims of an honest token, changed.
pub fn claims(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut claims = ours().claims(&persona("case-officer"), noon());
    change(&mut claims);
    Value::Object(claims).to_string()
}

/// A token whose signature by the provider's own key holds, with a changed header.
pub fn with_header(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    ours().sign(&header(change), &claims(|_| ())).unwrap()
}

/// A token whose signature by the provider's own key holds, with changed claims.
pub fn with_claims(change: impl FnOnce(&mut Map<String, Value>)) -> String {
    ours().sign(&header(|_| ()), &claims(change)).unwrap()
}

/// A token whose signature holds and that claims `value` for `name`.
pub fn claiming(name: &str, value: Value) -> String {
    with_claims(|claims| drop(claims.insert(name.to_owned(), value)))
}

/// A token whose signature holds and that lacks a claim.
pub fn lacking(name: &str) -> String {
    with_claims(|claims| drop(claims.remove(name)))
}

/// A token whose header says `value` for `name`.
pub fn heading(name: &str, value: Value) -> String {
    with_header(|header| drop(header.insert(name.to_owned(), value)))
}

/// A token of an algorithm that needs no signature.
pub fn unsigned(algorithm: &str) -> String {
    let header = header(|header| drop(header.insert("alg".to_owned(), json!(algorithm))));
    format!("{}.{}.", part(header), part(claims(|_| ())))
}

/// A token signed with a secret that is no secret.
pub fn with_secret(secret: &[u8], algorithm: Algorithm, name: &str) -> String {
    let header = header(|header| drop(header.insert("alg".to_owned(), json!(name))));
    let message = format!("{}.{}", part(header), part(claims(|_| ())));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &EncodingKey::from_secret(secret), algorithm);
    format!("{message}.{}", signature.unwrap())
}

/// The provider's public key as a PEM file, which is where the secret of an old attack comes from.
pub fn public_pem() -> String {
    let body = base64::engine::general_purpose::STANDARD.encode(ours().public_key_der());
    let lines: Vec<&str> = body.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN RSA PUBLIC KEY-----\n{}\n-----END RSA PUBLIC KEY-----\n", lines.join("\n"))
}

/// A key on P-256, with its public half as a JWK.
pub struct Curve {
    signing: EncodingKey,
    pub jwk: Value,
}

impl Curve {
    pub fn new(kid: &str) -> Self {
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &SystemRandom::new()).unwrap();
        let point = pair.public_key().as_ref();
        let jwk = json!({ "kty": "EC", "crv": "P-256", "kid": kid, "x": part(&point[1..33]), "y": part(&point[33..]) });
        Self { signing: EncodingKey::from_ec_der(pkcs8.as_ref()), jwk }
    }

    /// A token that says ES256 and this key id, signed with this key.
    pub fn token(&self, kid: &str) -> String {
        let header = json!({ "typ": "at+jwt", "alg": "ES256", "kid": kid }).to_string();
        let message = format!("{}.{}", part(header), part(claims(|_| ())));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &self.signing, Algorithm::ES256).unwrap();
        format!("{message}.{signature}")
    }
}
