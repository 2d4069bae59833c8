//! Personas: invented people, one for each role of domain.md §3, that a local stack lets anybody sign in as.
//!
//! A persona's key is the token's subject, so that a person's id is the same on every machine and after every restart.
//! Staff roles go into the token; organisations do not, because a membership is `intake`'s to confirm: they stand here
//! for those who load fixtures.

use std::path::Path;

use dars_vocabulary::{MembershipRole, OrganisationId, PersonId, StaffRole, identity::LOCAL_ISSUER};
use serde::{Deserialize, Serialize};

/// Whether a persona is a human or another system's client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonaKind {
    /// A human, who signs in at a moment.
    Person,
    /// A client with a token of its own, which never signed in.
    Machine,
}

/// What a persona is for one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonaOrganisation {
    /// The organisation.
    pub id: OrganisationId,
    /// What they may be for it.
    pub roles: Vec<MembershipRole>,
}

/// One invented person or client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// What one asks for: `case-officer`; also the token's subject.
    pub key: String,
    /// Who this is, in a few words, without a name.
    pub title: String,
    /// A person or a machine.
    pub kind: PersonaKind,
    /// Their invented name.
    pub name: String,
    /// Their address, which ends in `.example`.
    pub email: String,
    /// Roles on the body's staff; none for customers.
    #[serde(default)]
    pub roles: Vec<StaffRole>,
    /// Organisations they belong to; none for staff.
    #[serde(default)]
    pub organisations: Vec<PersonaOrganisation>,
}

impl Persona {
    /// The id by which every service knows this persona.
    pub fn person_id(&self) -> PersonId {
        PersonId::of(LOCAL_ISSUER, &self.key)
    }
}

/// The file of personas is missing or says something that cannot be.
#[derive(Debug, thiserror::Error)]
pub enum PersonasTrouble {
    /// The file cannot be read.
    #[error("the personas cannot be read from {path}")]
    Unreadable {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not a list of personas.
    #[error("the personas are not valid")]
    Invalid(#[from] serde_json::Error),
    /// Two personas share a key.
    #[error("there are two personas called {0}")]
    Doubled(String),
    /// A key that could not be a token's subject.
    #[error("a persona's key is lower-case letters, digits and hyphens, at most 64: {0:?}")]
    Key(String),
    /// An address that could reach somebody.
    #[error("the address of {0} must end in .example, so that no mail can reach anybody")]
    Address(String),
}

/// All personas, in the file's order.
#[derive(Clone, Debug)]
pub struct Personas(Vec<Persona>);

impl Personas {
    /// Reads and checks the file of personas.
    pub fn load(path: &Path) -> Result<Self, PersonasTrouble> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| PersonasTrouble::Unreadable { path: path.display().to_string(), source })?;
        Self::parse(&text)
    }

    /// Reads and checks personas from JSON.
    pub fn parse(text: &str) -> Result<Self, PersonasTrouble> {
        let all: Vec<Persona> = serde_json::from_str(text)?;
        for (i, persona) in all.iter().enumerate() {
            let key = &persona.key;
            let legible = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !legible || !(1..=64).contains(&key.len()) {
                return Err(PersonasTrouble::Key(key.clone()));
            }
            if all.iter().take(i).any(|other| other.key == *key) {
                return Err(PersonasTrouble::Doubled(key.clone()));
            }
            if !persona.email.ends_with(".example") {
                return Err(PersonasTrouble::Address(key.clone()));
            }
        }
        Ok(Self(all))
    }

    /// Every persona.
    pub fn all(&self) -> &[Persona] {
        &self.0
    }

    /// The persona of that key.
    pub fn find(&self, key: &str) -> Option<&Persona> {
        self.0.iter().find(|persona| persona.key == key)
    }
}
