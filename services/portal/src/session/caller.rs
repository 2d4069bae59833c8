//! Whom a token speaks for.

use std::fmt;

use dars_vocabulary::{Actor, ActorKind, PersonId, StaffRole};
use jiff::Timestamp;

/// Whom a verified token speaks for: who they are and their staff roles; never what they are for an organisation.
#[derive(Clone, PartialEq, Eq)]
pub struct Caller {
    /// The opaque id, from issuer and subject.
    pub person: PersonId,
    /// The provider's own name for them; some providers use an address, so it is for nobody else to see.
    pub subject: String,
    /// The client that the token was issued to.
    pub client_id: String,
    /// A person or a machine.
    pub kind: ActorKind,
    /// Staff roles that this system knows.
    pub roles: Vec<StaffRole>,
    /// When a person signed in, in technical time; a machine never did.
    pub signed_in_at: Option<Timestamp>,
}

impl Caller {
    /// The actor that the portal asserts to a service.
    pub fn actor(&self) -> Actor {
        Actor { id: self.person, kind: self.kind, roles: self.roles.clone(), signed_in_at: self.signed_in_at }
    }
}

/// Leaves out the subject and the client, so that a caller can be printed anywhere.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller")
            .field("person", &self.person)
            .field("kind", &self.kind)
            .field("roles", &self.roles)
            .field("signed_in_at", &self.signed_in_at)
            .finish_non_exhaustive()
    }
}
