//! Looking at organisations.

use dars_bus::{Problem, Reply, Request, aggregate::load};
use dars_intake_domain::{
    organisation::{Assurance, Facts, Member, Registered, State, permitted},
    rules::staff,
};
use dars_vocabulary::{OrganisationId, PersonId, StaffRole, london_date};
use serde_json::{Map, Value, json};

use super::super::Reading;
use crate::{handle::Organisation, store};

/// `GET /organisations`
pub async fn list(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let limit = request.limit()?;
    let rows = store::organisations::page(connection, request.cursor(), limit).await?;
    Reply::page(&rows, rows.len(), limit, rows.last().map(|row| row.id.clone()))
}

/// `GET /organisations/{id}`: what it shows for its security is for staff and its own people; who its people are, for
/// staff and its administrator.
pub async fn get(connection: &mut Reading, request: &Request) -> Result<Reply, Problem> {
    let id: OrganisationId = request.param("id")?;
    let loaded = load::<Organisation>(connection, id.as_str()).await?;
    let State::Registered(known) = &loaded.state else { return Err(Problem::not_found("organisation")) };
    let (now, technical_now, actor) = (request.now, request.technical_now, request.actor.clone());
    let mut shown = Map::from_iter([
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(known.name)),
        ("name_from".to_owned(), json!(known.name_from)),
        ("former_names".to_owned(), json!(known.former_names)),
        ("organisation_type".to_owned(), json!(known.organisation_type)),
        ("permitted".to_owned(), json!(permitted(&loaded.state, &Facts { now, technical_now, actor }))),
    ]);
    let reader = Reader::of(known, request);
    if reader.assurances {
        shown.insert("assurances".to_owned(), known.assurances.iter().map(assurance).collect());
    }
    if reader.people {
        shown.insert("members".to_owned(), people(known, &reader));
        shown.insert("authorities".to_owned(), authorities(known));
    }
    Reply::versioned(loaded.version, &Value::Object(shown))
}

/// What the caller reads of the organisation.
struct Reader {
    id: PersonId,
    assurances: bool,
    people: bool,
    addresses: bool,
}

impl Reader {
    fn of(known: &Registered, request: &Request) -> Self {
        let (actor, today) = (&request.actor, london_date(request.now));
        let person = actor.is_person();
        let staff = staff::reads_content(actor);
        let member = person && known.members.get(&actor.id).is_some_and(|held| held.stands_on(today));
        let administers = person && known.administers(actor.id, today);
        Self {
            id: actor.id,
            assurances: staff || member,
            people: staff || administers,
            addresses: administers || actor.is_staff(StaffRole::RecordsOfficer),
        }
    }
}

fn people(known: &Registered, reader: &Reader) -> Value {
    known
        .members
        .iter()
        .map(|(person, Member { roles, from, until, contact })| {
            let contact = contact.open();
            let mut shown = json!({
                "person": person,
                "name": contact.map(|contact| &contact.name),
                "roles": roles,
                "from": from,
                "until": until,
            });
            // Addresses are masked as they are with the mails (api.md).
            let opens = reader.addresses || reader.id == *person;
            if let (true, Some(shown)) = (opens, shown.as_object_mut()) {
                shown.insert("email".to_owned(), json!(contact.map(|contact| &contact.email)));
            }
            shown
        })
        .collect()
}

/// Who may sign, and for whom it was asked; somebody may stand in both, with other days.
fn authorities(known: &Registered) -> Value {
    let confirmed = known
        .authorities
        .iter()
        .map(|(person, held)| json!({"person": person, "state": "CONFIRMED", "from": held.from, "until": held.until}));
    let asked = known.asked.iter().map(|(person, asked)| {
        let by = asked.asked_by;
        json!({"person": person, "state": "ASKED", "from": asked.from, "until": asked.until, "asked_by": by})
    });
    confirmed.chain(asked).collect()
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
