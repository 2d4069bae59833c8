//! Of who works on an application.

use dars_messages::requests::intake::{AcceptInvitation, HandOverApplication, InviteCollaborator, RevokeInvitation};

use super::text;
use crate::api::shape::Shape;

pub(in crate::api) fn invite_collaborator() -> Shape {
    Shape::of(InviteCollaborator { name: text("Gus Marsh"), email: text("gus.marsh@wychmoor.example") })
}

pub(in crate::api) fn revoke_invitation() -> Shape {
    Shape::of(RevokeInvitation {})
}

pub(in crate::api) fn accept_invitation() -> Shape {
    Shape::of(AcceptInvitation { token: text("the code from the mail") })
}

pub(in crate::api) fn hand_over_application() -> Shape {
    Shape::of(HandOverApplication {
        lead: text("ig-lead"),
        reason: text("Its lead has left, and the university has no administrator."),
    })
}
