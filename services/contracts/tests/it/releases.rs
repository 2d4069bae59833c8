//! Releases: produced, checked by another, through the gate or held by it, acknowledged.

use dars_bus::Aggregate as _;
use dars_contracts::handle::Release;
use dars_messages::facts::intake::MembershipGrantedV1;
use dars_vocabulary::{Actor, MembershipRole, StaffRole, code::AssuranceKind};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    collaborating::named,
    release_world::*,
    world::{APPLICANT, ISSUE_DAY, NIC, PROCESSOR, START, World, assured, id, machine, nic, officer, person, refused},
};

#[tokio::test]
async fn a_release_is_planned_checked_made_and_acknowledged() {
    let world = agreed().await;
    let planned = plan(&world, maker(), what("hes-apc"), START).await.unwrap();
    assert_eq!((planned.status, planned.etag), (201, Some(1)));
    let release = planned.body["release"].as_str().unwrap().to_owned();
    assert_eq!(planned.body["reference"], release.as_str());
    assert_eq!((release.as_str(), &planned.body["state"]), ("REL-2026-000001", &json!("PLANNED")));

    let checked = act(&world, checker(), "check-release", &release, START).await.unwrap();
    assert_eq!((checked.status, checked.etag, &checked.body["state"]), (200, Some(2), &json!("QA")));
    assert_eq!(told(&world, "data_released").await, Vec::<Value>::new());
    let made = make(&world, &release, START).await;
    assert_eq!((&made["state"], &made["findings"]), (&json!("RELEASED"), &json!([])));
    let arrived = act(&world, lead(), "acknowledge-release", &release, START).await.unwrap();
    assert_eq!(arrived.body["state"], "ACKNOWLEDGED");

    let expected = json!({
        "nic": NIC, "version": "v1.0", "release": release, "dataset": "hes-apc", "kind": "file", "file_count": 3,
        "opt_outs_applied": false, "released_on": START,
    });
    assert_eq!(told(&world, "data_released").await, [expected]);
    assert_eq!(told(&world, "release_acknowledged").await, [json!({"nic": NIC, "release": release})]);
    is_sound(&world, &release).await;
}

#[tokio::test]
async fn a_suspension_holds_a_release_until_two_have_given_access_back() {
    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    world.act(incident_lead(), "suspend-agreement", json!({"reason": "breach"}), START).await.unwrap();
    let held = act(&world, maker(), "make-release", &release, START).await.unwrap();
    assert_eq!((held.status, &held.body["state"], codes(&held.body)), (200, &json!("HELD"), vec!["suspended"]));
    // The same again tells nothing new.
    let again = act(&world, checker(), "make-release", &release, START).await.unwrap();
    assert_eq!((again.etag, codes(&again.body)), (held.etag, vec!["suspended"]));
    let expected = json!({"nic": NIC, "release": release, "reasons": ["suspended"]});
    assert_eq!(told(&world, "release_held").await, [expected]);

    let back = json!({"reason": "The drive was wiped."});
    world.act(incident_lead(), "reinstate-agreement", back.clone(), START).await.unwrap();
    assert_eq!(codes(&make(&world, &release, START).await), ["suspended"]);
    world.act(officer(), "reinstate-agreement", back, START).await.unwrap();
    assert_eq!(make(&world, &release, START).await["state"], "RELEASED");
    is_sound(&world, &release).await;
}

#[tokio::test]
async fn the_gate_stands_on_what_is_known_on_the_day_and_not_on_any_sweep() {
    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    let made = |day| make(&world, &release, day);
    assert_eq!(codes(&made(START.yesterday().unwrap()).await), ["not-in-force"]);
    // The decision's condition was due by 30 June.
    assert_eq!(codes(&made(date(2026, 7, 1)).await), ["condition-overdue"]);
    assert_eq!(codes(&made(date(2027, 3, 3)).await), ["not-in-force", "condition-overdue"]);

    world.hears(&assured(PROCESSOR, AssuranceKind::Dspt, date(2026, 4, 9)), START).await;
    assert_eq!(codes(&made(date(2026, 4, 10)).await), ["assurance-lapsed"]);
    assert_eq!(gate(&world, lead(), "hes-apc", date(2026, 4, 9)).await.unwrap().body["open"], true);
    sqlx::query("update framework_contracts set in_force_until = '2026-04-09'").execute(&world.pool).await.unwrap();
    let both = ["framework-contract-not-active", "assurance-lapsed"];
    assert_eq!(codes(&made(date(2026, 4, 10)).await), both);
    world.hears(&assured(PROCESSOR, AssuranceKind::Dspt, date(2026, 4, 30)), START).await;
    assert_eq!(made(date(2026, 4, 9)).await["state"], "RELEASED");
    let reasons: Vec<Value> = told(&world, "release_held").await.iter().map(|fact| fact["reasons"].clone()).collect();
    assert_eq!(reasons.len(), 5);
    assert_eq!(reasons.last().unwrap(), &json!(both));
}

