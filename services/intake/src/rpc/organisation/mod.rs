//! Requests about organisations and their people.

mod list;
mod record_assurance;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about an organisation.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "record-assurance" => rpc.write(request, &record_assurance::RecordAssurance).await,
        "list-organisations" => rpc.read(request, list::list).await,
        "get-organisation" => rpc.read(request, list::get).await,
        _ => return None,
    })
}
