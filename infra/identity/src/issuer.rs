//! The issuer: one RSA key, its public half as a JWK set, and access tokens as in RFC 9068.

use std::path::Path;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dars_vocabulary::identity::{API_AUDIENCE, LOCAL_ISSUER};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{
    Algorithm, EncodingKey,
    jwk::{Jwk, ThumbprintHash},
};
use rsa::{
    RsaPrivateKey,
    pkcs1::{EncodeRsaPrivateKey as _, EncodeRsaPublicKey as _},
    traits::PublicKeyParts as _,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    key::{self, KeyTrouble},
    persona::{Persona, PersonaKind},
};

/// How long a token is good for.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// What to say differently from what an honest token says; `Default` changes nothing.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Another issuer.
    pub issuer: Option<String>,
    /// Another audience.
    pub audience: Option<String>,
    /// Another type in the header.
    pub typ: Option<String>,
    /// Another key id in the header.
    pub kid: Option<String>,
    /// Another expiry.
    pub expires_at: Option<Timestamp>,
    /// Another begin.
    pub not_before: Option<Timestamp>,
    /// Another time of sign-in, for a person.
    pub signed_in_at: Option<Timestamp>,
}

/// Makes the tokens of a local stack.
pub struct Issuer {
    signing: EncodingKey,
    public: Value,
    public_der: Vec<u8>,
    kid: String,
}

impl Issuer {
    /// An issuer with a new key that is kept nowhere, for tests.
    pub fn generate() -> Result<Self, KeyTrouble> {
        Self::of(&key::generate()?)
    }

    /// The issuer whose key is kept in `folder`; made there when there is none.
    pub fn load_or_generate(folder: &Path) -> Result<Self, KeyTrouble> {
        Self::of(&key::load_or_generate(folder)?)
    }

    fn of(private: &RsaPrivateKey) -> Result<Self, KeyTrouble> {
        let n = URL_SAFE_NO_PAD.encode(private.n().to_bytes_be());
        let e = URL_SAFE_NO_PAD.encode(private.e().to_bytes_be());
        let bare: Jwk = serde_json::from_value(json!({ "kty": "RSA", "n": &n, "e": &e }))
            .map_err(jsonwebtoken::errors::Error::from)?;
        let kid = bare.thumbprint(ThumbprintHash::SHA256)?;
        let public = json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": &kid, "n": n, "e": e });
        let signing = EncodingKey::from_rsa_der(private.to_pkcs1_der()?.as_bytes());
        let public_der = private.to_public_key().to_pkcs1_der()?.as_bytes().to_vec();
        Ok(Self { signing, public, public_der, kid })
    }

    /// The key id: the RFC 7638 thumbprint of the public key.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The public key as a JWK set.
    pub fn jwks(&self) -> Value {
        json!({ "keys": [&self.public] })
    }

    /// The public key as PKCS#1 DER; tests use it as a forger would.
    pub fn public_key_der(&self) -> &[u8] {
        &self.public_der
    }

    /// The header of an honest token.
    pub fn header(&self) -> Map<String, Value> {
        object([("typ", json!("at+jwt")), ("alg", json!("RS256")), ("kid", json!(&self.kid))])
    }

    /// The claims of an honest token for `persona`, issued at `now`, which is real time and never the trade's.
    pub fn claims(&self, persona: &Persona, now: Timestamp) -> Map<String, Value> {
        let seconds = now.as_second();
        let mut claims = object([
            ("iss", json!(LOCAL_ISSUER)),
            ("sub", json!(&persona.key)),
            ("aud", json!(API_AUDIENCE)),
            ("exp", json!(seconds.saturating_add(LIFETIME.as_secs()))),
            ("iat", json!(seconds)),
            ("nbf", json!(seconds)),
            ("jti", json!(token_id())),
            ("kind", json!(persona.kind)),
            ("roles", json!(&persona.roles)),
        ]);
        // A machine is its own client and never signed in (RFC 9068 §2.2).
        match persona.kind {
            PersonaKind::Machine => claims.insert("client_id".to_owned(), json!(&persona.key)),
            PersonaKind::Person => {
                claims.insert("auth_time".to_owned(), json!(seconds));
                claims.insert("client_id".to_owned(), json!("dars-local"))
            }
        };
        claims
    }

    /// An access token for `persona`, issued at `now`, with what `overrides` says differently.
    pub fn issue(&self, persona: &Persona, now: Timestamp, overrides: &Overrides) -> Result<String, KeyTrouble> {
        let mut header = self.header();
        let mut claims = self.claims(persona, now);
        let mut replace = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                let place = if matches!(name, "typ" | "kid") { &mut header } else { &mut claims };
                place.insert(name.to_owned(), value);
            }
        };
        replace("typ", overrides.typ.as_ref().map(|typ| json!(typ)));
        replace("kid", overrides.kid.as_ref().map(|kid| json!(kid)));
        replace("iss", overrides.issuer.as_ref().map(|issuer| json!(issuer)));
        replace("aud", overrides.audience.as_ref().map(|audience| json!(audience)));
        replace("exp", overrides.expires_at.map(|at| json!(at.as_second())));
        replace("nbf", overrides.not_before.map(|at| json!(at.as_second())));
        if persona.kind == PersonaKind::Person {
            replace("auth_time", overrides.signed_in_at.map(|at| json!(at.as_second())));
        }
        self.sign(&Value::Object(header).to_string(), &Value::Object(claims).to_string())
    }

    /// Signs exactly this header and payload with RS256, whatever they say.
    pub fn sign(&self, header: &str, payload: &str) -> Result<String, KeyTrouble> {
        let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &self.signing, Algorithm::RS256)?;
        Ok(format!("{message}.{signature}"))
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Map<String, Value> {
    members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[expect(clippy::disallowed_methods, reason = "a token's id is technical: it is no parameter of any decision")]
fn token_id() -> Uuid {
    Uuid::new_v4()
}
