//! Issuing an agreement: by whom, from what, and in which order it is told.

use dars_bus::chain::canonical_sha256;
use dars_messages::facts::contracts::AgreementDocument;
use dars_vocabulary::{Actor, StaffRole};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::world::{
    APPROVAL_DAY, ISSUE_DAY, NIC, World, approval, decision, machine, officer, person, refused, version,
};

#[tokio::test]
async fn what_is_issued_is_the_approved_content_under_its_canonical_hash() {
    let (world, sha256) = World::issued().await;
    let shown = world.get(officer(), ISSUE_DAY).await.unwrap().body;
    let document: AgreementDocument = serde_json::from_value(shown["document"].clone()).unwrap();
    assert_eq!(canonical_sha256(&document).unwrap(), sha256);
    assert_eq!(shown["sha256"], json!(sha256));
    assert_eq!(document.content, crate::world::content());
    assert_eq!(shown["state"], "ISSUED_FOR_SIGNATURE");
    world.is_sound().await;
}

#[tokio::test]
async fn the_whole_version_leaves_right_before_the_fact_that_it_was_issued() {
    let (world, sha256) = World::issued().await;
    assert_eq!(
        world.outbox().await,
        ["framework_contract_activated", "agreement_drafted", "agreement_version", "agreement_issued"]
    );
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("select body from outbox order by id desc limit 2").fetch_all(&world.pool).await.unwrap();
    let bodies: Vec<Value> = bodies.iter().map(|body| serde_json::from_slice(body).unwrap()).collect();
    assert_eq!(bodies[0]["sha256"], json!(sha256));
    assert_eq!(bodies[0]["signing_organisations"], json!(["NORTH", "BODY01"]));
    assert_eq!(canonical_sha256(&bodies[1]["document"]).unwrap(), sha256);
}

#[tokio::test]
async fn nothing_is_issued_without_an_active_framework_contract() {
    let world = World::peopled().await;
    world.hears(&version(), APPROVAL_DAY).await;
    world.hears(&decision(), APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    let etag = world.version_of().await;
    let problem = world.issue(officer(), etag).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (422, "framework-contract-not-active"));
    assert_eq!(problem.errors[0].pointer, "/applicant");

    // Recorded, but its first day is yet to come.
    world.record_contract(date(2026, 2, 11), ISSUE_DAY).await.unwrap();
    assert_eq!(refused(world.issue(officer(), etag).await), (422, "framework-contract-not-active".to_owned()));
    assert_eq!(world.count("agreement_issued").await, 0);
}

#[tokio::test]
async fn the_officer_may_set_the_term_and_the_rules_still_judge_it() {
    let world = World::drafted().await;
    let etag = world.version_of().await;
    let ask = |body| world.ask(officer(), "issue-agreement", &[("nic", NIC)], body, Some(etag), ISSUE_DAY);
    assert_eq!(refused(ask(json!({"start": "2026-02-01"})).await), (422, "rules-not-met".to_owned()));
    assert_eq!(refused(ask(json!({"territory": "mars"})).await), (422, "value-not-acceptable".to_owned()));
    assert_eq!(refused(ask(json!({"strat": "2026-03-03"})).await), (400, "malformed".to_owned()));
    let reply = ask(json!({"start": "2026-04-01", "territory": "uk"})).await.unwrap();
    assert_eq!(reply.body["start"], "2026-04-01");
    assert_eq!(reply.body["end"], "2027-03-02");
}

#[tokio::test]
async fn only_a_case_officer_who_read_the_present_version_issues() {
    let world = World::drafted().await;
    let etag = world.version_of().await;
    assert_eq!(refused(world.issue(officer(), etag + 1).await), (412, "changed-meanwhile".to_owned()));
    let without = world.ask(officer(), "issue-agreement", &[("nic", NIC)], json!({}), None, ISSUE_DAY).await;
    assert_eq!(refused(without), (428, "if-match-missing".to_owned()));
    let code = |code: &str| code.to_owned();
    assert_eq!(refused(world.issue(machine(), etag).await), (403, code("person-needed")));
    assert_eq!(refused(world.issue(Actor::public(), etag).await), (401, code("sign-in-needed")));
    assert_eq!(refused(world.issue(person("lead", &[]), etag).await), (403, code("case-officer-needed")));
    assert_eq!(refused(world.issue(person("stranger", &[]), etag).await), (404, code("agreement-not-found")));
    let approver = person("approver", &[StaffRole::Approver]);
    assert_eq!(refused(world.issue(approver, etag).await), (403, code("case-officer-needed")));
    let other = world
        .ask(officer(), "issue-agreement", &[("nic", "DARS-NIC-900102-K4T7Q")], json!({}), Some(1), ISSUE_DAY)
        .await;
    assert_eq!(refused(other), (404, code("agreement-not-found")));
    assert_eq!(world.version_of().await, etag, "none of it changed anything");
}

#[tokio::test]
async fn what_was_issued_is_not_issued_again() {
    let (world, _) = World::issued().await;
    let etag = world.version_of().await;
    assert_eq!(refused(world.issue(officer(), etag).await), (409, "not-a-draft".to_owned()));
    assert_eq!(world.count("agreement_issued").await, 1);
}
