//! Who is calling: from an access token to a caller, or a refusal. Nothing here ever logs a token or a subject.
//!
//! In flow order: the settings name the provider, the header says which key, the keys come from the provider alone,
//! the claims are read only once the signature holds, and what they say of somebody is a caller.

pub mod caller;
mod claims;
mod header;
mod jwks;
mod keys;
pub mod refusal;
pub mod settings;
mod strict_json;
pub mod verify;

pub use caller::Caller;
pub use refusal::TokenRefusal;
pub use settings::{SettingsRefused, TokenAlgorithm, TokenSettings};
pub use verify::TokenVerifier;