#[tokio::test]
async fn a_data_set_reached_through_the_secure_environment_needs_its_service_agreement() {
    let world = agreed().await;
    let release = checked(&world, "deaths").await;
    assert_eq!(codes(&make(&world, &release, START).await), ["service-agreement-not-active"]);
    sqlx::query(
        "insert into service_agreements (reference, nic, organisation, service, state, start_day, end_day)
         values ('SVA-2026-000001', $1, $2, 'sde', 'ACTIVE', '2026-03-03', '2026-03-03')",
    )
    .bind(NIC)
    .bind(APPLICANT)
    .execute(&world.pool)
    .await
    .unwrap();
    assert_eq!(gate(&world, maker(), "deaths", date(2026, 3, 4)).await.unwrap().body["open"], false);
    assert_eq!(make(&world, &release, START).await["state"], "RELEASED");
}

#[tokio::test]
async fn what_flows_once_goes_out_once() {
    let world = agreed().await;
    let (first, second) = (checked(&world, "ecds").await, checked(&world, "ecds").await);
    assert_eq!(gate(&world, lead(), "ecds", START).await.unwrap().body["open"], true);
    assert_eq!(make(&world, &first, START).await["state"], "RELEASED");
    assert_eq!(codes(&make(&world, &second, START).await), ["already-released"]);
    assert_eq!(gate(&world, lead(), "ecds", START).await.unwrap().body["open"], false);
    let (first, second) = (checked(&world, "hes-apc").await, checked(&world, "hes-apc").await);
    for release in [first, second] {
        assert_eq!(make(&world, &release, START).await["state"], "RELEASED");
    }
}

#[tokio::test]
async fn an_unchecked_release_is_held_and_a_wrong_one_too() {
    let world = agreed().await;
    let mut body = what("hes-apc");
    body["content"]["level"] = json!("identifiable");
    body["content"]["recipient"] = json!("HEART");
    let planned = plan(&world, maker(), body, START).await.unwrap().body;
    let release = planned["release"].as_str().unwrap();
    let held = make(&world, release, START).await;
    assert_eq!(codes(&held), ["level-not-agreed", "recipient-not-agreed", "not-checked"]);
    let got = look(&world, lead(), release).await.unwrap().body;
    assert_eq!((&got["state"], codes(&got)), (&json!("HELD"), codes(&held)));
    assert_eq!(act(&world, checker(), "check-release", release, START).await.unwrap().body["state"], "QA");
}

#[tokio::test]
async fn what_must_not_be_is_refused() {
    let (world, _) = issued().await;
    // Issued is enough to produce; whether it may leave is the gate's matter.
    let planned = plan(&world, maker(), what("hes-apc"), ISSUE_DAY).await.unwrap().body;
    let release = planned["release"].as_str().unwrap();
    for (actor, expected) in [
        (Actor::public(), (401, "sign-in-needed")),
        (machine(), (403, "person-needed")),
        (person("stranger", &[]), (404, "release-not-found")),
        (lead(), (403, "data-production-needed")),
        (officer(), (403, "data-production-needed")),
        (maker(), (403, "checks-own-release")),
    ] {
        let (status, code) = refused(act(&world, actor, "check-release", release, START).await);
        assert_eq!((status, code.as_str()), expected);
    }
    let by = |actor| act(&world, actor, "acknowledge-release", release, START);
    assert_eq!(refused(by(lead()).await), (409, "not-released".to_owned()));
    assert_eq!(refused(by(maker()).await), (403, "recipient-needed".to_owned()));
    let tired = Actor { signed_in_at: None, ..maker() };
    let made = act(&world, tired, "make-release", release, START).await;
    assert_eq!(refused(made), (401, "sign-in-too-old".to_owned()));
    assert_eq!(codes(&make(&world, release, ISSUE_DAY).await)[0], "not-in-force");

    let params = [("reference", release)];
    let one = |if_match| world.ask(checker(), "check-release", &params, json!({}), if_match, START);
    assert_eq!(refused(one(None).await).0, 428);
    assert_eq!(refused(one(Some(1)).await).0, 412);
    let unknown = act(&world, maker(), "make-release", "REL-2026-000099", START).await;
    assert_eq!(refused(unknown), (404, "release-not-found".to_owned()));
    let nowhere = world.ask(maker(), "make-release", &[("reference", "REL-1")], json!({}), Some(1), START).await;
    assert_eq!(refused(nowhere).0, 404);
}

