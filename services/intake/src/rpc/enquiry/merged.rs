//! What is said to the enquirers of merged enquiries at once: each hears it in their own thread, and nothing of the others.

use dars_bus::{
    Problem, Reply, Request,
    aggregate::{execute, load},
};
use dars_intake_domain::enquiry::Command;
use dars_vocabulary::EnquiryRef;
use sqlx::PgConnection;

use super::list::change;
use crate::handle::Enquiry;

/// Does `command` to this enquiry, and if `to_merged` to all that go on in it.
pub async fn change_all(
    tx: &mut PgConnection,
    request: &Request,
    command: Command,
    to_merged: bool,
) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let merged = if to_merged { going_on_in(tx, &reference).await? } else { Vec::new() };
    let reply = change(tx, request, command.clone()).await?;
    for other in merged {
        execute::<Enquiry>(tx, &request.meta(), other.as_str(), None, command.clone()).await?;
    }
    Ok(reply)
}

/// Those that were merged into it and neither went on by themselves nor were answered since.
async fn going_on_in(tx: &mut PgConnection, reference: &EnquiryRef) -> Result<Vec<EnquiryRef>, Problem> {
    let loaded = load::<Enquiry>(tx, reference.as_str()).await?;
    let mut going_on = Vec::new();
    // As many as officers merged by hand.
    for other in loaded.state.asked().map(|asked| asked.merged.as_slice()).unwrap_or_default() {
        if load::<Enquiry>(tx, other.as_str()).await?.state.merged_into() == Some(reference) {
            going_on.push(other.clone());
        }
    }
    Ok(going_on)
}
