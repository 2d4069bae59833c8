//! Framework contracts, from request to end: who may, what is told, and that no two are in force on one day.

use dars_bus::{Aggregate as _, Problem, Reply, aggregate::load, journal};
use dars_contracts::handle::FrameworkContract;
use dars_contracts_domain::framework_contract::{State, is_active_on};
use dars_vocabulary::{Actor, MembershipRole, london_midnight};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::world::{APPLICANT, BODY, CONTRACT, ISSUE_DAY, World, body_signatory, machine, officer, person, refused};

const NEWER: &str = "CON-900002-A1B2C";
const FROM: Date = date(2026, 2, 1);
const TO: Date = date(2028, 12, 31);
const NOTE: &str = "Quibbling Zanzibar merged with Pomfret";

pub async fn act(
    world: &World,
    actor: Actor,
    action: &str,
    contract: &str,
    body: Value,
    day: Date,
) -> Result<Reply, Problem> {
    let version = version_of(world, contract).await;
    world.ask(actor, action, &[("con", contract)], body, Some(version), day).await
}

async fn version_of(world: &World, contract: &str) -> i64 {
    let mut connection = world.pool.acquire().await.unwrap();
    load::<FrameworkContract>(&mut connection, contract).await.unwrap().version
}

async fn state_of(world: &World, contract: &str) -> State {
    let mut connection = world.pool.acquire().await.unwrap();
    load::<FrameworkContract>(&mut connection, contract).await.unwrap().state
}

/// The chains hold, and folding the journals gives what is stored.
async fn is_sound(world: &World) {
    let mut connection = world.pool.acquire().await.unwrap();
    assert_eq!(journal::verify(&mut connection).await.unwrap().broken, Vec::<String>::new());
    let contracts: Vec<String> = sqlx::query_scalar("select reference from aggregates where aggregate = $1")
        .bind(FrameworkContract::KIND)
        .fetch_all(&world.pool)
        .await
        .unwrap();
    for contract in contracts {
        let stored = load::<FrameworkContract>(&mut connection, &contract).await.unwrap().state;
        assert_eq!(journal::fold::<FrameworkContract>(&mut connection, &contract).await.unwrap(), stored);
    }
}

async fn record(world: &World, contract: &str, organisation: &str, start: Date, end: Date) -> Result<Reply, Problem> {
    let body = json!({"contract": contract, "organisation": organisation, "start": start, "end": end});
    world.ask(Actor::system("contracts"), "fixture-framework-contract", &[], body, None, ISSUE_DAY).await
}

/// Asked for by the lead; a local stack's fixtures bring their reference.
pub async fn request(world: &World, contract: &str) -> Result<Reply, Problem> {
    let body = json!({"organisation": APPLICANT, "contract": contract});
    world.ask(person("lead", &[]), "request-framework-contract", &[], body, None, ISSUE_DAY).await
}

pub async fn draft(world: &World, contract: &str, start: Date, end: Date) -> Result<Reply, Problem> {
    let body = json!({"template_version": "v3.0", "start": start, "end": end});
    act(world, officer(), "draft-framework-contract", contract, body, ISSUE_DAY).await
}

pub async fn issue(world: &World, contract: &str) -> String {
    let reply = act(world, officer(), "issue-framework-contract", contract, json!({}), ISSUE_DAY).await.unwrap();
    reply.body["sha256"].as_str().unwrap().to_owned()
}

pub async fn sign(
    world: &World,
    actor: Actor,
    contract: &str,
    side: &str,
    sha256: &str,
    day: Date,
) -> Result<Reply, Problem> {
    let body = json!({"sha256": sha256, "side": side});
    world.ask(actor, "sign-framework-contract", &[("con", contract)], body, None, day).await
}

async fn signed(world: &World, contract: &str, start: Date, end: Date) {
    request(world, contract).await.unwrap();
    draft(world, contract, start, end).await.unwrap();
    let sha256 = issue(world, contract).await;
    sign(world, person("signatory", &[]), contract, "organisation", &sha256, ISSUE_DAY).await.unwrap();
    sign(world, body_signatory(), contract, "body", &sha256, ISSUE_DAY).await.unwrap();
}

async fn get(world: &World, actor: Actor, contract: &str, day: Date) -> Result<Reply, Problem> {
    world.ask(actor, "get-framework-contract", &[("con", contract)], Value::Null, None, day).await
}

