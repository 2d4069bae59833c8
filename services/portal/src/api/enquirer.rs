//! What the pages ask in the name of an enquirer: nobody to us, known to the service by what they show.

use dars_bus::{
    Problem, Reply, ids,
    rpc::{EnquirerProof, Envelope, With},
};
use dars_messages::Owner;
use dars_vocabulary::{Actor, EnquiryRef};
use serde_json::Value;

use super::door::{Asked, Door};

/// What is asked of one enquiry.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    /// The request's name.
    pub(crate) action: &'static str,
    /// Method and the path's last part, as in the API; the same question has the same idempotency key there and here.
    pub(crate) call: (&'static str, &'static str),
    /// What it is asked of.
    pub(crate) enquiry: &'a EnquiryRef,
    /// What the enquirer shows.
    pub(crate) proof: Option<EnquirerProof>,
    /// The body.
    pub(crate) body: Value,
    /// The version that was read.
    pub(crate) version: Option<i64>,
    /// What makes a form that is sent twice count once.
    pub(crate) key: Option<String>,
}

/// Raises an enquiry for somebody who filled in the form; `key` makes a form that is sent twice count once.
pub(crate) async fn raise(door: &Door, body: Value, key: Option<String>) -> Result<Reply, Problem> {
    let envelope = Envelope {
        path: "POST /enquiries".to_owned(),
        params: std::collections::BTreeMap::new(),
        body,
        enquirer: None,
    };
    let with = With { idempotency_key: key, if_match: None, traceparent: dars_bus::trace::current() };
    let asked = Asked { actor: Actor::public(), request: ids::fresh(), envelope, with };
    door.ask(Owner::Intake, "raise-enquiry", &asked).await
}

/// Asks it.
pub(crate) async fn ask(door: &Door, question: Question<'_>) -> Result<Reply, Problem> {
    let Question { action, call: (method, verb), enquiry, proof, body, version, key } = question;
    let envelope = Envelope {
        path: format!("{method} /enquiries/{enquiry}{verb}"),
        params: [("reference".to_owned(), enquiry.to_string())].into(),
        body,
        enquirer: proof,
    };
    let with = With { idempotency_key: key, if_match: version, traceparent: dars_bus::trace::current() };
    let asked = Asked { actor: Actor::public(), request: ids::fresh(), envelope, with };
    door.ask(Owner::Intake, action, &asked).await
}
