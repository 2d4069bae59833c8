//! The work queue, asked for in parts.

use dars_vocabulary::Nic;
use serde_json::Value;

use crate::desk::{Desk, FIRST, content, mia, nic, no, olu, pat, request, road, told, version_of};

async fn listed(desk: &Desk, params: &[(&str, &str)]) -> Vec<String> {
    let mut asked = request(&olu(), "list-cases", &nic(), Value::Null, None);
    asked.envelope.params = params.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let items = desk.serve(asked).await.unwrap().body["items"].as_array().unwrap().clone();
    items.iter().map(|row| row["nic"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn the_queue_is_asked_for_by_officer_stage_and_what_is_overdue() {
    // One is decided; one is Pat's and long overdue; one is nobody's.
    let desk = Desk::with_case(road().len()).await;
    let (overdue, free) = (Nic::allot(900_201, 1), Nic::allot(900_202, 1));
    for (event, nic, time) in [(2, &overdue, "2026-05-01T09:00:00Z"), (3, &free, "2026-11-20T09:00:00Z")] {
        let fact = version_of(nic.clone(), FIRST, Some(content(&[])));
        desk.hear(&told(&fact, event, time)).await.unwrap();
    }
    let to_pat = serde_json::json!({"officer": "pat"});
    desk.serve(request(&mia(), "assign-case", &overdue, to_pat, Some(1))).await.unwrap();
    let (overdue, free) = (overdue.as_str(), free.as_str());
    let id = pat().id.to_string();
    for (params, expected) in [
        (vec![], vec![overdue, free, nic().as_str()]),
        (vec![("officer", "me")], vec![]),
        (vec![("officer", id.as_str())], vec![overdue]),
        (vec![("officer", id.as_str()), ("state", "ASSURANCE")], vec![]),
        (vec![("officer", "none")], vec![free]),
        (vec![("state", "IN_REVIEW")], vec![overdue, free]),
        (vec![("state", "IN_REVIEW"), ("officer", "none")], vec![free]),
        (vec![("overdue", "true")], vec![overdue]),
        (vec![("overdue", "true"), ("state", "DECISION")], vec![]),
        (vec![("overdue", "false")], vec![overdue, free, nic().as_str()]),
        (vec![("state", "IN_REVIEW"), ("limit", "1")], vec![overdue]),
    ] {
        assert_eq!(listed(&desk, &params).await, expected, "{params:?}");
    }
    for (name, value, status) in [("officer", "x", 400), ("overdue", "maybe", 400), ("state", "APPROVED", 422)] {
        let mut asked = request(&olu(), "list-cases", &nic(), Value::Null, None);
        asked.envelope.params = [(name.to_owned(), value.to_owned())].into();
        assert_eq!(no(desk.serve(asked).await).0, status, "{name}={value}");
    }
}
