//! What the standards are, and the phrases that questions are written from; for staff.

use dars_bus::{Problem, Reply, Request};
use dars_review_domain::rules::{person::person_needed, phrases::PHRASES, standards::STANDARDS};
use serde_json::{Value, json};

/// The answer, if it is about these.
pub(super) fn serve(request: &Request) -> Option<Result<Reply, Problem>> {
    Some(match request.action.as_str() {
        "list-standards" => for_staff(request).and_then(|()| Reply::ok(&standards())),
        "list-phrases" => for_staff(request).and_then(|()| Reply::ok(&phrases())),
        _ => return None,
    })
}

fn for_staff(request: &Request) -> Result<(), Problem> {
    person_needed(&request.actor).map_err(|refusal| Problem::refused(&refusal))?;
    if request.actor.is_any_staff() {
        Ok(())
    } else {
        Err(Problem::new(403, "staff-needed", "This is for the data body's staff."))
    }
}

/// `GET /standards`
fn standards() -> Value {
    let items = STANDARDS.iter().map(|standard| {
        json!({
            "id": standard.id,
            "version": standard.version,
            "topic": standard.topic,
            "specialist": standard.specialist,
        })
    });
    json!({"items": items.collect::<Vec<_>>()})
}

/// `GET /phrases`
fn phrases() -> Value {
    let items = PHRASES.iter().map(|phrase| {
        json!({
            "id": phrase.id,
            "version": phrase.version,
            "section": phrase.section,
            "standard": phrase.standard,
            "text": phrase.text,
            "places": phrase.places(),
        })
    });
    json!({"items": items.collect::<Vec<_>>()})
}
