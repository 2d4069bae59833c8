//! Requests about how people found it, and what we changed.

mod give_feedback;
mod improvements;
mod read;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about feedback.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "give-feedback" => rpc.write(request, &give_feedback::GiveFeedback).await,
        "publish-change" => rpc.write(request, &improvements::PublishChange).await,
        "withdraw-change" => rpc.write(request, &improvements::WithdrawChange).await,
        "get-change" => rpc.read(request, improvements::get).await,
        "feedback" => rpc.read(request, read::published).await,
        "feedback-requests" => rpc.read(request, read::requests).await,
        "list-feedback" => rpc.read(request, read::list).await,
        _ => return None,
    })
}
