//! Requests about attachments of applications.

mod begin_attachment;
mod commit_attachment;
mod explain_finding;
mod list_attachments;
mod put_chunk;
mod read_attachment_chunk;
mod remove_attachment;
pub(super) mod texts;

use dars_bus::{Problem, Reply, Request, aggregate::load, aggregate::load_for_update};
use dars_intake_domain::attachment::{Facts, State, permitted_on};
use dars_vocabulary::Nic;
use serde_json::{Value, json};
use sqlx::PgConnection;

use super::Rpc;
use crate::handle::{Application, Attachments, attachment_facts};

/// The answer, if it is about attachments.
pub(super) async fn serve(rpc: &Rpc, request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "begin-attachment" => rpc.write(request, &begin_attachment::BeginAttachment).await,
        "put-chunk" => put_chunk::put_chunk(rpc, request).await,
        "commit-attachment" => commit_attachment::commit(rpc, request).await,
        "list-attachments" => rpc.read(request, list_attachments::list).await,
        "read-attachment-chunk" => rpc.read(request, read_attachment_chunk::read).await,
        "remove-attachment" => rpc.write(request, &remove_attachment::RemoveAttachment).await,
        "explain-finding" => rpc.write(request, &explain_finding::ExplainFinding).await,
        _ => return None,
    })
}

/// The attachments of an application and what their rules need to know.
pub(super) async fn looked_at(
    connection: &mut PgConnection,
    request: &Request,
    nic: &Nic,
) -> Result<(State, i64, Facts), Problem> {
    let loaded = load::<Attachments>(connection, nic.as_str()).await?;
    let facts = attachment_facts(connection, &request.meta(), nic.as_str()).await?;
    Ok((loaded.state, loaded.version, facts))
}

/// Locks the application before its attachments, as its submission does: nothing is added behind what was handed in.
async fn lock(tx: &mut PgConnection, nic: &Nic) -> Result<(), Problem> {
    load_for_update::<Application>(tx, nic.as_str()).await?;
    Ok(())
}

/// The number in the path; what is none does not exist.
fn number(request: &Request) -> Result<u32, Problem> {
    let unknown = || Problem::new(404, "attachment-unknown", "There is no such attachment.");
    request.envelope.params.get("id").and_then(|id| id.parse().ok()).ok_or_else(unknown)
}

/// One attachment as the caller sees it; its name and hash only while they are theirs to see.
fn shown(state: &State, number: u32, open: bool, facts: &Facts) -> Value {
    let Some(known) = state.attachment(number) else { return Value::Null };
    let file = known.file.open().filter(|_| open);
    json!({
        "id": number.to_string(),
        "nic": facts.application.application().map(|application| &application.nic),
        "name": file.map(|file| &file.name),
        "sha256": file.map(|file| &file.sha256),
        "media_type": known.format.media_type(),
        "size": known.size,
        "added_on": known.added_on,
        "added_by_you": known.added_by == facts.of_it.actor.id,
        "scan": known.scan,
        "text": known.text,
        "nhs_numbers": known.numbers.count,
        "nhs_numbers_at": known.numbers.first.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "explained": known.explained,
        "redacted": known.file.open().is_none(),
        "removed_on": known.removed_on,
        "handed_in": state.versions_of(number),
        "permitted": permitted_on(state, number, facts),
    })
}
