//! What an organisation can be asked; by fixtures alone, for now.

use dars_vocabulary::{Actor, MembershipRole, OrganisationId, PersonId, code::OrganisationType};
use jiff::{Timestamp, civil::Date};

use super::Contact;

/// A command about one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take a legal entity into the records.
    Register {
        /// Its code.
        organisation: OrganisationId,
        /// Its legal name.
        name: String,
        /// What it is.
        organisation_type: OrganisationType,
    },
    /// Say what a person may be for it; replaces what was said of them before.
    GrantMembership {
        /// Who.
        person: PersonId,
        /// As what.
        roles: Vec<MembershipRole>,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
        /// How mails reach them.
        contact: Contact,
    },
    /// Confirm that a person may sign for it; replaces what was said of them before.
    ConfirmSigningAuthority {
        /// Who.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
    },
}

/// What a decision about an organisation needs to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Trade time.
    pub now: Timestamp,
    /// Technical time.
    pub technical_now: Timestamp,
    /// Who asks.
    pub actor: Actor,
}