#[tokio::test]
async fn what_no_release_can_be_is_not_planned() {
    let world = World::drafted().await;
    assert_eq!(refused(plan(&world, maker(), what("hes-apc"), START).await), (409, "agreement-not-issued".to_owned()));
    let unknown = [("nic", "DARS-NIC-900199-A1B2C")];
    let reply = world.ask(maker(), "plan-release", &unknown, what("hes-apc"), None, START).await;
    assert_eq!(refused(reply), (404, "agreement-not-found".to_owned()));

    let world = agreed().await;
    for (pointer, value, status, at) in [
        ("file_count", json!(0), 422, "/content/file_count"),
        ("file_count", json!(10_001), 422, "/content/file_count"),
        ("dataset", json!("Dr Jane Doe"), 422, "/content/dataset"),
        ("fields", json!(["SEX", "two words"]), 422, "/content/fields/1"),
        ("period", json!({"from": "2026-01-01", "to": "2025-12-31"}), 422, "/content/period/to"),
        ("level", json!("secret"), 422, "/content/level"),
        ("note", json!("free text"), 400, "/content/note"),
    ] {
        let mut body = what("hes-apc");
        body["content"][pointer] = value;
        let problem = plan(&world, maker(), body, START).await.unwrap_err();
        assert_eq!((problem.status, problem.errors[0].pointer.as_str()), (status, at));
        assert!(!format!("{problem:?}").contains("Jane"), "{problem:?}");
    }
    assert_eq!(refused(plan(&world, officer(), what("hes-apc"), START).await).1, "data-production-needed");
    assert_eq!(refused(plan(&world, person("x", &[]), what("hes-apc"), START).await).1, "agreement-not-found");
    assert!(!world.contains("Jane Doe").await);
}

#[tokio::test]
async fn the_gate_says_of_every_condition_whether_it_holds() {
    let world = agreed().await;
    for actor in [officer(), lead(), person("host", &[])] {
        let body = gate(&world, actor, "hes-apc", START).await.unwrap().body;
        assert_eq!((&body["open"], &body["version"]), (&json!(true), &json!("v1.0")));
        let conditions = body["conditions"].as_array().unwrap();
        assert!(conditions.len() >= 10 && conditions.iter().all(|condition| condition["holds"] == true));
        assert_eq!(body["later"].as_array().unwrap().len(), 3);
    }
    world.act(incident_lead(), "suspend-agreement", json!({"reason": "breach"}), START).await.unwrap();
    let closed = gate(&world, lead(), "hes-apc", START).await.unwrap().body;
    let wrong: Vec<&Value> =
        closed["conditions"].as_array().unwrap().iter().filter(|condition| condition["holds"] == false).collect();
    assert_eq!((closed["open"].clone(), wrong.len(), &wrong[0]["code"]), (json!(false), 1, &json!("suspended")));
    let other = gate(&world, lead(), "mhsds", START).await.unwrap().body;
    assert_eq!(other["conditions"].as_array().unwrap().last().unwrap()["code"], "data-set-not-agreed");
    assert_eq!(refused(gate(&world, lead(), "", START).await).0, 400);
    assert_eq!(refused(gate(&world, person("stranger", &[]), "hes-apc", START).await).0, 404);
    assert_eq!(refused(gate(&world, machine(), "hes-apc", START).await).0, 404);
    assert_eq!(refused(gate(&world, Actor::public(), "hes-apc", START).await).0, 401);
    let (draft, _) = issued().await;
    assert_eq!(gate(&draft, lead(), "hes-apc", START).await.unwrap().body["open"], false);
}

