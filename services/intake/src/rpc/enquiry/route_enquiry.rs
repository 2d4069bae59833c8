//! `POST /enquiries/{reference}/route`

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::enquiry::Command;
use dars_messages::requests::intake::RouteEnquiry as Body;
use dars_vocabulary::EnquiryRef;
use serde_json::json;
use sqlx::PgConnection;

use crate::handle::Enquiry;

/// Gives an enquiry to a team.
#[derive(Debug)]
pub struct RouteEnquiry;

#[async_trait]
impl Work for RouteEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: EnquiryRef = request.param("reference")?;
        let Body { team, reason } = request.body()?;
        let if_match = request.must_match()?;
        let done =
            execute::<Enquiry>(tx, &request.meta(), reference.as_str(), if_match, Command::Route { team, reason })
                .await?;
        Reply::versioned(
            done.saved.version,
            &json!({"reference": reference, "state": done.saved.state.name(), "team": team}),
        )
    }
}
