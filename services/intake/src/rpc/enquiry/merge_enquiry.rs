//! `POST /enquiries/{reference}/merge`: it goes on in another one of the same matter; each enquirer keeps a thread of
//! their own.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::MergeEnquiry as Body;
use dars_vocabulary::EnquiryRef;
use sqlx::PgConnection;

use super::list::change;
use crate::handle::Enquiry;

/// Merges an enquiry into another.
#[derive(Debug)]
pub struct MergeEnquiry;

#[async_trait]
impl Work for MergeEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: EnquiryRef = request.param("reference")?;
        let Body { into } = request.body()?;
        let reply = change(tx, request, Command::Merge { into: into.clone() }).await?;
        execute::<Enquiry>(tx, &request.meta(), into.as_str(), None, Command::TakeIn { other: reference }).await?;
        Ok(reply)
    }
}
