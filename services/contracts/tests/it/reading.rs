//! Who may read what.

use dars_bus::Reply;
use dars_vocabulary::Actor;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::world::{
    APPLICANT, BODY, CONTRACT, ISSUE_DAY, NIC, SECRET, World, body_signatory, id, machine, officer, person, refused,
};

async fn list(world: &World, actor: Actor, action: &str) -> Value {
    let reply: Reply = world.ask(actor, action, &[], Value::Null, None, ISSUE_DAY).await.unwrap();
    reply.body["items"].clone()
}

#[tokio::test]
async fn an_agreement_is_shown_to_staff_and_its_parties_and_to_nobody_else() {
    let (world, _) = World::issued().await;
    for actor in [officer(), person("lead", &[]), person("signatory", &[]), body_signatory()] {
        assert_eq!(list(&world, actor.clone(), "list-agreements").await[0]["nic"], NIC);
        assert_eq!(world.get(actor, ISSUE_DAY).await.unwrap().etag, Some(2));
    }
    for actor in [person("stranger", &[]), machine()] {
        assert_eq!(list(&world, actor.clone(), "list-agreements").await, json!([]));
        assert_eq!(refused(world.get(actor, ISSUE_DAY).await), (404, "agreement-not-found".to_owned()));
    }
    assert_eq!(refused(world.get(Actor::public(), ISSUE_DAY).await), (401, "sign-in-needed".to_owned()));
    let unknown = world.ask(officer(), "get-agreement", &[("nic", "nonsense")], Value::Null, None, ISSUE_DAY).await;
    assert_eq!(refused(unknown), (404, "not-found".to_owned()));
}

#[tokio::test]
async fn a_membership_that_has_not_begun_shows_nothing() {
    let (world, _) = World::issued().await;
    let early = world.get(person("lead", &[]), date(2025, 12, 31)).await;
    assert_eq!(refused(early), (404, "agreement-not-found".to_owned()));
}

#[tokio::test]
async fn who_signed_is_shown_to_staff_and_the_signatorys_own_organisation_alone() {
    let (world, sha256) = World::issued().await;
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY).await.unwrap();
    let signatories = |reply: Reply| -> Vec<Value> {
        reply.body["signatures"].as_array().unwrap().iter().map(|signature| signature["signatory"].clone()).collect()
    };
    let to_staff = signatories(world.get(officer(), ISSUE_DAY).await.unwrap());
    assert_eq!(to_staff, [json!(id("signatory")), json!(id("body-signatory"))]);
    let to_the_applicant = signatories(world.get(person("lead", &[]), ISSUE_DAY).await.unwrap());
    assert_eq!(to_the_applicant, [json!(id("signatory")), Value::Null]);
}

#[tokio::test]
async fn a_draft_shows_what_it_will_be_issued_from() {
    let world = World::drafted().await;
    let shown = world.get(person("lead", &[]), ISSUE_DAY).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["document"]), (&json!("DRAFT"), &Value::Null));
    assert_eq!(shown["draft"]["title"], "Stroke outcomes");
}

#[tokio::test]
async fn a_framework_contract_is_shown_to_staff_and_its_organisation() {
    let world = World::drafted().await;
    let get = |actor| world.ask(actor, "get-framework-contract", &[("con", CONTRACT)], Value::Null, None, ISSUE_DAY);
    for actor in [officer(), person("lead", &[])] {
        assert_eq!(list(&world, actor.clone(), "list-framework-contracts").await[0]["contract"], CONTRACT);
        let shown = get(actor).await.unwrap().body;
        assert_eq!((&shown["in_force"], &shown["organisation_name"]), (&json!(true), &json!("Northmere University")));
    }
    assert_eq!(refused(get(person("stranger", &[])).await), (404, "framework-contract-not-found".to_owned()));
    assert_eq!(refused(get(Actor::public()).await), (401, "sign-in-needed".to_owned()));
}

