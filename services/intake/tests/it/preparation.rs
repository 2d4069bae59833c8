//! What is found out and carried over before an application is written, and what changed between its versions.

use dars_messages::{Outgoing, Owner, facts::review::ApplicationReturnedV1};
use dars_testkit::service::person;
use dars_vocabulary::{Actor, Nic, StaffRole};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, TODAY, no, officer, stranger},
    setting::lead,
};

fn notes() -> Value {
    let request = |dataset: &str| json!({"dataset": dataset, "level": "identifiable", "legal_power": "s261-2-c", "cldc": ["consent"]});
    json!({
        "feasible": {"holds": true, "why": "All years are held."},
        "right_service": {"holds": true},
        "early_advice": [{"group": "agd", "why": "Genes, and parents who mourn."}],
        "funding": "yes",
        "outline": {
            "parties": {
                "controllers": [
                    {"organisation": "NORTHMERE", "also_processes": true},
                    {"organisation": "FALKENAU", "also_processes": true},
                ],
                "controller_basis": "joint",
                "joint_arrangement": "Northmere answers to the parents.",
            },
            "locations": {"places": [{"organisation": "FALKENAU", "kind": "processing", "country": "DE"}]},
            "data_sets": {"requests": [request("msds"), request("hes-apc")]},
        },
    })
}

impl Desk {
    async fn readiness(&self, nic: &str) -> (i64, Value) {
        let body = self.ask(&lead(), "readiness", &[("nic", nic)], Value::Null, None, TODAY).await.unwrap().body;
        assert_eq!(body["of"], 14);
        let states = body["checks"].as_array().unwrap().iter();
        let states = states.map(|check| (check["code"].as_str().unwrap().to_owned(), check["state"].clone()));
        (body["ready"].as_i64().unwrap(), Value::Object(states.collect()))
    }

    async fn send_back(&self, nic: &str) {
        let nic: Nic = nic.parse().unwrap();
        let returned = ApplicationReturnedV1 { nic, version: "v0.1".parse().unwrap(), sections: Vec::new() };
        self.tell(Owner::Review, Outgoing::fact(&returned), TODAY).await;
    }
}

#[tokio::test]
async fn what_an_officer_notes_is_for_the_staff_and_makes_the_checks_say_more() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    let (before, _) = desk.readiness(&nic).await;
    assert_eq!(before, 0);
    desk.at(&officer(), "note-preliminary", &nic, notes(), TODAY).await.unwrap();
    let (after, states) = desk.readiness(&nic).await;
    assert_eq!(after, 3, "{states}");
    for (code, state) in
        [("funding", "ready"), ("controllers", "ready"), ("processors", "ready"), ("places", "not-ready")]
    {
        assert_eq!(states[code], state, "{code}");
    }
    desk.fixture(
        "fixture-authority",
        json!({"organisation": "NORTHMERE", "subject": "signatory", "from": "2020-01-01"}),
    )
    .await;
    let shown = desk.application(&officer(), &nic, TODAY).await;
    assert_eq!(shown["preliminary"]["feasible"]["why"], "All years are held.");
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["preliminary"], Value::Null);
    let secretary = person("secretary", &[StaffRole::Secretariat]);
    assert_eq!(desk.tasks(&secretary, TODAY).await, [("early-advice-wanted".to_owned(), nic.clone())]);
    // Told to nobody, and forgotten when it is redacted.
    assert_eq!(desk.told(&nic).await, ["application_people", "application_proposed"]);
    desk.redact("application", &nic, "preliminary_noted").await;
    assert!(!desk.contains("parents who mourn").await && !desk.contains("answers to the parents").await);
    assert_eq!(desk.readiness(&nic).await.0, 1);
    let stranger = desk.ask(&stranger(), "readiness", &[("nic", &nic)], Value::Null, None, TODAY).await;
    assert_eq!(no(stranger), (404, "application-unknown".to_owned()));
}

