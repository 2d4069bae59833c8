//! Of those whom the lead invites.

use dars_vocabulary::{Nic, OrganisationId, PersonId, Sealed};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::organisation::Contact;

/// Someone was invited to work on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollaboratorInvited {
    /// The application.
    pub nic: Nic,
    /// The invitation.
    pub invitation: Uuid,
    /// To whom it was sent.
    pub contact: Sealed<Contact>,
    /// SHA-256 in hex of the token.
    pub token_sha256: String,
    /// The day in London.
    pub invited_on: Date,
    /// The last day on which it can be accepted.
    pub open_until: Date,
    /// Who invited.
    pub invited_by: PersonId,
}

/// An invitation was taken back, or a newer one took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationRevoked {
    /// The application.
    pub nic: Nic,
    /// The invitation.
    pub invitation: Uuid,
    /// Who took it back.
    pub revoked_by: PersonId,
}

/// Nobody accepted an invitation in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationExpired {
    /// The application.
    pub nic: Nic,
    /// The invitation.
    pub invitation: Uuid,
}

/// An invitation was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationAccepted {
    /// The application.
    pub nic: Nic,
    /// The applicant organisation.
    pub organisation: OrganisationId,
    /// The invitation.
    pub invitation: Uuid,
    /// Who leads it.
    pub lead: PersonId,
    /// Who works on it from now on.
    pub collaborators: Vec<PersonId>,
    /// The day in London.
    pub accepted_on: Date,
    /// Who accepted.
    pub accepted_by: PersonId,
}
