//! Looking at organisations.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::{
    organisation::{Assurance, State},
    rules::staff,
};
use dars_vocabulary::{OrganisationId, london_date};
use serde_json::{Value, json};

use super::super::Reading;
use crate::{handle::Organisation, store};

/// `GET /organisations`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let rows = store::organisations::page(connection, request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.id.clone()))
}

/// `GET /organisations/{id}`: what it shows for its security is for staff and its own people.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let loaded = load::<Organisation>(connection, id.as_str()).await?;
    let State::Registered(known) = &loaded.state else { return Err(Problem::not_found("organisation")) };
    let mut shown = json!({"id": id, "name": known.name, "organisation_type": known.organisation_type});
    if let (true, Some(shown)) = (reads_assurances(&loaded.state, request), shown.as_object_mut()) {
        let assurances: Vec<Value> = known.assurances.iter().map(assurance).collect();
        shown.insert("assurances".to_owned(), assurances.into());
    }
    Reply::versioned(loaded.version, &shown)
}

fn reads_assurances(state: &State, request: &Request) -> bool {
    let actor = &request.actor;
    let today = london_date(request.now);
    let member = actor.is_person() && state.membership(actor.id).is_some_and(|held| held.stands_on(today));
    member || staff::reads_content(actor)
}

fn assurance(assurance: &Assurance) -> Value {
    json!({
        "kind": assurance.kind,
        "reference": assurance.reference.open(),
        "outcome": assurance.outcome,
        "valid_to": assurance.valid_to,
        "plan_approved": assurance.plan_approved,
        "particulars": assurance.particulars,
    })
}
