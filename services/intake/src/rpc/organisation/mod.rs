//! Requests about organisations and their people.

mod authorities;
mod list;
mod members;
mod names;
mod record_assurance;

use dars_bus::{Problem, Reply, Request, aggregate::execute};
use dars_intake_domain::organisation::Command;
use dars_vocabulary::{OrganisationId, PersonId};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Rpc;
use crate::handle::Organisation;

/// The answer, if it is about an organisation.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "record-assurance" => rpc.write(request, &record_assurance::RecordAssurance).await,
        "register-organisation" => rpc.write(request, &names::RegisterOrganisation).await,
        "rename-organisation" => rpc.write(request, &names::RenameOrganisation).await,
        "add-member" => {
            let issuer = rpc.context.settings.identity.issuer.clone();
            rpc.write(request, &members::AddMember { issuer }).await
        }
        "change-member" => rpc.write(request, &members::ChangeMember).await,
        "end-member" => rpc.write(request, &members::EndMember).await,
        "ask-authority" => rpc.write(request, &authorities::AskAuthority).await,
        "confirm-authority" => rpc.write(request, &authorities::ConfirmAuthority).await,
        "decline-authority" => rpc.write(request, &authorities::DeclineAuthority).await,
        "end-authority" => rpc.write(request, &authorities::EndAuthority).await,
        "list-organisations" => rpc.read(request, list::list).await,
        "get-organisation" => rpc.read(request, list::get).await,
        _ => return None,
    })
}

/// One command on an organisation as it was read.
async fn change(tx: &mut PgConnection, request: &Request, command: Command) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let if_match = request.must_match()?;
    let done = execute::<Organisation>(tx, &request.meta(), id.as_str(), if_match, command).await?;
    Reply::versioned(done.saved.version, &json!({"id": id}))
}

/// One command that adds to what is there.
async fn add(tx: &mut PgConnection, request: &Request, command: Command, person: PersonId) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let done = execute::<Organisation>(tx, &request.meta(), id.as_str(), None, command).await?;
    Reply::created(done.saved.version, &json!({"organisation": id, "person": person}))
}

/// The person whom the path names.
fn person(request: &Request) -> Result<PersonId, Problem> {
    request.param::<Uuid>("person").map(PersonId)
}
