//! How long cases take, for everyone; and when a decision may be expected, for those whose case it is.

mod forecast;
mod published;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about how long cases take.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "performance" => rpc.read(request, published::performance).await,
        "forecast-case" => rpc.read(request, forecast::forecast).await,
        _ => return None,
    })
}
