//! Requests about precedents.

mod act;
mod list;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about a precedent.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    use act::ActOnPrecedent::{Approve, End, Propose, Replace};
    Some(match request.action.as_str() {
        "propose-precedent" => rpc.write(request, &Propose).await,
        "replace-precedent" => rpc.write(request, &Replace).await,
        "approve-precedent" => rpc.write(request, &Approve).await,
        "end-precedent" => rpc.write(request, &End).await,
        "list-precedents" => rpc.read(request, list::list).await,
        "get-precedent" => rpc.read(request, list::get).await,
        "list-precedent-uses" => rpc.read(request, list::uses).await,
        _ => return None,
    })
}
