//! `POST /applications/{nic}/attachments`, first step: an upload is begun.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, ids};
use dars_intake_domain::attachment::may_add;
use dars_messages::requests::intake::BeginAttachment as Body;
use dars_rules::policy;
use dars_vocabulary::Nic;
use serde_json::json;
use sqlx::PgConnection;

use super::{looked_at, put_chunk::too_many};
use crate::{
    file,
    store::uploads::{self, Upload},
};

/// The longest media type, in bytes (RFC 6838: two names of 127).
const MEDIA_TYPE: usize = 255;

/// Begins an upload.
#[derive(Debug)]
pub struct BeginAttachment;

#[async_trait]
impl Work for BeginAttachment {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let nic: Nic = request.param("nic")?;
        let Body { name, media_type } = request.body()?;
        let (state, _, facts) = looked_at(tx, request, &nic).await?;
        may_add(&state, &facts).map_err(|refusal| Problem::refused(&refusal))?;
        let name = file::sanitised(&name).ok_or(file::Refused::Nameless)?;
        if media_type.len() > MEDIA_TYPE {
            let detail = "A media type is as short as application/pdf.";
            return Err(Problem::new(422, "values-unacceptable", detail).at("/media_type", "too-long", detail));
        }
        let person = request.actor.id.0;
        if uploads::open(tx, &nic, person).await? >= i64::from(policy::OPEN_UPLOADS.value) {
            return Err(too_many());
        }
        let upload = Upload { id: ids::fresh(), name, media_type, attachment: None };
        uploads::begin(tx, &upload, &nic, person).await?;
        Reply::ok(&json!({"upload": upload.id}))
    }
}
