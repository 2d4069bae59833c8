//! Looking at agreements.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::agreement::{Party, Refusal, Signature, State, status_on, visible_to};
use dars_vocabulary::{Actor, Nic, OrganisationId, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reading, may_see};
use crate::{
    handle::Agreement,
    store::{self, agreements::Listed},
};

/// `GET /agreements`: for staff all, for others those of their organisations.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let organisations = may_see(connection, request).await?;
    let organisations: Option<Vec<String>> =
        organisations.map(|organisations| organisations.iter().map(ToString::to_string).collect());
    let rows = store::agreements::page(connection, organisations.as_deref(), request.cursor(), limit).await?;
    let today = london_date(request.now);
    let items: Vec<Value> = rows.iter().map(|row| shown(row, today)).collect();
    Reply::page(&items, items.len(), limit, rows.last().map(|row| row.nic.clone()))
}

/// One row of the list.
pub fn shown(row: &Listed, today: Date) -> Value {
    let issued = row.state.issued();
    json!({
        "nic": row.nic,
        "organisation": row.organisation,
        "state": row.state.name(),
        "status": status_on(&row.state, today),
        "version": issued.map(|issued| issued.version),
        "start": issued.map(|issued| issued.start),
        "end": issued.map(|issued| issued.end),
    })
}

/// `GET /agreements/{nic}`: with the document that is signed, whose hash a signature quotes.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let organisations = may_see(connection, request).await?.unwrap_or_default();
    let loaded = load::<Agreement>(connection, nic.as_str()).await?;
    let state = &loaded.state;
    if matches!(state, State::Absent) || !visible_to(state, &request.actor, &organisations) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    let issued = state.issued();
    let signatures: Vec<Value> =
        state.signatures().iter().map(|signature| signed(signature, &request.actor, &organisations)).collect();
    Reply::versioned(
        loaded.version,
        &json!({
            "nic": nic,
            "state": state.name(),
            "status": status_on(state, london_date(request.now)),
            "draft": draft(state),
            "version": issued.map(|issued| issued.version),
            "start": issued.map(|issued| issued.start),
            "end": issued.map(|issued| issued.end),
            "issued_on": issued.map(|issued| issued.issued_on),
            "sha256": issued.map(|issued| &issued.sha256),
            "document": issued.and_then(|issued| issued.document.open()),
            "signatures": signatures,
            "still_to_sign": still_to_sign(state),
        }),
    )
}

/// What it will be issued from, while it is a draft.
fn draft(state: &State) -> Option<Value> {
    match state {
        State::Draft(draft) => Some(json!({
            "version": draft.version,
            "organisation": draft.organisation,
            "application_version": draft.application_version,
            "application_sha256": draft.application_sha256,
            "title": draft.title.open(),
            "content": draft.content.open(),
        })),
        State::Absent
        | State::IssuedForSignature(_)
        | State::PartSigned(_)
        | State::Signed(_)
        | State::Active(_)
        | State::Expired(_) => None,
    }
}

/// One signature; who gave it is for staff and their own organisation alone.
fn signed(signature: &Signature, actor: &Actor, organisations: &[OrganisationId]) -> Value {
    let party = &signature.party;
    let knows = actor.is_any_staff() || organisations.contains(&party.organisation);
    let mut shown = json!({
        "organisation": party.organisation,
        "side": party.side,
        "at": signature.at,
        "sha256": signature.sha256,
    });
    if let (true, Value::Object(fields)) = (knows, &mut shown) {
        fields.insert("signatory".to_owned(), json!(signature.signatory));
    }
    shown
}

/// The parties whose signature is missing.
pub fn still_to_sign(state: &State) -> Vec<&Party> {
    let parties = state.issued().map_or(&[][..], |issued| &issued.parties);
    let given = |party: &&Party| !state.signatures().iter().any(|signature| signature.party == **party);
    parties.iter().filter(given).collect()
}
