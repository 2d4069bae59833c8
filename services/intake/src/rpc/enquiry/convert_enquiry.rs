//! `POST /enquiries/{reference}/convert`: the enquiry becomes an application; its preliminary assessment is left open, or
//! accepted with it by a case officer.

use async_trait::async_trait;
use dars_bus::{Problem, Reply, Request, Work, aggregate::execute};
use dars_intake_domain::{application, enquiry};
use dars_messages::requests::intake::{ConvertEnquiry as Body, Preliminary};
use dars_vocabulary::{EnquiryRef, PersonId};
use serde_json::json;
use sqlx::PgConnection;

use super::super::application::assess_preliminary::judgements;
use crate::{
    handle::{Application, Enquiry},
    store,
};

/// Converts an enquiry.
#[derive(Debug)]
pub struct ConvertEnquiry {
    /// Whether this is a local stack, where a fixture may ask for its number.
    pub local: bool,
    /// Whose sign-ins are known here.
    pub issuer: String,
}

#[async_trait]
impl Work for ConvertEnquiry {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: EnquiryRef = request.param("reference")?;
        let body: Body = request.body()?;
        let if_match = request.must_match()?;
        let judged = body.feasible.is_some() || body.right_service.is_some();
        let accepted = match body.preliminary {
            Preliminary::Accepted => Some(judgements(body.feasible, body.right_service)),
            Preliminary::Open if judged => {
                let detail = "Judgements are given where the preliminary assessment is accepted with the conversion.";
                return Err(Problem::new(422, "values-unacceptable", detail).at(
                    "/preliminary",
                    "not-accepted",
                    detail,
                ));
            }
            Preliminary::Open => None,
        };
        let nic = match body.nic {
            None => store::numbers::next_nic(tx).await?,
            Some(nic) if self.local => nic,
            Some(_) => {
                let detail = "Numbers are allotted by the service. Leave nic out.";
                return Err(Problem::new(422, "number-not-yours", detail).at("/nic", "number-not-yours", detail));
            }
        };
        let lead = PersonId::of(&self.issuer, &body.lead);
        let meta = request.meta();
        let convert = enquiry::Command::Convert { organisation: body.organisation.clone(), lead, nic: nic.clone() };
        let asked = execute::<Enquiry>(tx, &meta, reference.as_str(), if_match, convert).await?.saved.state;
        let open = application::Command::Open {
            nic: nic.clone(),
            organisation: body.organisation,
            lead,
            enquiry: Some(reference.clone()),
            accepted,
            readiness: asked.asked().map(|asked| asked.details.readiness),
        };
        let opened = execute::<Application>(tx, &meta, nic.as_str(), None, open).await?;
        if opened.events.is_empty() {
            return Err(Problem::new(409, "number-taken", "This NIC number is in use already."));
        }
        let state = opened.saved.state.name();
        Reply::created(opened.saved.version, &json!({"reference": reference, "nic": nic, "state": state}))
    }
}
