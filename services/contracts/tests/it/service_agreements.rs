//! Service agreements: quoted, ordered, signed, set up, and over with their agreement.

use dars_bus::{Aggregate as _, Problem, Reply, aggregate::load, chain::canonical_sha256, journal};
use dars_contracts::handle::ServiceAgreement;
use dars_messages::facts::{
    intake::{ApplicationVersionV1, MembershipGrantedV1},
    review::{ApplicationApprovedV1, DecisionMadeV1},
};
use dars_vocabulary::{
    Actor, ApplicationContent, MembershipRole, PersonId, StaffRole,
    code::AccessService,
    content::{DataSetRequest, DataSets},
    london_midnight,
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::world::{
    APPLICANT, APPROVAL_DAY, BODY, END, ISSUE_DAY, NIC, START, World, approval, body_signatory, content, decision,
    machine, officer, person, refused, version,
};

const SERVICE: &str = "SVA-2026-000001";
const LINE: &str = "Quaint Zymurgy compute bundle";

fn producer() -> Actor {
    person("producer", &[StaffRole::DataProduction])
}

/// Whom these settings' issuer, which is none, calls that.
fn subject(name: &str) -> PersonId {
    PersonId::of("", name)
}

/// An agreement that both parties have signed, which names the secure environment.
async fn agreed() -> World {
    let world = World::peopled().await;
    world.record_contract(date(2025, 1, 1), ISSUE_DAY).await.unwrap();
    let request = DataSetRequest {
        dataset: "hes-apc".to_owned(),
        access_service: Some(AccessService::Sde),
        ..DataSetRequest::default()
    };
    let content = ApplicationContent { data_sets: Some(DataSets { requests: vec![request] }), ..content() };
    let sha256 = canonical_sha256(&content).unwrap();
    world
        .hears(&ApplicationVersionV1 { sha256: sha256.clone(), content: Some(content), ..version() }, APPROVAL_DAY)
        .await;
    world.hears(&DecisionMadeV1 { conditions: Vec::new(), ..decision() }, APPROVAL_DAY).await;
    world.hears(&ApplicationApprovedV1 { sha256, with_conditions: false, ..approval() }, APPROVAL_DAY).await;
    let reply = world.issue(officer(), world.version_of().await).await.unwrap();
    let sha256 = reply.body["sha256"].as_str().unwrap().to_owned();
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY).await.unwrap();
    world
}

fn asked() -> Value {
    json!({
        "nic": NIC, "service": "sde", "start": START, "end": date(2026, 12, 31),
        "lines": [
            {"what": "Set-up", "quantity": 1, "unit_pence": 43_400},
            {"what": LINE, "quantity": 30, "unit_pence": 47_200},
        ],
    })
}

async fn quote(world: &World, actor: Actor, body: Value) -> Result<Reply, Problem> {
    world.ask(actor, "quote-service", &[], body, None, ISSUE_DAY).await
}

async fn act(world: &World, actor: Actor, action: &str, body: Value, day: Date) -> Result<Reply, Problem> {
    let mut connection = world.pool.acquire().await.unwrap();
    let version = load::<ServiceAgreement>(&mut connection, SERVICE).await.unwrap().version;
    world.ask(actor, action, &[("reference", SERVICE)], body, Some(version), day).await
}

async fn sign(world: &World, actor: Actor, side: &str, sha256: &str) -> Result<Reply, Problem> {
    act(world, actor, "sign-service-agreement", json!({"sha256": sha256, "side": side}), ISSUE_DAY).await
}

async fn get(world: &World, actor: Actor, day: Date) -> Result<Reply, Problem> {
    world.ask(actor, "get-service-agreement", &[("reference", SERVICE)], Value::Null, None, day).await
}

/// Quoted, ordered, signed by both, set up.
async fn provisioned() -> World {
    let world = agreed().await;
    let quoted = quote(&world, officer(), asked()).await.unwrap().body;
    let sha256 = quoted["sha256"].as_str().unwrap();
    act(&world, person("lead", &[]), "order-service", json!({}), ISSUE_DAY).await.unwrap();
    sign(&world, person("signatory", &[]), "organisation", sha256).await.unwrap();
    sign(&world, body_signatory(), "body", sha256).await.unwrap();
    act(&world, producer(), "provision-service", json!({}), ISSUE_DAY).await.unwrap();
    world
}

async fn active() -> World {
    let world = provisioned().await;
    world.sweep(START).await;
    act(&world, producer(), "activate-service", json!({}), START).await.unwrap();
    let analyst = MembershipGrantedV1 {
        organisation: APPLICANT.parse().unwrap(),
        person: subject("analyst"),
        roles: vec![MembershipRole::Collaborator],
        from: date(2026, 1, 1),
        until: None,
    };
    world.hears(&analyst, ISSUE_DAY).await;
    let users = json!({"users": ["analyst"]});
    act(&world, person("lead", &[]), "set-service-users", users, START).await.unwrap();
    world
}

