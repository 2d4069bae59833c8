//! Requests about who works on an application.

mod accept_invitation;
mod hand_over_application;
mod invite_collaborator;
mod revoke_invitation;

use dars_bus::{
    Problem, Reply, Request,
    chain::{hex, sha256},
};

use super::Rpc;

/// The answer, if it is about who works on an application.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    let issuer = || rpc.context.settings.identity.issuer.clone();
    Some(match request.action.as_str() {
        "invite-collaborator" => rpc.write(request, &invite_collaborator::InviteCollaborator).await,
        "revoke-invitation" => rpc.write(request, &revoke_invitation::RevokeInvitation).await,
        "accept-invitation" => rpc.write(request, &accept_invitation::AcceptInvitation).await,
        "hand-over-application" => {
            let hand_over = hand_over_application::HandOverApplication { issuer: issuer() };
            rpc.write(request, &hand_over).await
        }
        _ => return None,
    })
}

/// What is kept of a token.
fn token_sha256(token: &str) -> String {
    hex(&sha256(token.as_bytes()))
}
