//! Requests about the catalogue.

mod list;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about the catalogue.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "list-datasets" => rpc.read(request, list::list).await,
        "get-dataset" => rpc.read(request, list::get).await,
        _ => return None,
    })
}
