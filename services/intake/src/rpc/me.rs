//! `GET /me`: who I am, for which organisations and until when.

use dars_bus::{Problem, Reply, Request};
use dars_vocabulary::ActorKind;
use serde_json::json;

use super::Reading;
use crate::store;

/// The caller, as this service knows them.
pub async fn me(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    if request.actor.kind == ActorKind::Public {
        return Err(Problem::new(401, "sign-in-needed", "Sign in first."));
    }
    let memberships = store::memberships::of(connection, request.actor.id).await?;
    Reply::ok(&json!({
        "id": request.actor.id,
        "kind": request.actor.kind,
        "roles": request.actor.roles,
        "memberships": memberships,
    }))
}