#[tokio::test]
async fn a_framework_contract_is_found_by_its_reference_by_those_who_may_read_it() {
    let world = World::drafted().await;
    let search = async |actor: Actor, body: Value| world.ask(actor, "search", &[], body, None, ISSUE_DAY).await;
    let mut parts = CONTRACT.split('-').skip(1);
    let (number, check) = (parts.next().unwrap(), parts.next().unwrap());
    let path = format!("/framework-contracts/{CONTRACT}");
    let hit =
        json!({"what": "framework-contract", "reference": CONTRACT, "title": "Northmere University", "path": path});
    for text in [
        CONTRACT.to_owned(),
        CONTRACT.to_lowercase().replace('-', " "),
        format!("CON-{number}"),
        format!("CON-{number}-X9X9X"),
        format!("CON-999999-{check}"),
    ] {
        for actor in [officer(), person("lead", &[])] {
            let found = search(actor, json!({"text": text})).await.unwrap().body;
            assert_eq!(found, json!({"items": [hit], "more": false}), "{text}");
        }
        let found = search(person("stranger", &[]), json!({"text": text})).await.unwrap().body;
        assert_eq!(found, json!({"items": [], "more": false}), "{text}");
    }
    for text in ["CON-999999", "900101", "conditions", "Northmere"] {
        assert_eq!(search(officer(), json!({"text": text})).await.unwrap().body["items"], json!([]), "{text}");
    }
    for (actor, body, status) in [
        (Actor::public(), json!({"text": CONTRACT}), 401),
        (machine(), json!({"text": CONTRACT}), 403),
        (officer(), json!({"text": "x"}), 422),
        (officer(), json!({"text": 5}), 400),
        (officer(), json!({"words": CONTRACT}), 400),
        (officer(), Value::Null, 400),
    ] {
        assert_eq!(refused(search(actor, body.clone()).await).0, status, "{body}");
    }
}

#[tokio::test]
async fn a_list_of_agreements_is_read_without_their_documents() {
    let (world, _) = World::issued().await;
    let outline: String =
        sqlx::query_scalar("select outline::text from agreements").fetch_one(&world.pool).await.unwrap();
    assert!(!outline.contains(SECRET) && world.contains(SECRET).await);
    let listed = list(&world, officer(), "list-agreements").await;
    // One that was written before there were outlines is read whole.
    sqlx::query("update agreements set outline = null").execute(&world.pool).await.unwrap();
    assert_eq!(list(&world, officer(), "list-agreements").await, listed);
    assert_eq!((&listed[0]["status"], &listed[0]["version"]), (&json!("ISSUED_FOR_SIGNATURE"), &json!("v1.0")));
}

#[tokio::test]
async fn a_list_goes_on_behind_its_last_item() {
    let world = World::drafted().await;
    let ask = |params| world.ask(officer(), "list-agreements", params, Value::Null, None, ISSUE_DAY);
    let first = ask(&[("limit", "1")]).await.unwrap().body;
    assert_eq!(first["next"], NIC);
    let next = ask(&[("limit", "1"), ("cursor", NIC)]).await.unwrap().body;
    assert_eq!((&next["items"], &next["next"]), (&json!([]), &Value::Null));
    for limit in ["0", "201", "many"] {
        let params = [("limit", limit)];
        let refusal = world.ask(officer(), "list-agreements", &params, Value::Null, None, ISSUE_DAY).await;
        assert_eq!(refused(refusal).0, 400);
    }
}

#[tokio::test]
async fn the_overview_and_the_fixtures_are_of_the_local_stack() {
    let world = World::signed().await;
    let overview = world.ask(Actor::public(), "local-overview", &[], Value::Null, None, ISSUE_DAY).await.unwrap().body;
    assert_eq!(overview["agreements"][0]["status"], "SIGNED");
    assert_eq!(overview["framework_contracts"][0]["contract"], CONTRACT);
    let body = json!({"contract": CONTRACT, "organisation": APPLICANT, "start": "2025-01-01", "end": "2029-12-31"});
    let by_a_person = world.ask(officer(), "fixture-framework-contract", &[], body, None, ISSUE_DAY).await;
    assert_eq!(refused(by_a_person), (403, "system-only".to_owned()));
}

#[tokio::test]
async fn production_has_neither_overview_nor_fixtures() {
    let world = World::start(false).await;
    for action in ["local-overview", "fixture-framework-contract", "nonsense"] {
        let refusal = world.ask(Actor::system("contracts"), action, &[], json!({}), None, ISSUE_DAY).await;
        assert_eq!(refused(refusal), (404, "not-found".to_owned()), "{action}");
    }
}