async fn stages(world: &World) -> Vec<String> {
    let bodies: Vec<Vec<u8>> = sqlx::query_scalar(
        "select body from outbox where split_part(subject, '.', 3) = 'service_agreement_moved' order by id",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap();
    let stage = |body: &Vec<u8>| serde_json::from_slice::<Value>(body).unwrap()["stage"].as_str().unwrap().to_owned();
    bodies.iter().map(stage).collect()
}

async fn is_sound(world: &World) {
    let mut connection = world.pool.acquire().await.unwrap();
    assert_eq!(journal::verify(&mut connection).await.unwrap().broken, Vec::<String>::new());
    let stored = load::<ServiceAgreement>(&mut connection, SERVICE).await.unwrap().state;
    assert_eq!(journal::fold::<ServiceAgreement>(&mut connection, SERVICE).await.unwrap(), stored);
}

#[tokio::test]
async fn it_goes_from_quote_to_active_and_is_told_at_each_stage() {
    let world = active().await;
    assert_eq!(stages(&world).await, ["QUOTED", "ORDERED", "SIGNED", "PROVISIONED", "ACTIVE"]);
    let shown = get(&world, person("lead", &[]), START).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["users_may_work"]), (&json!("ACTIVE"), &json!(true)));
    assert_eq!(shown["document"]["total_pence"], 43_400 + 30 * 47_200);
    assert_eq!(shown["users"], json!([subject("analyst")]));
    assert_eq!(get(&world, person("lead", &[]), date(2027, 1, 1)).await.unwrap().body["users_may_work"], false);
    let listed = world.ask(officer(), "list-service-agreements", &[], Value::Null, None, START).await.unwrap().body;
    assert_eq!(
        (&listed["items"][0]["service_agreement"], &listed["items"][0]["document"]),
        (&json!(SERVICE), &Value::Null)
    );
    let of_a_stranger =
        world.ask(person("stranger", &[]), "list-service-agreements", &[], Value::Null, None, START).await.unwrap();
    assert_eq!(of_a_stranger.body["items"], json!([]));
    is_sound(&world).await;
}

#[tokio::test]
async fn what_is_not_accepted_changes_nothing() {
    let world = agreed().await;
    for (actor, code) in [
        (person("lead", &[]), (403, "case-officer-needed")),
        (machine(), (403, "person-needed")),
        (Actor::public(), (401, "sign-in-needed")),
    ] {
        assert_eq!(refused(quote(&world, actor, asked()).await), (code.0, code.1.to_owned()));
    }
    for (change, code) in [
        (json!({"service": "digitrials"}), (422, "service-not-agreed")),
        (json!({"end": END.tomorrow().unwrap()}), (422, "outside-agreement")),
        (json!({"lines": []}), (422, "lines-incomplete")),
        (json!({"nic": "DARS-NIC-900999-A1B2C"}), (409, "agreement-not-signed")),
        (
            json!({"lines": vec![json!({"what": "x", "quantity": u32::MAX, "unit_pence": u32::MAX}); 9]}),
            (422, "price-too-large"),
        ),
    ] {
        let mut body = asked();
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(refused(quote(&world, officer(), body).await), (code.0, code.1.to_owned()));
    }
    assert_eq!(stages(&world).await, Vec::<String>::new());

    quote(&world, officer(), asked()).await.unwrap();
    let service: String =
        sqlx::query_scalar("select reference from service_agreements").fetch_one(&world.pool).await.unwrap();
    assert!(service.starts_with("SVA-2026-"), "{service}");
}