#[tokio::test]
async fn it_is_in_force_once_both_sides_have_signed_what_was_issued() {
    let world = World::peopled().await;
    let body = json!({"organisation": APPLICANT});
    let asked = world.ask(person("lead", &[]), "request-framework-contract", &[], body, None, ISSUE_DAY).await.unwrap();
    let contract = asked.body["contract"].as_str().unwrap().to_owned();
    assert!(contract.starts_with("CON-100001-"), "{contract}");
    assert_eq!((&asked.body["state"], asked.etag), (&json!("REQUESTED"), Some(1)));
    draft(&world, &contract, FROM, TO).await.unwrap();
    let sha256 = issue(&world, &contract).await;
    let shown = get(&world, person("signatory", &[]), &contract, ISSUE_DAY).await.unwrap().body;
    assert_eq!(shown["to_sign"], json!({"sha256": sha256, "organisations_missing": [APPLICANT, BODY]}));
    let late = get(&world, officer(), &contract, TO.tomorrow().unwrap()).await.unwrap().body;
    assert_eq!(late["to_sign"], Value::Null, "its last day has passed");
    let part = sign(&world, person("signatory", &[]), &contract, "organisation", &sha256, ISSUE_DAY).await.unwrap();
    assert_eq!((&part.body["status"], &part.body["still_to_sign"]), (&json!("PART_SIGNED"), &json!(["body"])));
    let whole = sign(&world, body_signatory(), &contract, "body", &sha256, ISSUE_DAY).await.unwrap();
    assert_eq!((&whole.body["state"], &whole.body["status"]), (&json!("ACTIVE"), &json!("ACTIVE")));
    assert_eq!(
        world.outbox().await,
        [
            "framework_contract_requested",
            "framework_contract_issued",
            "framework_contract_signature_recorded",
            "framework_contract_signature_recorded",
            "framework_contract_activated",
        ]
    );

    let shown = get(&world, person("lead", &[]), &contract, ISSUE_DAY).await.unwrap().body;
    assert_eq!(shown["document"]["template_version"], "v3.0");
    assert_eq!((&shown["sha256"], &shown["in_force_from"]), (&json!(sha256), &json!(ISSUE_DAY)));
    // Who signed is for staff and their own organisation alone.
    assert!(shown["signatures"][0]["signatory"].is_string());
    assert_eq!(shown["signatures"][1]["signatory"], Value::Null);
    let to_staff = get(&world, officer(), &contract, ISSUE_DAY).await.unwrap().body;
    assert!(to_staff["signatures"][1]["signatory"].is_string());
    let listed = world.ask(officer(), "list-framework-contracts", &[], Value::Null, None, TO.tomorrow().unwrap()).await;
    assert_eq!(listed.unwrap().body["items"][0]["status"], "EXPIRED", "by its dates, before any sweep");
    is_sound(&world).await;
}

#[tokio::test]
async fn what_is_not_accepted_changes_nothing() {
    let world = World::peopled().await;
    let ask = |actor, body| world.ask(actor, "request-framework-contract", &[], body, None, ISSUE_DAY);
    let unknown = ask(officer(), json!({"organisation": "NOWHERE"})).await;
    assert_eq!(refused(unknown), (422, "organisation-not-known".to_owned()));
    let own = json!({"organisation": APPLICANT});
    assert_eq!(refused(ask(person("stranger", &[]), own.clone()).await), (403, "not-a-member".to_owned()));
    assert_eq!(refused(ask(Actor::public(), own.clone()).await), (401, "sign-in-needed".to_owned()));
    assert_eq!(refused(ask(machine(), own.clone()).await), (403, "person-needed".to_owned()));
    assert_eq!(ask(officer(), json!({"organisation": APPLICANT, "more": 1})).await.unwrap_err().status, 400);
    assert_eq!(world.outbox().await, Vec::<String>::new());

    request(&world, CONTRACT).await.unwrap();
    assert_eq!(refused(request(&world, NEWER).await), (409, "framework-contract-already-open".to_owned()));
    let terms = json!({"template_version": "v3.0", "start": FROM, "end": TO});
    let params = [("con", CONTRACT)];
    let without = world.ask(officer(), "draft-framework-contract", &params, terms.clone(), None, ISSUE_DAY).await;
    assert_eq!(without.unwrap_err().status, 428);
    let stale = world.ask(officer(), "draft-framework-contract", &params, terms.clone(), Some(7), ISSUE_DAY).await;
    assert_eq!(refused(stale), (412, "changed-meanwhile".to_owned()));
    for (actor, code) in [
        (person("lead", &[]), (403, "case-officer-needed")),
        (person("stranger", &[]), (404, "framework-contract-not-found")),
        (machine(), (403, "person-needed")),
    ] {
        for (action, body) in [("draft-framework-contract", terms.clone()), ("issue-framework-contract", json!({}))] {
            let refusal = act(&world, actor.clone(), action, CONTRACT, body, ISSUE_DAY).await;
            assert_eq!(refused(refusal), (code.0, code.1.to_owned()), "{action}");
        }
    }
    let early = act(&world, officer(), "issue-framework-contract", CONTRACT, json!({}), ISSUE_DAY).await;
    assert_eq!(refused(early), (409, "not-a-draft".to_owned()));
    draft(&world, CONTRACT, FROM, TO).await.unwrap();
    let sha256 = issue(&world, CONTRACT).await;
    let wrong = sign(&world, person("signatory", &[]), CONTRACT, "organisation", &"0".repeat(64), ISSUE_DAY).await;
    assert_eq!(refused(wrong), (409, "signature-quotes-another-version".to_owned()));
    let not_body = sign(&world, person("signatory", &[]), CONTRACT, "body", &sha256, ISSUE_DAY).await;
    assert_eq!(refused(not_body), (403, "body-signatory-needed".to_owned()));
    let mut stale = person("signatory", &[]);
    stale.signed_in_at = None;
    let stale = sign(&world, stale, CONTRACT, "organisation", &sha256, ISSUE_DAY).await;
    assert_eq!(refused(stale), (401, "sign-in-too-old".to_owned()));
    assert_eq!(state_of(&world, CONTRACT).await.name(), "ISSUED");
}

