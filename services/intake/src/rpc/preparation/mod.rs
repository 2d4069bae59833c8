//! Requests about what is found out and carried over before an application is written.

mod copy_application;
mod evidence;
mod note_preliminary;
mod readiness;
mod record_early_view;
mod services;

use dars_bus::{Problem, Reply, Request};

use super::Rpc;

/// The answer, if it is about that.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "note-preliminary" => rpc.write(request, &note_preliminary::NotePreliminary).await,
        "record-early-view" => {
            let issuer = rpc.context.settings.identity.issuer.clone();
            rpc.write(request, &record_early_view::RecordEarlyView { issuer }).await
        }
        "copy-application" => rpc.write(request, &copy_application::CopyApplication).await,
        "take-over-evidence" => rpc.write(request, &evidence::TakeOverEvidence).await,
        "readiness" => rpc.read(request, readiness::readiness).await,
        "application-services" => rpc.read(request, services::services).await,
        "list-evidence" => rpc.read(request, evidence::list).await,
        _ => return None,
    })
}