#[tokio::test]
async fn each_step_is_of_its_own_people() {
    let world = agreed().await;
    let quoted = quote(&world, officer(), asked()).await.unwrap().body;
    assert_eq!((&quoted["service_agreement"], &quoted["total_pence"]), (&json!(SERVICE), &json!(1_459_400)));
    let stranger = act(&world, person("stranger", &[]), "order-service", json!({}), ISSUE_DAY).await;
    assert_eq!(refused(stranger), (404, "service-agreement-not-found".to_owned()));
    let by_officer = act(&world, officer(), "order-service", json!({}), ISSUE_DAY).await;
    assert_eq!(refused(by_officer), (403, "lead-or-administrator-needed".to_owned()));
    let params = [("reference", SERVICE)];
    let without = world.ask(person("lead", &[]), "order-service", &params, json!({}), None, ISSUE_DAY).await;
    assert_eq!(without.unwrap_err().status, 428);
    let stale = world.ask(person("lead", &[]), "order-service", &params, json!({}), Some(9), ISSUE_DAY).await;
    assert_eq!(refused(stale), (412, "changed-meanwhile".to_owned()));
    let sha256 = quoted["sha256"].as_str().unwrap();
    let early = sign(&world, person("signatory", &[]), "organisation", sha256).await;
    assert_eq!(refused(early), (409, "not-ordered".to_owned()));
    act(&world, person("lead", &[]), "order-service", json!({}), ISSUE_DAY).await.unwrap();
    let wrong = sign(&world, person("signatory", &[]), "organisation", &"0".repeat(64)).await;
    assert_eq!(refused(wrong), (409, "signature-quotes-another-version".to_owned()));
    sign(&world, person("signatory", &[]), "organisation", sha256).await.unwrap();
    let unsigned = act(&world, producer(), "provision-service", json!({}), ISSUE_DAY).await;
    assert_eq!(refused(unsigned), (409, "not-signed".to_owned()));
    sign(&world, body_signatory(), "body", sha256).await.unwrap();
    let by_lead = act(&world, person("lead", &[]), "provision-service", json!({}), ISSUE_DAY).await;
    assert_eq!(refused(by_lead), (403, "provider-needed".to_owned()));
    act(&world, officer(), "provision-service", json!({}), ISSUE_DAY).await.unwrap();
    let before = act(&world, producer(), "activate-service", json!({}), ISSUE_DAY).await;
    assert_eq!(refused(before), (409, "agreement-not-in-force".to_owned()));
}

#[tokio::test]
async fn its_users_are_members_of_a_party_while_the_framework_contract_lasts() {
    let world = active().await;
    let lead = || person("lead", &[]);
    let stranger = act(&world, lead(), "set-service-users", json!({"users": ["stranger"]}), START).await;
    assert_eq!(refused(stranger), (422, "user-not-a-member".to_owned()));
    let by_officer = act(&world, officer(), "set-service-users", json!({"users": []}), START).await;
    assert_eq!(refused(by_officer), (403, "lead-or-administrator-needed".to_owned()));
    act(&world, lead(), "set-service-users", json!({"users": []}), START).await.unwrap();
    let ended = json!({"reason": "own-request"});
    let params = [("con", crate::world::CONTRACT)];
    world.ask(officer(), "terminate-framework-contract", &params, ended, Some(1), START).await.unwrap();
    let new = act(&world, lead(), "set-service-users", json!({"users": ["analyst"]}), START).await;
    assert_eq!(refused(new), (409, "framework-contract-not-active".to_owned()));
}

#[tokio::test]
async fn when_the_agreement_is_terminated_users_are_out_at_once_and_the_sweep_tells_it() {
    let world = active().await;
    let day = date(2026, 6, 1);
    world.act(officer(), "terminate-agreement", json!({"reason": "own-request"}), day).await.unwrap();
    let shown = get(&world, officer(), day).await.unwrap().body;
    assert_eq!((&shown["users"], &shown["users_may_work"]), (&json!([]), &json!(false)), "before any sweep");
    let out = act(&world, person("lead", &[]), "set-service-users", json!({"users": []}), day).await;
    assert!(out.is_ok(), "who leaves in between does not keep it from ending");
    world.sweep(day).await;
    assert_eq!(get(&world, officer(), day).await.unwrap().body["state"], "ENDING");
    world.sweep(day).await;
    world.sweep(date(2026, 7, 1)).await;
    assert_eq!(stages(&world).await[5..], ["ENDING", "CLOSED"]);
    is_sound(&world).await;
}

#[tokio::test]
async fn a_suspension_of_the_agreement_shuts_its_users_out_until_two_have_given_access_back() {
    let world = active().await;
    world.act(officer(), "suspend-agreement", json!({"reason": "breach"}), START).await.unwrap();
    let shown = get(&world, person("lead", &[]), START).await.unwrap().body;
    assert_eq!((&shown["users"], &shown["users_may_work"]), (&json!([subject("analyst")]), &json!(false)));
    let why = json!({"reason": "The drive was wiped"});
    world.act(officer(), "reinstate-agreement", why.clone(), START).await.unwrap();
    let lead = person("incident-lead", &[StaffRole::IncidentLead]);
    world.act(lead, "reinstate-agreement", why, START).await.unwrap();
    assert_eq!(get(&world, person("lead", &[]), START).await.unwrap().body["users_may_work"], true);
}