#[tokio::test]
async fn production_allots_the_references_itself() {
    let world = World::start(false).await;
    assert_eq!(refused(request(&world, CONTRACT).await), (422, "number-not-yours".to_owned()));
}

#[tokio::test]
async fn a_newer_contract_takes_the_older_ones_place_at_once() {
    let world = World::peopled().await;
    record(&world, CONTRACT, APPLICANT, date(2025, 1, 1), date(2026, 12, 31)).await.unwrap();
    signed(&world, NEWER, FROM, TO).await;
    let (older, newer) = (state_of(&world, CONTRACT).await, state_of(&world, NEWER).await);
    assert!(!is_active_on(&older, ISSUE_DAY) && is_active_on(&newer, ISSUE_DAY));
    assert_eq!(get(&world, officer(), CONTRACT, ISSUE_DAY).await.unwrap().body["status"], "SUPERSEDED");
    assert_eq!(world.count("framework_contract_ended").await, 1);
    is_sound(&world).await;
}

#[tokio::test]
async fn one_signed_for_later_takes_its_place_on_its_first_day_however_late_the_sweep() {
    let world = World::peopled().await;
    record(&world, CONTRACT, APPLICANT, date(2025, 1, 1), date(2026, 12, 31)).await.unwrap();
    let begins = date(2026, 6, 1);
    signed(&world, NEWER, begins, TO).await;
    let status = async |contract, day| get(&world, officer(), contract, day).await.unwrap().body["status"].clone();
    let before = begins.yesterday().unwrap();
    assert_eq!((status(CONTRACT, before).await, status(NEWER, before).await), (json!("ACTIVE"), json!("SIGNED")));
    assert_eq!((status(CONTRACT, begins).await, status(NEWER, begins).await), (json!("SUPERSEDED"), json!("ACTIVE")));
    assert_eq!(world.next_due().await, Some(london_midnight(begins)));
    let late = date(2026, 8, 1);
    assert_eq!((world.sweep(late).await, world.sweep(late).await), (2, 0));
    assert_eq!(
        (world.count("framework_contract_ended").await, world.count("framework_contract_activated").await),
        (1, 2)
    );
    is_sound(&world).await;
}

#[tokio::test]
async fn ended_before_it_began_it_gives_the_place_back() {
    let world = World::peopled().await;
    record(&world, CONTRACT, APPLICANT, date(2025, 1, 1), date(2026, 12, 31)).await.unwrap();
    let begins = date(2026, 6, 1);
    signed(&world, NEWER, begins, TO).await;
    assert!(!is_active_on(&state_of(&world, CONTRACT).await, begins));
    let why = json!({"reason": "own-request"});
    act(&world, officer(), "terminate-framework-contract", NEWER, why, ISSUE_DAY).await.unwrap();
    assert!(is_active_on(&state_of(&world, CONTRACT).await, begins));
    is_sound(&world).await;
}

