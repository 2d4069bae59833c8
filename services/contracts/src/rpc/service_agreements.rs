//! Looking at service agreements.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::service_agreement::{Refusal, Standing, State, is_active_on, visible_to};
use dars_messages::facts::contracts::Side;
use dars_vocabulary::{ServiceAgreementRef, london_date};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Reading, act_on_service_agreement::still_to_sign, sight::Sight, signatures};
use crate::{
    handle::{ServiceAgreement, parent},
    store,
};

/// `GET /service-agreements`: for staff all, for others those of their organisations; for whoever only collaborates
/// those that run, of what they are named on.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let sight = Sight::of(connection, request).await?;
    let rows = store::service_agreements::page(connection, sight.listed().as_ref(), request.cursor(), limit).await?;
    let items: Vec<Value> = rows.iter().map(|row| shown(&row.reference, &row.state)).collect();
    Reply::page(&items, items.len(), limit, rows.last().map(|row| row.reference.clone()))
}

/// `GET /service-agreements/{reference}`: with the quote that is signed, whose hash a signature quotes.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: ServiceAgreementRef = request.param("reference")?;
    let sight = Sight::of(connection, request).await?;
    let loaded = load::<ServiceAgreement>(connection, reference.as_str()).await?;
    let state = &loaded.state;
    let mut organisations = sight.whole().to_vec();
    if let Some(quoted) = state.quoted().filter(|_| is_active_on(state, london_date(request.now))) {
        organisations.extend(sight.in_force(connection, &quoted.nic).await?);
    }
    let quoted = state.quoted().filter(|_| visible_to(state, &request.actor, &organisations));
    let Some(quoted) = quoted else { return Err(Problem::refused(&Refusal::NotFound)) };
    let agreement = parent(connection, &quoted.nic, &request.meta()).await?;
    let standing = agreement.map(|agreement| agreement.standing);
    let lasts = standing.is_some_and(|standing| standing != Standing::Over);
    let signatures: Vec<Value> = state
        .signatures()
        .iter()
        .map(|signature| {
            let organisation = match signature.side {
                Side::Organisation => &quoted.organisation,
                Side::Body => &quoted.body,
            };
            signatures::shown(signature, Some(organisation), &request.actor, &organisations)
        })
        .collect();
    let mut whole = shown(reference.as_str(), state);
    if let Value::Object(fields) = &mut whole {
        fields.insert("sha256".to_owned(), json!(quoted.sha256));
        fields.insert("document".to_owned(), json!(quoted.document.open()));
        fields.insert("signatures".to_owned(), json!(signatures));
        let missing = still_to_sign(state);
        let today = london_date(request.now);
        let signable = matches!(standing, Some(Standing::Signed | Standing::InForce | Standing::Suspended));
        let to_sign = if signable && today <= quoted.end {
            signatures::to_sign(&missing, &quoted.sha256, &quoted.organisation, &quoted.body)
        } else {
            None
        };
        fields.insert("to_sign".to_owned(), json!(to_sign));
        fields.insert("still_to_sign".to_owned(), json!(missing));
        // Users are out from the agreement's last day on, whatever the sweep has told.
        fields.insert("users".to_owned(), json!(if lasts { state.users() } else { &[] }));
        // A suspension shuts them out, too, and leaves them named for when access is given back.
        let open = standing == Some(Standing::InForce) && is_active_on(state, today);
        fields.insert("users_may_work".to_owned(), json!(open));
        fields.insert("ended_on".to_owned(), json!(ended_on(state)));
    }
    Reply::versioned(loaded.version, &whole)
}

/// One of the list: no price.
fn shown(reference: &str, state: &State) -> Value {
    let quoted = state.quoted();
    json!({
        "service_agreement": reference,
        "nic": quoted.map(|quoted| &quoted.nic),
        "organisation": quoted.map(|quoted| &quoted.organisation),
        "service": quoted.map(|quoted| quoted.service),
        "state": state.name(),
        "start": quoted.map(|quoted| quoted.start),
        "end": quoted.map(|quoted| quoted.end),
    })
}

fn ended_on(state: &State) -> Option<Date> {
    match state {
        State::Ending(ending) => Some(ending.ended_on),
        State::Closed(closed) => Some(closed.ended_on),
        State::Absent
        | State::Quoted(_)
        | State::Ordered(_)
        | State::Signed(_)
        | State::Provisioned(_)
        | State::Active(_) => None,
    }
}
