//! What an organisation can be asked: by officers and its own administrator; and what fixtures bring in.

use dars_vocabulary::{
    Actor, AssuranceParticulars, MembershipRole, OrganisationId, PersonId,
    code::{AssuranceKind, AssuranceOutcome, OrganisationType},
};
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
    /// Someone accepted an invitation to work on one of its applications.
    Admit {
        /// Who.
        person: PersonId,
        /// How mails reach them: as they were invited.
        contact: Contact,
    },
    /// An officer records what it shows; replaces what was said of that kind before.
    RecordAssurance(Shown),
    /// A fixture brings in what it shows.
    LoadAssurance(Shown),
    /// An officer takes a legal entity into the records.
    Enrol {
        /// Its code.
        organisation: OrganisationId,
        /// Its legal name.
        name: String,
        /// What it is.
        organisation_type: OrganisationType,
    },
    /// An officer records that it has another legal name.
    Rename {
        /// The new name.
        name: String,
        /// The first day on which it has that name.
        from: Date,
    },
    /// Its administrator takes a person in; an officer its first administrator.
    AddMember {
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
    /// What a member is from now on; replaces what they were.
    ChangeMember {
        /// Who.
        person: PersonId,
        /// As what.
        roles: Vec<MembershipRole>,
        /// Last day; `None` means open.
        until: Option<Date>,
        /// How mails reach them, where that changed.
        contact: Option<Contact>,
    },
    /// A membership ends, and the authority to sign that rests on it.
    EndMember {
        /// Who.
        person: PersonId,
        /// Last day.
        on: Date,
    },
    /// Its administrator asks that a member may sign for it.
    AskAuthority {
        /// Who.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day; `None` means open.
        until: Option<Date>,
    },
    /// An officer confirms what was asked.
    ConfirmAuthority {
        /// Whose.
        person: PersonId,
    },
    /// An officer does not confirm it.
    DeclineAuthority {
        /// Whose.
        person: PersonId,
        /// Why.
        reason: String,
    },
    /// An authority ends.
    EndAuthority {
        /// Whose.
        person: PersonId,
        /// Last day.
        on: Date,
    },
}

/// What an organisation shows for its security, or that its data protection fee is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What is shown.
    pub kind: AssuranceKind,
    /// Its reference or version, at most 200 characters.
    pub reference: String,
    /// What it came to.
    pub outcome: AssuranceOutcome,
    /// Last day on which it holds.
    pub valid_to: Date,
    /// Whether the data body approved an improvement plan (V07).
    pub plan_approved: bool,
    /// What is known of it beside.
    pub particulars: AssuranceParticulars,
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