#[tokio::test]
async fn of_two_that_are_signed_at_the_same_moment_one_is_in_force() {
    let world = World::peopled().await;
    let (one, other) =
        tokio::join!(record(&world, CONTRACT, APPLICANT, FROM, TO), record(&world, NEWER, APPLICANT, FROM, TO),);
    assert!(one.is_ok() && other.is_ok());
    let (one, other) = (state_of(&world, CONTRACT).await, state_of(&world, NEWER).await);
    assert!(!is_active_on(&one, ISSUE_DAY) && is_active_on(&other, ISSUE_DAY));
    is_sound(&world).await;
}

#[tokio::test]
async fn it_is_expiring_and_over_once_each_and_a_jumped_clock_tells_both() {
    let world = World::peopled().await;
    record(&world, CONTRACT, APPLICANT, FROM, TO).await.unwrap();
    let expiring = date(2028, 10, 2);
    assert_eq!(world.next_due().await, Some(london_midnight(expiring)));
    assert_eq!((world.sweep(expiring).await, world.sweep(expiring).await), (1, 0));
    let over = TO.tomorrow().unwrap();
    assert_eq!((world.sweep(TO).await, world.sweep(over).await, world.sweep(over).await), (0, 1, 0));
    assert_eq!(world.next_due().await, None);
    let jumped = World::peopled().await;
    record(&jumped, CONTRACT, APPLICANT, FROM, TO).await.unwrap();
    jumped.sweep(date(2031, 1, 1)).await;
    for told in [world.outbox().await, jumped.outbox().await] {
        let contract = ["framework_contract_activated", "framework_contract_expiring", "framework_contract_ended"];
        assert_eq!(told, contract);
    }
}

