//! What organisations show, and what the catalogue knows of its data sets.

use dars_testkit::service::person;
use dars_vocabulary::{Actor, ActorKind, StaffRole};
use serde_json::{Value, json};

use crate::desk::{Desk, TODAY, no, officer, stranger, triage};

fn toolkit(reference: &str) -> Value {
    json!({"kind": "dspt", "reference": reference, "outcome": "met", "valid_to": "2027-06-30"})
}

#[tokio::test]
async fn an_officer_records_what_an_organisation_shows_and_its_people_read_it() {
    let desk = Desk::open().await;
    let id = [("id", "NORTHMERE")];
    let security = person("security", &[StaffRole::SecurityReviewer]);
    for actor in [officer(), security] {
        let done = desk.ask(&actor, "record-assurance", &id, toolkit("2025/26"), None, TODAY).await.unwrap();
        assert_eq!((done.status, &done.body["kind"]), (201, &json!("dspt")));
    }
    let told = json!({"organisation": "NORTHMERE", "kind": "dspt", "outcome": "met", "valid_to": "2027-06-30",
        "plan_approved": false, "particulars": {}});
    assert_eq!(desk.body("organisation_assured", "NORTHMERE").await, told);
    let told = desk.told("NORTHMERE").await;
    assert_eq!(told.iter().filter(|fact| *fact == "organisation_assured").count(), 1, "it was so already");
    for (actor, reads) in [
        (person("applicant-lead", &[]), true),
        (triage(), true),
        (stranger(), false),
        (person("operator", &[StaffRole::Operator]), false),
        (Actor { kind: ActorKind::Machine, ..person("applicant-lead", &[]) }, false),
        (Actor::public(), false),
    ] {
        let shown = desk.ask(&actor, "get-organisation", &id, Value::Null, None, TODAY).await.unwrap();
        assert_eq!(shown.body["name"], "Northmere University");
        assert_eq!(shown.body.get("assurances").is_some(), reads, "{actor:?}");
        assert_eq!((&shown.body["permitted"], &shown.body["former_names"]), (&json!([]), &json!([])), "{actor:?}");
        if reads {
            assert_eq!(shown.body["assurances"][0]["reference"], "2025/26");
        }
    }
}

#[tokio::test]
async fn the_version_the_review_and_the_places_of_an_assurance_are_kept_told_and_shown() {
    let desk = Desk::open().await;
    let id = [("id", "NORTHMERE")];
    let particulars = json!({"version": 2026, "reviewed_on": "2026-07-01", "improvement_plan_due": "2027-03-31",
        "covers": [{"kind": "storage", "country": "GB-ENG"}]});
    let mut body = toolkit("8HK21");
    body["particulars"] = particulars.clone();
    desk.ask(&officer(), "record-assurance", &id, body, None, TODAY).await.unwrap();
    assert_eq!(desk.body("organisation_assured", "NORTHMERE").await["particulars"], particulars);
    let shown = desk.ask(&triage(), "get-organisation", &id, Value::Null, None, TODAY).await.unwrap();
    assert_eq!(shown.body["assurances"][0]["particulars"], particulars);
    let kept: Value = sqlx::query_scalar("select particulars from assurances where organisation = 'NORTHMERE'")
        .fetch_one(&desk.pool)
        .await
        .unwrap();
    assert_eq!(kept, particulars);
}

#[tokio::test]
async fn nobody_records_for_their_own_organisation_or_without_the_role() {
    let desk = Desk::open().await;
    let id = [("id", "NORTHMERE")];
    let own = person("applicant-lead", &[StaffRole::CaseOfficer]);
    for (actor, id, status, code) in [
        (own, id, 403, "own-organisation"),
        (triage(), id, 403, "role-needed"),
        (stranger(), id, 403, "role-needed"),
        (Actor { kind: ActorKind::Machine, ..officer() }, id, 403, "person-needed"),
        (Actor::system("portal"), id, 403, "person-needed"),
        (Actor::public(), id, 401, "sign-in-needed"),
        (officer(), [("id", "NOBODY")], 404, "organisation-unknown"),
    ] {
        let refused = no(desk.ask(&actor, "record-assurance", &id, toolkit("2025/26"), None, TODAY).await);
        assert_eq!(refused, (status, code.to_owned()));
    }
    let spoilt = json!({"kind": "ico-fee", "reference": "", "outcome": "exceeded", "valid_to": "2027-06-30"});
    let problem = desk.ask(&officer(), "record-assurance", &id, spoilt, None, TODAY).await.unwrap_err();
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!((problem.status, pointers), (422, vec!["/reference", "/outcome"]));
}

#[tokio::test]
async fn a_fixture_brings_in_what_an_organisation_shows() {
    let desk = Desk::open().await;
    let mut body = toolkit("2024/25");
    body["organisation"] = json!("NORTHMERE");
    desk.fixture("fixture-assurance", body.clone()).await;
    let refused = no(desk.ask(&officer(), "fixture-assurance", &[], body, None, TODAY).await);
    assert_eq!(refused, (403, "system-only".to_owned()));
    let kept: i64 = sqlx::query_scalar("select count(*) from assurances where kind = 'dspt' and outcome = 'met'")
        .fetch_one(&desk.pool)
        .await
        .unwrap();
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn the_reference_of_an_assurance_lies_sealed_and_is_gone_after_a_redaction() {
    let desk = Desk::open().await;
    let id = [("id", "NORTHMERE")];
    let secret = "Quagmire quotient";
    desk.ask(&officer(), "record-assurance", &id, toolkit(secret), None, TODAY).await.unwrap();
    assert!(desk.contains(secret).await, "the search would find it");
    desk.redact("organisation", "NORTHMERE", "assurance_recorded").await;
    assert!(!desk.contains(secret).await);
    let shown = desk.ask(&officer(), "get-organisation", &id, Value::Null, None, TODAY).await.unwrap();
    assert_eq!(shown.body["assurances"][0]["reference"], Value::Null);
    assert_eq!(shown.body["assurances"][0]["outcome"], "met");
}

#[tokio::test]
async fn the_catalogue_shows_and_tells_the_traits_of_a_data_set() {
    let desk = Desk::open().await;
    let traits = json!({"services": ["sde"], "levels": ["pseudonymised"], "registration": false, "covid_only": true,
        "fields_provisional": false,
        "published": ["GP statistics"]});
    desk.fixture("fixture-dataset", json!({"id": "gdppr", "name": "GDPPR", "scope": "GP data", "traits": traits}))
        .await;
    desk.fixture("fixture-dataset", json!({"id": "hes-apc", "name": "HES APC", "scope": "episodes"})).await;
    let shown = desk.ask(&Actor::public(), "get-dataset", &[("id", "gdppr")], Value::Null, None, TODAY).await.unwrap();
    for of_rules in ["services", "levels", "registration", "covid_only"] {
        assert_eq!(shown.body[of_rules], traits[of_rules]);
    }
    assert_eq!(shown.body["published_alternatives"], json!([{"title": "GP statistics"}]));
    let list = desk.ask(&Actor::public(), "list-datasets", &[], Value::Null, None, TODAY).await.unwrap();
    assert_eq!(list.body["items"][1]["name"], "HES APC");
    assert_eq!(desk.body("dataset_registered", "gdppr").await["traits"], traits);
}