#[tokio::test]
async fn a_copy_begins_with_the_words_of_an_earlier_request_and_forgets_them_with_it() {
    let desk = Desk::for_applications().await;
    let nic = desk.submitted().await;
    let copied = desk.ask(&lead(), "copy-application", &[("nic", &nic)], json!({}), None, TODAY).await.unwrap();
    assert_eq!((copied.status, &copied.body["copied_version"]), (201, &json!("v0.1")));
    let copy = copied.body["nic"].as_str().unwrap().to_owned();
    let shown = desk.application(&lead(), &copy, TODAY).await;
    assert_eq!((&shown["state"], &shown["copied_from"]), (&json!("PRELIM_ASSESSMENT"), &json!(nic)));
    assert_eq!(shown["content"]["title"], "Stroke outcomes after screening");
    assert_eq!(
        (&shown["content"]["term"], &shown["content"]["privacy_notice"]["confirmed"]),
        (&Value::Null, &json!(false))
    );
    assert_eq!(desk.application(&lead(), &nic, TODAY).await["state"], "SUBMITTED");
    for (actor, code) in [(officer(), (403, "organisation-lead-needed")), (stranger(), (404, "application-unknown"))] {
        let refused = desk.ask(&actor, "copy-application", &[("nic", &nic)], json!({}), None, TODAY).await;
        assert_eq!(no(refused), (code.0, code.1.to_owned()));
    }
    assert!(desk.drafts_hold("Stroke outcomes after screening").await);
    desk.redact("application", &nic, "application_submitted").await;
    assert!(!desk.contains("Stroke outcomes after screening").await);
    assert_eq!(desk.application(&lead(), &copy, TODAY).await["content"], json!({}));
}

#[tokio::test]
async fn an_organisations_papers_are_found_again_and_taken_over_by_reference() {
    let desk = Desk::for_applications().await;
    let nic = desk.submitted().await;
    let list = |actor, cursor: &'static str| {
        let desk = &desk;
        async move {
            let params = [("id", "NORTHMERE"), ("limit", "1"), ("cursor", cursor)];
            desk.ask(&actor, "list-evidence", &params, Value::Null, None, TODAY).await
        }
    };
    let first = list(lead(), "").await.unwrap().body;
    let paper = first["items"][0].clone();
    assert_eq!((&paper["reference"], &paper["used_in"]), (&json!("CONSENT/3"), &json!([nic])));
    let params = [("id", "NORTHMERE"), ("cursor", first["next"].as_str().unwrap())];
    let second = desk.ask(&lead(), "list-evidence", &params, Value::Null, None, TODAY).await.unwrap().body;
    assert_eq!(second["items"][0]["reference"], "SHEET/3");
    for actor in [stranger(), officer()] {
        assert_eq!(no(list(actor, "").await), (404, "not-found".to_owned()));
    }
    let draft = desk.converted("accepted").await;
    let wanted = json!({"reference": "CONSENT/3", "sha256": paper["sha256"]});
    let taken = desk.at(&lead(), "take-over-evidence", &draft, wanted.clone(), TODAY).await.unwrap();
    assert_eq!(taken.status, 201);
    desk.at(&lead(), "take-over-evidence", &draft, wanted, TODAY).await.unwrap();
    let shown = desk.application(&lead(), &draft, TODAY).await;
    assert_eq!(shown["content"]["evidence"]["items"].as_array().unwrap().len(), 1);
    let again = list(lead(), "").await.unwrap().body;
    assert_eq!(again["items"][0]["used_in"].as_array().unwrap().len(), 2);
    let unknown = json!({"reference": "CONSENT/4", "sha256": paper["sha256"]});
    let refused = desk.at(&lead(), "take-over-evidence", &draft, unknown, TODAY).await;
    assert_eq!(no(refused), (404, "evidence-unknown".to_owned()));
    let submitted = json!({"reference": "CONSENT/3", "sha256": paper["sha256"]});
    let late = desk.at(&lead(), "take-over-evidence", &nic, submitted, TODAY).await;
    assert_eq!(no(late), (409, "already-submitted".to_owned()));
}