#[tokio::test]
async fn why_it_was_ended_is_for_staff_and_its_organisation_and_can_be_redacted() {
    let world = World::peopled().await;
    record(&world, CONTRACT, APPLICANT, FROM, TO).await.unwrap();
    let why = json!({"reason": "own-request", "note": NOTE});
    let by_lead =
        act(&world, person("lead", &[]), "terminate-framework-contract", CONTRACT, why.clone(), ISSUE_DAY).await;
    assert_eq!(refused(by_lead), (403, "case-officer-needed".to_owned()));
    let ended = act(&world, officer(), "terminate-framework-contract", CONTRACT, why.clone(), ISSUE_DAY).await.unwrap();
    assert_eq!(ended.body["status"], "TERMINATED");
    let again = act(&world, officer(), "terminate-framework-contract", CONTRACT, why, ISSUE_DAY).await;
    assert_eq!(refused(again), (409, "framework-contract-already-ended".to_owned()));
    let shown = get(&world, person("lead", &[]), CONTRACT, ISSUE_DAY).await.unwrap().body;
    assert_eq!((&shown["ended"]["note"], &shown["ended"]["reason"]), (&json!(NOTE), &json!("own-request")));
    assert_eq!(
        refused(get(&world, person("stranger", &[]), CONTRACT, ISSUE_DAY).await),
        (404, "framework-contract-not-found".to_owned())
    );
    let told: Vec<Vec<u8>> = sqlx::query_scalar("select body from outbox").fetch_all(&world.pool).await.unwrap();
    assert!(told.iter().all(|body| !String::from_utf8_lossy(body).contains(NOTE)), "facts hold no words");

    assert!(world.contains(NOTE).await, "the search would find it");
    let number: i64 = sqlx::query_scalar("select max(number) from journal where reference = $1")
        .bind(CONTRACT)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let meta = dars_bus::Meta {
        actor: Actor::system("contracts"),
        now: crate::world::noon(ISSUE_DAY),
        technical_now: crate::world::technical_now(),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    let mut tx = world.pool.begin().await.unwrap();
    world.parts.redact.redact(&mut tx, &meta, FrameworkContract::KIND, CONTRACT, number, "test").await.unwrap();
    tx.commit().await.unwrap();
    assert!(!world.contains(NOTE).await);
    is_sound(&world).await;
    let shown = get(&world, officer(), CONTRACT, ISSUE_DAY).await.unwrap().body;
    assert_eq!((&shown["status"], &shown["ended"]["note"]), (&json!("TERMINATED"), &Value::Null));
}

async fn tasks(world: &World, actor: Actor, day: Date) -> Vec<String> {
    let reply = world.ask(actor, "tasks", &[], Value::Null, None, day).await.unwrap();
    let items = reply.body["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["what"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn everyone_sees_what_waits_for_them_and_nobody_else_does() {
    let world = World::peopled().await;
    let (lead, signatory) = (|| person("lead", &[]), || person("signatory", &[]));
    let none: Vec<String> = Vec::new();
    request(&world, CONTRACT).await.unwrap();
    assert_eq!(tasks(&world, officer(), ISSUE_DAY).await, ["draft-framework-contract"]);
    draft(&world, CONTRACT, FROM, TO).await.unwrap();
    assert_eq!(tasks(&world, officer(), ISSUE_DAY).await, ["issue-framework-contract"]);
    let sha256 = issue(&world, CONTRACT).await;
    assert_eq!(tasks(&world, officer(), ISSUE_DAY).await, none);
    assert_eq!(tasks(&world, signatory(), ISSUE_DAY).await, ["sign-framework-contract"]);
    assert_eq!(tasks(&world, body_signatory(), ISSUE_DAY).await, ["sign-framework-contract"]);
    // Authority for the body is not enough without the role; nor is a role before its first day.
    assert_eq!(tasks(&world, person("approver", &[]), ISSUE_DAY).await, none);
    assert_eq!(tasks(&world, signatory(), date(2025, 12, 31)).await, none);
    sign(&world, signatory(), CONTRACT, "organisation", &sha256, ISSUE_DAY).await.unwrap();
    assert_eq!(tasks(&world, signatory(), ISSUE_DAY).await, none);
    sign(&world, body_signatory(), CONTRACT, "body", &sha256, ISSUE_DAY).await.unwrap();
    assert_eq!(tasks(&world, lead(), ISSUE_DAY).await, none);
    let expiring = date(2028, 10, 2);
    world.sweep(expiring).await;
    assert_eq!(tasks(&world, lead(), expiring).await, ["renew-framework-contract"]);
    for other in [person("stranger", &[]), machine(), officer()] {
        assert_eq!(tasks(&world, other, expiring).await, none);
    }
    let public = world.ask(Actor::public(), "tasks", &[], Value::Null, None, ISSUE_DAY).await;
    assert_eq!(refused(public), (401, "sign-in-needed".to_owned()));
    let shown = world.ask(lead(), "tasks", &[], Value::Null, None, expiring).await.unwrap().body;
    let path = format!("/framework-contracts/{CONTRACT}");
    assert_eq!((&shown["items"][0]["due"], &shown["items"][0]["path"]), (&json!(TO), &json!(path)));
    assert_eq!(shown["more"], false);
    world.sweep(TO.tomorrow().unwrap()).await;
    assert_eq!(tasks(&world, lead(), TO.tomorrow().unwrap()).await, none);
}

#[tokio::test]
async fn of_more_than_two_hundred_things_the_first_two_hundred_are_shown() {
    let world = World::peopled().await;
    sqlx::query(
        "insert into tasks (aggregate, reference, what, title, due_on, path, for_role)
         select 'agreement', 'N' || n, 'wait', 'Wait', '2026-01-01'::date + n, '/', 'case-officer'
         from generate_series(1, 100000) n",
    )
    .execute(&world.pool)
    .await
    .unwrap();
    let shown = world.ask(officer(), "tasks", &[], Value::Null, None, ISSUE_DAY).await.unwrap().body;
    assert_eq!((shown["items"].as_array().unwrap().len(), &shown["more"]), (200, &json!(true)));
    assert_eq!((&shown["items"][0]["reference"], &shown["items"][199]["reference"]), (&json!("N1"), &json!("N200")));
}

#[tokio::test]
async fn what_a_member_is_comes_with_the_membership_and_goes_with_it() {
    let world = World::peopled().await;
    let granted = |roles, until| dars_messages::facts::intake::MembershipGrantedV1 {
        organisation: APPLICANT.parse().unwrap(),
        person: crate::world::id("lead"),
        roles,
        from: date(2026, 1, 1),
        until,
    };
    world.hears(&granted(vec![MembershipRole::Collaborator], None), ISSUE_DAY).await;
    assert_eq!(refused(request(&world, CONTRACT).await), (403, "not-a-member".to_owned()));
    world.hears(&granted(vec![MembershipRole::IgLead], None), ISSUE_DAY).await;
    request(&world, CONTRACT).await.unwrap();
    world.hears(&granted(vec![MembershipRole::Lead], ISSUE_DAY.yesterday().ok()), ISSUE_DAY).await;
    assert_eq!(refused(request(&world, NEWER).await), (403, "not-a-member".to_owned()));
}
