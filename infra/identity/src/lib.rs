//! A local OpenID provider with ready-made personas, for a local stack and for tests; never for production.
//!
//! In flow order: personas are read from a file, the issuer holds the key and makes tokens, the pages serve them.

pub mod issuer;
pub mod key;
pub mod pages;
pub mod persona;
pub mod start;

pub use issuer::{Issuer, Overrides};
pub use key::KeyTrouble;
pub use pages::router;
pub use persona::{Persona, PersonaKind, PersonaOrganisation, Personas, PersonasTrouble};
