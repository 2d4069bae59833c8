//! Requests about the catalogue, and where to go.

mod dcat;
mod list;
mod save_dataset;
mod services;
mod signpost;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about the catalogue.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "list-datasets" => rpc.read(request, list::list).await,
        "get-dataset" => rpc.read(request, list::get).await,
        "save-dataset" => rpc.write(request, &save_dataset::SaveDataset).await,
        "catalogue-dcat" => match rpc.connection().await {
            Ok(mut connection) => dcat::dcat(&mut connection, request, &rpc.context.settings.body.name).await,
            Err(problem) => Err(problem),
        },
        "list-services" => services::list(),
        "get-service" => services::get(request),
        "signpost" => rpc.read(request, signpost::signpost).await,
        _ => return None,
    })
}
