//! The enquirer's secret link: who holds it is known as the enquirer of that one enquiry. Whoever is not known learns
//! the same as of an enquiry that there is not.

use async_trait::async_trait;
use dars_bus::{
    Problem, Reply, Request, Work,
    aggregate::{load, load_for_update},
    ids, outbox,
    rpc::EnquirerProof,
};
use dars_intake_domain::enquiry::{Refusal, address};
use dars_messages::{
    Outgoing,
    facts::intake::EnquiryLinkRenewedV1,
    requests::intake::{EnquirySession, LinkAskedFor, RenewEnquiryLink as Body},
};
use dars_rules::policy;
use dars_vocabulary::{EnquiryRef, london_date};
use jiff::SignedDuration;
use sqlx::PgConnection;

use super::Rpc;
use crate::{
    handle::{Enquiry, by_link},
    store,
};

/// What someone without a sign-in may ask when they hold the link.
const BY_LINK: &[&str] = &["get-enquiry", "add-message", "close-enquiry", "reopen-enquiry", "give-enquiry-feedback"];

/// The request in the name of the enquirer whom its proof shows; `None` when it comes without one.
pub async fn known(rpc: &Rpc, request: &Request) -> Result<Option<Request>, Problem> {
    let Some(proof) = &request.envelope.enquirer else { return Ok(None) };
    if !BY_LINK.contains(&request.action.as_str()) {
        return Ok(None);
    }
    let reference: EnquiryRef = request.param("reference")?;
    recognise(rpc, request, &reference, proof).await?;
    Ok(Some(Request { actor: by_link(reference.as_str()), ..request.clone() }))
}

/// `POST /enquiries/{reference}/open` of the pages: the token of the link for a session, as often as it is asked. Reading
/// a page opens nothing and uses nothing up, for programs that look for harm in mails read pages too.
pub async fn open(rpc: &Rpc, request: &Request) -> Result<Reply, Problem> {
    let reference: EnquiryRef = request.param("reference")?;
    let proof = request.envelope.enquirer.as_ref().filter(|proof| matches!(proof, EnquirerProof::Link(_)));
    let generation = recognise(rpc, request, &reference, proof.ok_or_else(unknown)?).await?;
    let seconds = i64::from(policy::ENQUIRY_SESSION.value).saturating_mul(3600);
    let until = request.technical_now + SignedDuration::from_secs(seconds);
    let session = rpc.links.session(&reference, generation, until).ok_or_else(unknown)?;
    Reply::ok(&EnquirySession { session, seconds })
}

/// Which link it is that the proof is of.
async fn recognise(
    rpc: &Rpc,
    request: &Request,
    reference: &EnquiryRef,
    proof: &EnquirerProof,
) -> Result<u32, Problem> {
    let mut connection = rpc.connection().await?;
    let held = store::enquiry_links::held(&mut connection, reference.as_str()).await?;
    let state = load::<Enquiry>(&mut connection, reference.as_str()).await?.state;
    let known = match proof {
        EnquirerProof::Link(token) => rpc.links.is_link(token, reference, held.generation),
        EnquirerProof::Session(session) => {
            rpc.links.is_session(session, reference, held.generation, request.technical_now)
        }
    };
    let opens = held.opens(&state, london_date(request.now));
    if known && opens { Ok(held.generation) } else { Err(unknown()) }
}

fn unknown() -> Problem {
    Problem::refused(&Refusal::Unknown)
}

/// Mails the enquirer another link, when the address is theirs.
#[derive(Debug)]
pub struct RenewEnquiryLink;

#[async_trait]
impl Work for RenewEnquiryLink {
    async fn work(&self, request: &Request, tx: &mut PgConnection) -> Result<Reply, Problem> {
        let reference: EnquiryRef = request.param("reference")?;
        let Body { email } = request.body()?;
        if let Some(wrong) = address("/email", &email) {
            let problem = Problem::new(422, "values-unacceptable", "Some values cannot be accepted: see each field.");
            return Err(problem.at(&wrong.pointer, &wrong.code, wrong.detail));
        }
        let state = load_for_update::<Enquiry>(tx, reference.as_str()).await?.state;
        let enquirer = state.asked().and_then(|asked| asked.enquirer.open());
        if enquirer.is_some_and(|enquirer| enquirer.email.eq_ignore_ascii_case(&email)) {
            let today = london_date(request.now);
            if let Some(generation) = store::enquiry_links::renew(tx, reference.as_str(), today).await? {
                let outgoing = Outgoing::fact(&EnquiryLinkRenewedV1 { enquiry: reference, generation });
                let fact = outbox::Waiting { event_id: ids::fresh(), outgoing, entry: None };
                outbox::append(tx, &[fact], request.now, request.traceparent.as_deref()).await?;
            }
        }
        // The same for everyone: whether the address is the enquirer's is not for others to know.
        let next = "If this is the address of the enquiry, we mail a new link to it. Older links then end.".to_owned();
        Ok(Reply { status: 202, ..Reply::ok(&LinkAskedFor { next })? })
    }
}
