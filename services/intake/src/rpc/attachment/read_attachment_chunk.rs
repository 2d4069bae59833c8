//! `GET /applications/{nic}/attachments/{id}`: one chunk of a file, for whoever may read it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dars_bus::{Problem, Reply, Request};
use dars_intake_domain::attachment::may_read;
use dars_messages::requests::intake::{AttachmentChunk, ReadAttachmentChunk as Body};
use dars_vocabulary::Nic;

use super::{super::Reading, looked_at, number};
use crate::{project::attachments::bytes, store::files};

/// Reads one.
pub async fn read(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let which = number(request)?;
    let Body { number } = request.body()?;
    let (state, version, facts) = looked_at(connection, request, &nic).await?;
    let known = may_read(&state, which, &facts).map_err(|refusal| Problem::refused(&refusal))?;
    let gone = || Problem::not_found("chunk");
    let file = known.file.open().ok_or_else(gone)?;
    let at = i32::try_from(number).map_err(|_| gone())?;
    let hash = bytes(&file.sha256).ok_or_else(gone)?;
    let chunk = files::chunk(connection, &hash, at).await?.ok_or_else(gone)?;
    Reply::versioned(
        version,
        &AttachmentChunk {
            name: file.name.clone(),
            media_type: known.format.media_type().to_owned(),
            size: known.size,
            sha256: file.sha256.clone(),
            bytes: STANDARD.encode(chunk),
        },
    )
}
