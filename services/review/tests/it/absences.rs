//! Who is away, and who acts for them.

use dars_vocabulary::Actor;
use serde_json::{Value, json};

use crate::desk::{Desk, ann, machine, mia, nic, no, olu, pat, raise, request, sam};

fn away(covered_by: &str) -> Value {
    json!({"from": "2026-11-20", "to": "2026-11-27", "covered_by": covered_by})
}

async fn read(desk: &Desk, actor: &Actor, officer: &Actor) -> dars_bus::Reply {
    let mut asked = request(actor, "get-absences", &nic(), Value::Null, None);
    asked.envelope.params = [("officer".to_owned(), officer.id.to_string())].into();
    desk.serve(asked).await.unwrap()
}

#[tokio::test]
async fn who_covers_acts_for_the_officer_until_they_are_back() {
    let desk = Desk::with_case(1).await;
    assert_eq!(no(desk.ask_now(&pat(), "raise-clarification", raise("Why?")).await).1, "not-the-case-officer");
    assert!(desk.tasks(&pat()).await.is_empty());
    let recorded = desk.serve(request(&olu(), "record-absence", &nic(), away("pat"), None)).await.unwrap();
    assert_eq!((recorded.status, recorded.body), (201, json!({"officer": olu().id, "number": 1})));
    // What waits for Olu waits for Pat, and Pat does it; the case stays Olu's.
    assert_eq!(desk.tasks(&pat()).await[0].0, "assess-case");
    desk.ask_now(&pat(), "assess-case", json!({"step": "ready"})).await.unwrap();
    let shown = desk.get(&pat()).await.unwrap().body;
    assert_eq!(shown["officer"], json!(olu().id));
    assert!(shown["officers"].as_array().unwrap().contains(&json!(pat().id)));
    assert!(shown["permitted"].as_array().unwrap().contains(&json!("assess-case")));
    let version = read(&desk, &mia(), &olu()).await;
    assert_eq!(version.body["permitted"], json!(["record-absence", "call-off-absence"]));
    let off = |if_match| {
        let mut asked = request(&mia(), "call-off-absence", &nic(), json!({}), if_match);
        asked.envelope.params =
            [("officer".to_owned(), olu().id.to_string()), ("id".to_owned(), "1".to_owned())].into();
        asked
    };
    assert_eq!(no(desk.serve(off(None)).await).0, 428);
    assert_eq!(no(desk.serve(off(Some(7))).await).0, 412);
    desk.serve(off(version.etag)).await.unwrap();
    assert!(desk.tasks(&pat()).await.is_empty());
    assert_eq!(no(desk.ask_now(&pat(), "raise-clarification", raise("Why?")).await).1, "not-the-case-officer");
    assert_eq!(no(desk.serve(off(Some(2))).await), (409, "absence-over".to_owned()));
    desk.must_verify().await;
}

#[tokio::test]
async fn absences_that_are_not_over_are_listed_for_officers_and_managers() {
    let desk = Desk::open().await;
    for (actor, body) in [
        (olu(), away("pat")),
        (mia(), json!({"officer": "kim", "from": "2026-11-21", "to": "2026-11-22", "covered_by": "pat"})),
    ] {
        desk.serve(request(&actor, "record-absence", &nic(), body, None)).await.unwrap();
    }
    let list = |actor: &Actor, params: &[(&str, &str)]| {
        let mut asked = request(actor, "list-absences", &nic(), Value::Null, None);
        asked.envelope.params = params.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        asked
    };
    let first = desk.serve(list(&pat(), &[("limit", "1")])).await.unwrap().body;
    assert_eq!(first["items"][0]["to"], "2026-11-22");
    let rest = desk.serve(list(&pat(), &[("cursor", first["next"].as_str().unwrap())])).await.unwrap().body;
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["items"][0]["officer"]), (1, &json!(olu().id)));
    assert_eq!(no(desk.serve(list(&pat(), &[("cursor", "x")])).await).0, 400);
    for (actor, expected) in [
        (ann(), (403, "role-needed")),
        (sam(), (403, "role-needed")),
        (machine(mia()), (403, "person-needed")),
        (Actor::public(), (401, "sign-in-needed")),
    ] {
        assert_eq!(no(desk.serve(list(&actor, &[])).await), (expected.0, expected.1.to_owned()));
        let record = request(&actor, "record-absence", &nic(), away("pat"), None);
        assert_eq!(no(desk.serve(record).await), (expected.0, expected.1.to_owned()));
    }
    for (body, status) in [
        (away("olu"), 422),
        (away(" "), 422),
        (json!({"officer": " ", "from": "2026-11-20", "to": "2026-11-27", "covered_by": "pat"}), 422),
        (json!({"from": "2026-11-20", "covered_by": "pat"}), 400),
        (json!({"from": "2026-11-20", "to": "2026-11-27", "covered_by": "pat", "why": "x"}), 400),
        (away("pat"), 409),
    ] {
        assert_eq!(
            no(desk.serve(request(&olu(), "record-absence", &nic(), body.clone(), None)).await).0,
            status,
            "{body}"
        );
    }
}
