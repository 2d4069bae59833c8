//! What a message type must say of itself, and the form in which a service hands one to its outbox.

use serde::{Serialize, de::DeserializeOwned};

use crate::topology::{FactKind, Owner};

/// A fact: something that happened, told to whoever may hear it. A CloudEvent (interop.md §3).
pub trait Fact: Serialize + DeserializeOwned + Send + Sync {
    /// The service that owns, and alone publishes, it.
    const OWNER: Owner;
    /// Its name in past tense, as in its subject: `agreement_activated`.
    const NAME: &'static str;
    /// The version of its shape.
    const VERSION: u32;
    /// Public or internal.
    const KIND: FactKind;

    /// What it is about: the last token of its subject.
    fn reference(&self) -> String;
}

/// The newest name and address of someone; the only messages with personal data.
pub trait Contact: Serialize + DeserializeOwned + Send + Sync {
    /// The service that owns the address.
    const OWNER: Owner;
    /// The name in its subject.
    const NAME: &'static str;
    /// The version of its shape.
    const VERSION: u32;

    /// Whose address: the last token of its subject; the bus keeps one message for each.
    fn id(&self) -> String;
}

/// To which of the owner's two streams a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutgoingFamily {
    /// The stream of facts.
    Facts,
    /// The stream of contacts.
    Contacts,
}

/// A message on its way into the outbox: made by a service's `publish.rs`, pure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Facts or contacts.
    pub family: OutgoingFamily,
    /// The service that owns it.
    pub owner: Owner,
    /// The name in its subject.
    pub name: &'static str,
    /// The version of its shape.
    pub version: u32,
    /// The last token of its subject.
    pub reference: String,
    /// The body, as JSON.
    pub body: serde_json::Value,
}

impl Outgoing {
    /// A fact for the outbox.
    pub fn fact<F: Fact>(fact: &F) -> Self {
        Self {
            family: OutgoingFamily::Facts,
            owner: F::OWNER,
            name: F::NAME,
            version: F::VERSION,
            reference: fact.reference(),
            body: body(fact),
        }
    }

    /// A contact for the outbox.
    pub fn contact<C: Contact>(contact: &C) -> Self {
        Self {
            family: OutgoingFamily::Contacts,
            owner: C::OWNER,
            name: C::NAME,
            version: C::VERSION,
            reference: contact.id(),
            body: body(contact),
        }
    }

    /// A contact that is to be forgotten, for the outbox.
    pub fn forgotten<C: Contact>(id: String) -> Self {
        Self {
            family: OutgoingFamily::Contacts,
            owner: C::OWNER,
            name: C::NAME,
            version: C::VERSION,
            reference: id,
            body: serde_json::Value::Null,
        }
    }

    /// The subject it will be published on.
    pub fn subject(&self) -> String {
        match self.family {
            OutgoingFamily::Facts => {
                crate::topology::fact_subject(self.owner, self.name, self.version, &self.reference)
            }
            OutgoingFamily::Contacts => {
                crate::topology::contact_subject(self.owner, self.name, self.version, &self.reference)
            }
        }
    }
}

/// Structs of strings, numbers and dates always serialise; a null body would be refused by every reader and by the
/// schema test, so it cannot pass unseen.
fn body<T: Serialize>(message: &T) -> serde_json::Value {
    serde_json::to_value(message).unwrap_or(serde_json::Value::Null)
}