#[tokio::test]
async fn staff_and_parties_see_releases_and_staff_alone_who_made_them() {
    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    make(&world, &release, START).await;
    let second = checked(&world, "ecds").await;
    let list = |actor, after: String| {
        let world = &world;
        async move {
            let params = [("nic", NIC), ("limit", "1"), ("cursor", after.as_str())];
            world.ask(actor, "list-releases", &params, Value::Null, None, START).await
        }
    };
    let first_page = list(lead(), String::new()).await.unwrap().body;
    assert_eq!((&first_page["items"][0]["release"], &first_page["next"]), (&json!(release), &json!(release)));
    let next = list(person("host", &[]), release.clone()).await.unwrap().body;
    assert_eq!((&next["items"][0]["release"], &next["items"][0]["state"]), (&json!(second), &json!("QA")));

    let of_lead = look(&world, lead(), &release).await.unwrap();
    assert_eq!((of_lead.etag, &of_lead.body["content"]["file_count"]), (Some(3), &json!(3)));
    assert!(of_lead.body.get("produced_by").is_none());
    let of_staff = look(&world, officer(), &release).await.unwrap().body;
    assert_eq!((&of_staff["produced_by"], &of_staff["checked_by"]), (&json!(id("maker")), &json!(id("checker"))));
    for actor in [person("stranger", &[]), machine()] {
        assert_eq!(refused(look(&world, actor.clone(), &release).await), (404, "release-not-found".to_owned()));
        assert_eq!(refused(list(actor, String::new()).await).0, 404);
    }
    assert_eq!(refused(look(&world, Actor::public(), &release).await).0, 401);

    // What is told names nobody.
    let bodies: Vec<Vec<u8>> = sqlx::query_scalar("select body from outbox").fetch_all(&world.pool).await.unwrap();
    let bodies = bodies.iter().map(|body| String::from_utf8_lossy(body).into_owned()).collect::<String>();
    for name in ["maker", "checker", "lead"] {
        assert!(!bodies.contains(&id(name).to_string()), "{name}");
    }
}

#[tokio::test]
async fn a_release_waits_for_whoever_is_next_and_never_for_its_producer_to_check_it() {
    let world = agreed().await;
    let collaborator = MembershipGrantedV1 {
        organisation: APPLICANT.parse().unwrap(),
        person: id("collaborator"),
        roles: vec![MembershipRole::Collaborator],
        from: date(2026, 1, 1),
        until: None,
    };
    world.hears(&collaborator, ISSUE_DAY).await;
    let waits = |actor: Actor| {
        let world = &world;
        async move {
            let mut tasks: Vec<String> = world.tasks(actor, START).await.into_iter().map(|(what, _)| what).collect();
            tasks.retain(|what| what.ends_with("-release"));
            tasks
        }
    };
    let none = Vec::<String>::new();
    let planned = plan(&world, maker(), what("hes-apc"), START).await.unwrap().body;
    let release = planned["release"].as_str().unwrap();
    assert_eq!(waits(maker()).await, none);
    assert_eq!(waits(checker()).await, ["check-release"]);
    make(&world, release, START).await;
    assert_eq!((waits(maker()).await, waits(checker()).await), (none.clone(), vec!["check-release".to_owned()]));
    act(&world, checker(), "check-release", release, START).await.unwrap();
    assert_eq!((waits(maker()).await, waits(checker()).await.len()), (vec!["make-release".to_owned()], 1));
    world.act(incident_lead(), "suspend-agreement", json!({"reason": "breach"}), START).await.unwrap();
    make(&world, release, START).await;
    assert_eq!(waits(maker()).await, ["make-release"]);
    let back = json!({"reason": "Mended."});
    world.act(incident_lead(), "reinstate-agreement", back.clone(), START).await.unwrap();
    world.act(officer(), "reinstate-agreement", back, START).await.unwrap();
    make(&world, release, START).await;
    assert_eq!(waits(maker()).await, none);
    // It waits for whoever only collaborates where they are named.
    assert_eq!(waits(person("collaborator", &[])).await, none);
    world.hears(&named(&nic(), &["collaborator"]), START).await;
    for actor in [lead(), person("collaborator", &[])] {
        assert_eq!(waits(actor).await, ["acknowledge-release"]);
    }
    assert_eq!(waits(person("host", &[])).await, none);
    act(&world, lead(), "acknowledge-release", release, START).await.unwrap();
    assert_eq!(waits(lead()).await, none);
}

#[tokio::test]
async fn nothing_of_a_release_is_there_to_redact() {
    use dars_kit::Redact as _;

    let world = agreed().await;
    let release = checked(&world, "hes-apc").await;
    let mut tx = world.pool.begin().await.unwrap();
    let meta = crate::release_races::meta(person("records", &[StaffRole::RecordsOfficer]));
    let done = dars_contracts::handle::Redactions.redact(&mut tx, &meta, Release::KIND, &release, 1, "asked").await;
    assert_eq!(done.unwrap_err().code, "nothing-to-redact");
}
