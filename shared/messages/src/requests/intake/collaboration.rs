//! About who works on an application.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `POST /applications/{nic}/invitations` (invite-collaborator): its lead invites someone to work on it; the token goes by mail alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteCollaborator {
    /// Their name, for the mail's greeting, at most 200 characters.
    pub name: String,
    /// Their address.
    pub email: String,
}

/// `POST /applications/{nic}/invitations/{invitation}/revoke` (revoke-invitation): its lead takes an invitation back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeInvitation {}

/// `POST /invitations/accept` (accept-invitation): whoever has the token, signed in, joins the application.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The token, as it stands in the mail.
    pub token: String,
}

/// `POST /applications/{nic}/hand-over` (hand-over-application): a case officer names the lead, where the last one left and the organisation has no administrator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverApplication {
    /// The subject of the next lead's sign-in.
    pub lead: String,
    /// Why, at most 4,000 characters.
    pub reason: String,
}
