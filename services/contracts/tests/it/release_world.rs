//! The agreement, people and steps of the tests of releases.

use dars_bus::{Problem, Reply, aggregate::load, chain::canonical_sha256, journal};
use dars_contracts::handle::Release;
use dars_messages::facts::{intake::ApplicationVersionV1, review::ApplicationApprovedV1};
use dars_vocabulary::{
    Actor, ApplicationContent, StaffRole,
    code::{AccessService, Cldc, Frequency, Level},
    content::{DataSetRequest, DataSets, OptOuts, Period},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::world::{
    APPLICANT, APPROVAL_DAY, BODY, ISSUE_DAY, NIC, START, World, approval, body_signatory, content, decision, officer,
    person, version,
};

pub fn maker() -> Actor {
    person("maker", &[StaffRole::DataProduction])
}

pub fn checker() -> Actor {
    person("checker", &[StaffRole::DataProduction])
}

pub fn lead() -> Actor {
    person("lead", &[])
}

pub fn incident_lead() -> Actor {
    person("incident-lead", &[StaffRole::IncidentLead])
}

/// Of two data sets: one flows on, the other flows once, through the secure environment the third.
pub fn requests() -> Vec<DataSetRequest> {
    let request = |dataset: &str, frequency, access_service| DataSetRequest {
        dataset: dataset.to_owned(),
        period: Some(Period { from: date(2016, 1, 1), to: date(2025, 12, 31) }),
        level: Some(Level::Pseudonymised),
        frequency: Some(frequency),
        cldc: vec![Cldc::None],
        access_service: Some(access_service),
        opt_outs: Some(OptOuts { applied: false, reason: None, evidence: None }),
        ..DataSetRequest::default()
    };
    vec![
        request("hes-apc", Frequency::Ongoing, AccessService::Extract),
        request("ecds", Frequency::OneOff, AccessService::Extract),
        request("deaths", Frequency::Ongoing, AccessService::Sde),
    ]
}

pub async fn issued() -> (World, String) {
    let world = World::peopled().await;
    world.record_contract(date(2025, 1, 1), ISSUE_DAY).await.unwrap();
    let content = ApplicationContent { data_sets: Some(DataSets { requests: requests() }), ..content() };
    let sha256 = canonical_sha256(&content).unwrap();
    let told = ApplicationVersionV1 { sha256: sha256.clone(), content: Some(content), ..version() };
    world.hears(&told, APPROVAL_DAY).await;
    world.hears(&decision(), APPROVAL_DAY).await;
    world.hears(&ApplicationApprovedV1 { sha256, ..approval() }, APPROVAL_DAY).await;
    let reply = world.issue(officer(), world.version_of().await).await.unwrap();
    let sha256 = reply.body["sha256"].as_str().unwrap().to_owned();
    (world, sha256)
}

/// An agreement signed by both parties; nobody sweeps, so its days alone say that it is in force.
pub async fn agreed() -> World {
    let (world, sha256) = issued().await;
    world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY).await.unwrap();
    world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY).await.unwrap();
    world
}

pub fn what(dataset: &str) -> Value {
    let service = if dataset == "deaths" { "sde" } else { "extract" };
    json!({"content": {
        "dataset": dataset, "period": {"from": "2016-01-01", "to": "2025-12-31"}, "level": "pseudonymised",
        "access_service": service, "recipient": APPLICANT, "kind": "file", "file_count": 3, "opt_outs_applied": false,
    }})
}

pub async fn plan(world: &World, actor: Actor, body: Value, day: Date) -> Result<Reply, Problem> {
    world.ask(actor, "plan-release", &[("nic", NIC)], body, None, day).await
}

pub async fn act(world: &World, actor: Actor, action: &str, release: &str, day: Date) -> Result<Reply, Problem> {
    let mut connection = world.pool.acquire().await.unwrap();
    let version = load::<Release>(&mut connection, release).await.unwrap().version;
    world.ask(actor, action, &[("reference", release)], json!({}), Some(version), day).await
}

/// Produced by one, checked by another.
pub async fn checked(world: &World, dataset: &str) -> String {
    let reply = plan(world, maker(), what(dataset), START).await.unwrap();
    let release = reply.body["release"].as_str().unwrap().to_owned();
    act(world, checker(), "check-release", &release, START).await.unwrap();
    release
}

pub async fn make(world: &World, release: &str, day: Date) -> Value {
    act(world, maker(), "make-release", release, day).await.unwrap().body
}

pub async fn look(world: &World, actor: Actor, release: &str) -> Result<Reply, Problem> {
    world.ask(actor, "get-release", &[("reference", release)], Value::Null, None, START).await
}

pub async fn gate(world: &World, actor: Actor, dataset: &str, day: Date) -> Result<Reply, Problem> {
    world.ask(actor, "release-gate", &[("nic", NIC), ("dataset", dataset)], Value::Null, None, day).await
}

pub fn codes(body: &Value) -> Vec<&str> {
    body["findings"].as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap()).collect()
}

pub async fn told(world: &World, name: &str) -> Vec<Value> {
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("select body from outbox where split_part(subject, '.', 3) = $1 order by id")
            .bind(name)
            .fetch_all(&world.pool)
            .await
            .unwrap();
    bodies.iter().map(|body| serde_json::from_slice(body).unwrap()).collect()
}

pub async fn is_sound(world: &World, release: &str) {
    let mut connection = world.pool.acquire().await.unwrap();
    assert_eq!(journal::verify(&mut connection).await.unwrap().broken, Vec::<String>::new());
    let stored = load::<Release>(&mut connection, release).await.unwrap();
    assert_eq!(journal::fold::<Release>(&mut connection, release).await.unwrap(), stored.state);
    let listed: String = sqlx::query_scalar("select state from releases where reference = $1")
        .bind(release)
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(listed, stored.state.name());
}
