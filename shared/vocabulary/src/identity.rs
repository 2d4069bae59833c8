//! Names that the local identity provider and the portal must agree on.

/// The issuer of a local stack's tokens, whatever port its provider listens on; a production configuration refuses it.
pub const LOCAL_ISSUER: &str = "http://identity.dars.localhost";

/// The audience of an access token that is meant for this system's API.
pub const API_AUDIENCE: &str = "dars-api";
