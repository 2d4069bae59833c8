//! Looking at framework contracts.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::framework_contract::{
    Ended, Refusal, Signature, State, is_active_on, status_on, visible_to,
};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{Actor, ContractRef, OrganisationId, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reading, sight::Sight, signatures};
use crate::{
    handle::FrameworkContract,
    store::{self, framework_contracts::Listed},
};

/// `GET /framework-contracts`: for staff all, for others those of their organisations; none for whoever only collaborates.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let organisations = Sight::of(connection, request).await?.listed().map(|theirs| theirs.organisations);
    let rows = store::framework_contracts::page(connection, organisations.as_deref(), request.cursor(), limit).await?;
    let today = london_date(request.now);
    let items: Vec<Value> = rows.iter().map(|row| shown(row, today)).collect();
    Reply::page(&items, items.len(), limit, rows.last().map(|row| row.contract.clone()))
}

/// `GET /framework-contracts/{con}`: with the document that is signed, whose hash a signature quotes.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: ContractRef = request.param("con")?;
    let sight = Sight::of(connection, request).await?;
    let organisations = sight.whole();
    let loaded = load::<FrameworkContract>(connection, reference.as_str()).await?;
    if !visible_to(&loaded.state, &request.actor, organisations) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    let organisation_name = match loaded.state.organisation() {
        Some(organisation) => store::organisations::name(connection, organisation).await?,
        None => None,
    };
    let row = Listed { contract: reference.to_string(), organisation_name, state: loaded.state };
    let mut whole = shown(&row, london_date(request.now));
    if let (Value::Object(whole), Value::Object(more)) =
        (&mut whole, details(&row.state, &request.actor, organisations, london_date(request.now)))
    {
        whole.extend(more);
    }
    Reply::versioned(loaded.version, &whole)
}

/// One framework contract; what it is today is computed from its dates.
pub fn shown(row: &Listed, today: Date) -> Value {
    let state = &row.state;
    let terms = state.terms();
    json!({
        "contract": row.contract,
        "organisation": state.organisation(),
        "organisation_name": row.organisation_name,
        "state": state.name(),
        "status": status_on(state, today),
        "start": terms.as_ref().map(|terms| terms.start),
        "end": terms.as_ref().map(|terms| terms.end),
        "in_force": is_active_on(state, today),
    })
}

/// What is shown of one beside what lists show.
fn details(state: &State, actor: &Actor, organisations: &[OrganisationId], today: Date) -> Value {
    let issued = state.issued();
    let signatures: Vec<Value> =
        state.signatures().iter().map(|signature| signed(signature, state, actor, organisations)).collect();
    let template_version = match state {
        State::Draft(draft) => Some(&draft.template_version),
        State::Absent
        | State::Requested(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Ended(_) => issued.map(|issued| &issued.document.template_version),
    };
    json!({
        "template_version": template_version,
        "issued_on": issued.map(|issued| issued.issued_on),
        "sha256": issued.map(|issued| &issued.sha256),
        "document": issued.map(|issued| &issued.document),
        "signatures": signatures,
        "still_to_sign": still_to_sign(state),
        "to_sign": to_sign(state, today),
        "in_force_from": state.signed().map(|signed| signed.in_force().start),
        "in_force_until": state.signed().map(|signed| signed.in_force().end),
        "successor": state.signed().and_then(|signed| signed.successor.as_ref()),
        "ended": ended(state),
    })
}

/// What a signature is to quote, and whose is missing; nothing once its last day has passed.
fn to_sign(state: &State, today: Date) -> Option<Value> {
    let issued = state.issued().filter(|issued| today <= issued.document.end)?;
    let document = &issued.document;
    signatures::to_sign(&still_to_sign(state), &issued.sha256, &document.organisation, &document.body)
}

/// How it ended.
fn ended(state: &State) -> Option<Value> {
    match state {
        State::Ended(Ended { ended_on, why, termination, .. }) => Some(json!({
            "on": ended_on,
            "why": why,
            "reason": termination.as_ref().map(|termination| termination.reason),
            "note": termination.as_ref().and_then(|termination| termination.note.as_ref()?.open()),
        })),
        State::Absent
        | State::Requested(_)
        | State::Draft(_)
        | State::Issued(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_) => None,
    }
}

/// One signature; who gave it is for staff and their own organisation alone.
fn signed(signature: &Signature, state: &State, actor: &Actor, organisations: &[OrganisationId]) -> Value {
    let document = state.issued().map(|issued| &issued.document);
    let organisation = document.map(|document| match signature.side {
        Side::Organisation => &document.organisation,
        Side::Body => &document.body,
    });
    signatures::shown(signature, organisation, actor, organisations)
}

/// The sides whose signature is missing.
pub fn still_to_sign(state: &State) -> Vec<Side> {
    match state {
        State::Issued(_) => vec![Side::Organisation, Side::Body],
        State::PartSigned(part) => match part.signature.side {
            Side::Organisation => vec![Side::Body],
            Side::Body => vec![Side::Organisation],
        },
        State::Absent
        | State::Requested(_)
        | State::Draft(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Ended(_) => Vec::new(),
    }
}
