//! From a token to a caller: size, form, header, key, signature, and only then what it claims.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;

use super::{
    caller::Caller,
    claims, header,
    keys::KeyCache,
    refusal::TokenRefusal,
    settings::{SettingsRefused, TokenSettings},
    strict_json,
};

/// The longest token that is looked at, in bytes.
pub const LONGEST_TOKEN: usize = 8 * 1024;

/// Verifies access tokens of one provider; cheap to share behind an `Arc`.
pub struct TokenVerifier {
    settings: TokenSettings,
    keys: KeyCache,
}

impl TokenVerifier {
    /// A verifier for these settings, refused if they are a local stack's and `local_stack` is not set.
    pub fn new(settings: TokenSettings, local_stack: bool) -> Result<Self, SettingsRefused> {
        let keys = KeyCache::new(settings.check(local_stack)?)?;
        Ok(Self { settings, keys })
    }

    /// Whom `token` speaks for at `now`, which is technical time and never the trade's.
    pub async fn verify(&self, token: &str, now: Timestamp) -> Result<Caller, TokenRefusal> {
        if token.len() > LONGEST_TOKEN {
            return Err(TokenRefusal::TooLarge);
        }
        let mut parts = token.split('.');
        let (Some(head), Some(payload), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(TokenRefusal::Malformed);
        };
        let header = header::read(&decoded(head)?, &self.settings.algorithms)?;
        let payload_bytes = decoded(payload)?;
        decoded(signature)?;

        let key = self.keys.find(&header.key_id, now).await?;
        if key.algorithm != header.algorithm {
            return Err(TokenRefusal::KeyOfAnotherAlgorithm);
        }
        let message = token.get(..head.len() + 1 + payload.len()).ok_or(TokenRefusal::Malformed)?;
        let holds =
            jsonwebtoken::crypto::verify(signature, message.as_bytes(), &key.decoding, key.algorithm.as_library());
        if !holds.unwrap_or(false) {
            return Err(TokenRefusal::SignatureWrong);
        }
        claims::accept(strict_json::object(&payload_bytes)?, &self.settings, now)
    }
}

/// Base64url without padding, and nothing else: no white space, no stray bits.
fn decoded(part: &str) -> Result<Vec<u8>, TokenRefusal> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenRefusal::Malformed)
}
