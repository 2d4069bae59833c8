//! Looking at releases, and at the gate they pass.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_contracts_domain::{
    agreement::{self, as_of},
    release::{Refusal, State, visible_to},
    rules::v40::{LATER, gate as conditions_of},
};
use dars_vocabulary::{FieldError, Nic, OrganisationId, ReleaseRef, london_date};
use serde_json::{Value, json};

use super::{Reading, agreements::in_force_among, sight::Sight};
use crate::{
    handle::{Agreement, Release, gate as gate_of},
    store,
};

/// `GET /agreements/{nic}/releases`: what went out under it, and what is on its way; for whoever only collaborates what
/// went out.
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let nic: Nic = request.param("nic")?;
    let whole = match visible_agreement(connection, request, &nic).await {
        Ok(_) => true,
        Err(problem) => {
            let sight = Sight::of(connection, request).await?;
            let organisations = sight.in_force(connection, &nic).await?;
            let state = as_of(&load::<Agreement>(connection, nic.as_str()).await?.state, london_date(request.now));
            if in_force_among(&state, &organisations).is_none() {
                return Err(problem);
            }
            false
        }
    };
    let rows = store::releases::page(connection, &nic, request.cursor(), limit).await?;
    let seen = rows.iter().filter(|row| whole || row.state.made().is_some());
    let items: Vec<Value> = seen.filter_map(|row| shown(&row.reference, &row.state)).collect();
    Reply::page(&items, rows.len(), limit, rows.last().map(|row| row.reference.clone()))
}

/// One row of the list.
fn shown(reference: &str, state: &State) -> Option<Value> {
    let produced = state.produced()?;
    let content = &produced.content;
    Some(json!({
        "release": reference,
        "nic": produced.nic,
        "state": state.name(),
        "dataset": content.dataset,
        "kind": content.kind,
        "file_count": content.file_count,
        "recipient": content.recipient,
        "produced_on": produced.produced_on,
        "version": state.made().map(|made| made.version),
        "released_on": state.made().map(|made| made.released_on),
    }))
}

/// `GET /releases/{reference}`: with what holds it.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let reference: ReleaseRef = request.param("reference")?;
    let sight = Sight::of(connection, request).await?;
    let loaded = load::<Release>(connection, reference.as_str()).await?;
    let state = &loaded.state;
    let Some(produced) = state.produced() else { return Err(Problem::refused(&Refusal::NotFound)) };
    let mut organisations = sight.whole().to_vec();
    if state.made().is_some() {
        organisations.extend(sight.in_force(connection, &produced.nic).await?);
    }
    let agreement = load::<Agreement>(connection, produced.nic.as_str()).await?;
    let parties: Vec<OrganisationId> = as_of(&agreement.state, london_date(request.now)).organisations();
    if !visible_to(state, &request.actor, &organisations, &parties) {
        return Err(Problem::refused(&Refusal::NotFound));
    }
    let held_on = match state {
        State::Held(held) => Some(held.held_on),
        State::Absent | State::Planned(_) | State::Qa(_) | State::Released(_) | State::Acknowledged(_) => None,
    };
    let acknowledged_on = match state {
        State::Acknowledged(done) => Some(done.acknowledged_on),
        State::Absent | State::Planned(_) | State::Qa(_) | State::Held(_) | State::Released(_) => None,
    };
    let mut body = json!({
        "release": reference,
        "nic": produced.nic,
        "state": state.name(),
        "content": produced.content,
        "produced_on": produced.produced_on,
        "checked_on": state.check().map(|check| check.checked_on),
        "held_on": held_on,
        "findings": state.findings(),
        "version": state.made().map(|made| made.version),
        "released_on": state.made().map(|made| made.released_on),
        "acknowledged_on": acknowledged_on,
    });
    // Who did what is for staff alone.
    if let (true, Value::Object(fields)) = (request.actor.is_any_staff(), &mut body) {
        fields.insert("produced_by".to_owned(), json!(produced.produced_by));
        fields.insert("checked_by".to_owned(), json!(state.check().map(|check| check.checked_by)));
        fields.insert("released_by".to_owned(), json!(state.made().map(|made| made.released_by)));
    }
    Reply::versioned(loaded.version, &body)
}

/// `GET /agreements/{nic}/release-gate?dataset=`: whether the data set could go out today as the agreement names it,
/// condition by condition. What depends on one release is asked when that shall go out.
pub async fn gate(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let nic: Nic = request.param("nic")?;
    let state = visible_agreement(connection, request, &nic).await?;
    let dataset = request.envelope.params.get("dataset").filter(|dataset| !dataset.is_empty()).ok_or_else(|| {
        let detail = "Say which data set: ?dataset= and the catalogue's id.";
        Problem::malformed(detail).at("/dataset", "field-missing", detail)
    })?;
    let today = london_date(request.now);
    let input = gate_of(connection, &state, &nic, dataset, today).await?;
    let conditions = conditions_of(&input);
    let open = conditions.iter().all(|(_, findings)| findings.is_empty());
    let conditions: Vec<Value> = conditions
        .into_iter()
        .map(|(condition, findings)| {
            let holds = findings.is_empty();
            let findings: Vec<FieldError> = findings.into_iter().map(FieldError::from).collect();
            json!({"code": condition.code(), "condition": condition.says(), "holds": holds, "findings": findings})
        })
        .collect();
    Reply::ok(&json!({
        "nic": nic,
        "dataset": dataset,
        "on": today,
        "version": input.version,
        "open": open,
        "conditions": conditions,
        "later": LATER,
    }))
}

/// The agreement, for staff and its parties.
async fn visible_agreement(
    connection: &mut Reading,
    request: &Request,
    nic: &Nic,
) -> Result<agreement::State, Problem> {
    let sight = Sight::of(connection, request).await?;
    let state = as_of(&load::<Agreement>(connection, nic.as_str()).await?.state, london_date(request.now));
    let absent = matches!(state, agreement::State::Absent);
    if absent || !agreement::visible_to(&state, &request.actor, sight.whole()) {
        return Err(Problem::refused(&agreement::Refusal::NotFound));
    }
    Ok(state)
}