#[tokio::test]
async fn two_versions_are_compared_as_a_list_for_people() {
    let desk = Desk::for_applications().await;
    let nic = desk.submitted().await;
    desk.send_back(&nic).await;
    desk.save(&nic, "outputs", json!({"expected": "Two papers."}), TODAY).await.unwrap();
    let compare = |actor, a: &'static str, b: &'static str| {
        let (desk, nic) = (&desk, nic.as_str());
        async move {
            desk.ask(&actor, "compare-versions", &[("nic", nic), ("a", a), ("b", b)], Value::Null, None, TODAY).await
        }
    };
    // What is being written is compared with what was handed in.
    let writing = compare(lead(), "v0.1", "v0.2").await.unwrap().body;
    assert_eq!(writing["changes"].as_array().unwrap().len(), 1);
    desk.at(&lead(), "submit-application", &nic, json!({}), TODAY).await.unwrap();
    let list = desk.ask(&lead(), "list-versions", &[("nic", &nic)], Value::Null, None, TODAY).await.unwrap().body;
    let versions: Vec<&Value> = list["items"].as_array().unwrap().iter().map(|item| &item["version"]).collect();
    assert_eq!(versions, [&json!("v0.1"), &json!("v0.2")]);
    for actor in [lead(), officer()] {
        let changes = compare(actor, "v0.1", "v0.2").await.unwrap().body["changes"].clone();
        assert_eq!(
            changes,
            json!([{"pointer": "/outputs/expected", "section": "outputs", "kind": "changed",
                "before": "A paper.", "after": "Two papers.",
                "words": "Outputs: expected changed from \u{201c}A paper.\u{201d} to \u{201c}Two papers.\u{201d}."}])
        );
    }
    assert_eq!(no(compare(lead(), "v0.1", "v0.7").await), (404, "version-unknown".to_owned()));
    assert_eq!(no(compare(lead(), "first", "v0.2").await), (404, "version-unknown".to_owned()));
    assert_eq!(no(compare(stranger(), "v0.1", "v0.2").await), (404, "application-unknown".to_owned()));
    desk.redact("application", &nic, "application_submitted").await;
    let redacted = compare(lead(), "v0.1", "v0.2").await.unwrap().body;
    assert_eq!((&redacted["changes"], &redacted["redacted"]), (&Value::Null, &json!(["v0.2"])));
}

#[tokio::test]
async fn each_wrong_note_gets_its_error_and_changes_nothing() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    let now = Some(desk.etag(&nic).await);
    let journal = "select count(*) from journal";
    let before: i64 = sqlx::query_scalar(journal).fetch_one(&desk.pool).await.unwrap();
    for (actor, body, version, status, code) in [
        (officer(), json!({"feasible": true}), now, 400, "malformed"),
        (officer(), json!({"funding": "perhaps"}), now, 422, "value-not-acceptable"),
        (officer(), json!({"early_advice": [{"group": "agd", "why": ""}]}), now, 422, "values-unacceptable"),
        (officer(), json!({"outline": {"title": "x".repeat(201)}}), now, 422, "values-unacceptable"),
        (officer(), json!({}), None, 428, "if-match-missing"),
        (officer(), json!({"funding": "yes"}), Some(9), 412, "changed-meanwhile"),
        (lead(), json!({}), now, 403, "role-needed"),
        (stranger(), json!({}), now, 404, "application-unknown"),
    ] {
        let shown = body.to_string();
        let answer = desk.ask(&actor, "note-preliminary", &[("nic", &nic)], body, version, TODAY).await;
        assert_eq!(no(answer), (status, code.to_owned()), "{shown:.60}");
    }
    assert_eq!(sqlx::query_scalar::<_, i64>(journal).fetch_one(&desk.pool).await.unwrap(), before);
}

#[tokio::test]
async fn the_services_that_fit_are_told_for_this_very_request_from_the_outline_on() {
    let desk = Desk::for_applications().await;
    let nic = desk.converted("open").await;
    let ask =
        async |actor: &Actor| desk.ask(actor, "application-services", &[("nic", &nic)], Value::Null, None, TODAY).await;
    assert_eq!(ask(&lead()).await.unwrap().body["services"], Value::Null);
    desk.at(&officer(), "note-preliminary", &nic, notes(), TODAY).await.unwrap();
    for actor in [officer(), lead()] {
        let body = ask(&actor).await.unwrap().body;
        let all = |list: &str| body["services"][list].as_array().unwrap().len();
        assert_eq!(all("fits") + all("others"), 6, "{body}");
        assert!(all("fits") > 0, "{body}");
    }
    // What is written goes before what was noted.
    desk.accept(&nic).await.unwrap();
    let unknown = json!({"requests": [{"dataset": "no-such-data-set", "level": "identifiable", "legal_power": "s261-2-c",
        "cldc": ["consent"]}]});
    desk.save(&nic, "data-sets", unknown, TODAY).await.unwrap();
    let body = ask(&lead()).await.unwrap();
    let remarks = body.body["services"]["remarks"].as_array().unwrap();
    let unknown = remarks.iter().find(|remark| remark["code"] == "data-set-unknown").expect("a remark");
    assert!(unknown.to_string().contains("no-such-data-set"), "{unknown}");
    assert_eq!(no(ask(&stranger()).await), (404, "application-unknown".to_owned()));
    assert!(matches!(ask(&Actor::public()).await.unwrap_err().status, 401 | 404));
    let nonsense = desk.ask(&lead(), "application-services", &[("nic", "nonsense")], Value::Null, None, TODAY).await;
    assert_eq!(no(nonsense).0, 404);
}