#[tokio::test]
async fn what_is_to_be_signed_is_plain_once_it_is_ordered() {
    let world = agreed().await;
    let quoted = quote(&world, officer(), asked()).await.unwrap().body;
    let sha256 = quoted["sha256"].as_str().unwrap();
    let to_sign = || async { get(&world, person("signatory", &[]), ISSUE_DAY).await.unwrap().body["to_sign"].clone() };
    assert_eq!(to_sign().await, Value::Null);
    act(&world, person("lead", &[]), "order-service", json!({}), ISSUE_DAY).await.unwrap();
    assert_eq!(to_sign().await, json!({"sha256": sha256, "organisations_missing": [APPLICANT, BODY]}));
    sign(&world, person("signatory", &[]), "organisation", sha256).await.unwrap();
    assert_eq!(to_sign().await, json!({"sha256": sha256, "organisations_missing": [BODY]}));
    sign(&world, body_signatory(), "body", sha256).await.unwrap();
    assert_eq!(to_sign().await, Value::Null);
}

#[tokio::test]
async fn its_own_last_day_and_a_late_sweep_end_it_once() {
    let world = active().await;
    let over = date(2027, 1, 1);
    world.sweep(over).await;
    assert_eq!(get(&world, officer(), over).await.unwrap().body["state"], "ENDING");
    assert_eq!(world.next_due().await, Some(london_midnight(date(2027, 1, 30))));
    let jumped = active().await;
    jumped.sweep(date(2029, 1, 1)).await;
    jumped.sweep(date(2029, 1, 1)).await;
    assert_eq!(stages(&jumped).await[5..], ["ENDING", "CLOSED"]);
    is_sound(&jumped).await;
}

#[tokio::test]
async fn a_quote_lapses_with_its_agreement() {
    let world = agreed().await;
    quote(&world, officer(), asked()).await.unwrap();
    world.sweep(START).await;
    world.act(officer(), "terminate-agreement", json!({"reason": "purpose-ended"}), START).await.unwrap();
    let order = act(&world, person("lead", &[]), "order-service", json!({}), START).await;
    assert_eq!(refused(order), (409, "agreement-over".to_owned()));
    world.sweep(START).await;
    assert_eq!(stages(&world).await, ["QUOTED", "CLOSED"]);
}

#[tokio::test]
async fn everyone_sees_what_waits_for_them() {
    let what = async |world: &World, actor: Actor| -> Vec<String> {
        let waiting = world.tasks(actor, ISSUE_DAY).await;
        waiting.into_iter().map(|(what, _)| what).filter(|what| what.contains("service")).collect()
    };
    let world = agreed().await;
    let quoted = quote(&world, officer(), asked()).await.unwrap().body;
    assert_eq!(what(&world, person("lead", &[])).await, ["order-service"]);
    act(&world, person("lead", &[]), "order-service", json!({}), ISSUE_DAY).await.unwrap();
    for actor in [person("signatory", &[]), body_signatory()] {
        assert_eq!(what(&world, actor).await, ["sign-service-agreement"]);
    }
    let sha256 = quoted["sha256"].as_str().unwrap();
    sign(&world, body_signatory(), "body", sha256).await.unwrap();
    assert_eq!(what(&world, body_signatory()).await, Vec::<String>::new());
    sign(&world, person("signatory", &[]), "organisation", sha256).await.unwrap();
    for actor in [officer(), producer()] {
        assert_eq!(what(&world, actor).await, ["provision-service"]);
    }
    act(&world, producer(), "provision-service", json!({}), ISSUE_DAY).await.unwrap();
    assert_eq!(what(&world, producer()).await, ["activate-service"]);
    assert_eq!(what(&world, person("lead", &[])).await, ["set-service-users"]);
    assert_eq!(what(&world, person("stranger", &[])).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_lines_of_a_quote_are_told_nowhere_and_can_be_redacted() {
    let world = active().await;
    let told: Vec<Vec<u8>> = sqlx::query_scalar("select body from outbox").fetch_all(&world.pool).await.unwrap();
    assert!(told.iter().all(|body| !String::from_utf8_lossy(body).contains(LINE)));
    assert!(world.contains(LINE).await, "the search would find it");
    let meta = dars_bus::Meta {
        actor: Actor::system("contracts"),
        now: crate::world::noon(START),
        technical_now: crate::world::technical_now(),
        request_id: dars_bus::ids::fresh(),
        traceparent: None,
    };
    let mut tx = world.pool.begin().await.unwrap();
    world.parts.redact.redact(&mut tx, &meta, ServiceAgreement::KIND, SERVICE, 1, "test").await.unwrap();
    tx.commit().await.unwrap();
    assert!(!world.contains(LINE).await);
    is_sound(&world).await;
    let shown = get(&world, officer(), START).await.unwrap().body;
    assert_eq!((&shown["state"], &shown["document"]), (&json!("ACTIVE"), &Value::Null));
    assert_eq!(shown["users"], json!([subject("analyst")]));
}
