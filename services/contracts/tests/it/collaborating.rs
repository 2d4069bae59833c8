//! Whoever only collaborates sees what is in force of what they are named on, and nothing else of their organisation's.

use dars_messages::facts::intake::{ApplicationPeopleV1, MembershipGrantedV1};
use dars_vocabulary::{Actor, MembershipRole, Nic, StaffRole};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::{
    release_world::{agreed, checked, gate, look, make, maker, plan, what},
    world::{APPLICANT, CONTRACT, ISSUE_DAY, NIC, START, World, body_signatory, id, nic, person, refused},
};

fn col() -> Actor {
    person("col", &[])
}

fn other() -> Nic {
    Nic::allot(900_555, 1)
}

pub fn named(nic: &Nic, people: &[&str]) -> ApplicationPeopleV1 {
    ApplicationPeopleV1 {
        nic: nic.clone(),
        organisation: APPLICANT.parse().unwrap(),
        lead: id("lead"),
        collaborators: people.iter().map(|name| id(name)).collect(),
    }
}

impl World {
    async fn has_member(&self, name: &str, roles: &[MembershipRole]) {
        let fact = MembershipGrantedV1 {
            organisation: APPLICANT.parse().unwrap(),
            person: id(name),
            roles: roles.to_vec(),
            from: date(2026, 1, 1),
            until: None,
        };
        self.hears(&fact, ISSUE_DAY).await;
    }

    async fn listed(&self, actor: Actor, action: &str, params: &[(&str, &str)], day: Date) -> Value {
        self.ask(actor, action, params, Value::Null, None, day).await.unwrap().body["items"].clone()
    }
}

/// Signed by both, in force from its first day; Col collaborates and is named.
async fn agreement_of_col() -> World {
    let world = World::signed().await;
    world.has_member("col", &[MembershipRole::Collaborator]).await;
    world.hears(&named(&nic(), &["col"]), ISSUE_DAY).await;
    world
}

#[tokio::test]
async fn a_draft_and_what_waits_for_signatures_are_nothing_to_whoever_only_collaborates() {
    for world in [World::drafted().await, World::issued().await.0] {
        world.has_member("col", &[MembershipRole::Collaborator]).await;
        world.hears(&named(&nic(), &["col"]), ISSUE_DAY).await;
        assert_eq!(refused(world.get(col(), ISSUE_DAY).await), (404, "agreement-not-found".to_owned()));
        assert_eq!(world.listed(col(), "list-agreements", &[], ISSUE_DAY).await, json!([]));
        // Nor does a command tell that it is there.
        let suspend = world.act(col(), "suspend-agreement", json!({"reason": "breach"}), ISSUE_DAY).await;
        assert_eq!(refused(suspend), (404, "agreement-not-found".to_owned()));
        assert!(world.get(person("lead", &[]), ISSUE_DAY).await.is_ok());
    }
}

#[tokio::test]
async fn what_is_in_force_is_shown_to_whoever_is_named_without_its_conditions() {
    let world = agreement_of_col().await;
    assert_eq!(refused(world.get(col(), START.yesterday().unwrap()).await).0, 404, "not before its first day");
    let shown = world.get(col(), START).await.unwrap().body;
    assert_eq!((&shown["status"], &shown["version"]), (&json!("ACTIVE"), &json!("v1.0")));
    assert!(shown["document"].is_object() && shown["sha256"].is_string());
    for hidden in ["conditions", "next", "to_sign", "suspension", "ended", "destruction", "draft"] {
        assert_eq!(shown[hidden], Value::Null, "{hidden}");
    }
    let to_the_lead = world.get(person("lead", &[]), START).await.unwrap().body;
    assert!(to_the_lead["conditions"].is_array());
    // Who signed is not theirs to know beyond their own organisation's.
    let signatories: Vec<&Value> =
        shown["signatures"].as_array().unwrap().iter().map(|signature| &signature["signatory"]).collect();
    assert_eq!(signatories, [&json!(id("signatory")), &Value::Null]);
    let listed = world.listed(col(), "list-agreements", &[], START).await;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["nic"]), (1, &json!(NIC)));
    assert_eq!(world.listed(col(), "list-agreements", &[("cursor", NIC)], START).await, json!([]));
}

#[tokio::test]
async fn whoever_is_named_elsewhere_or_no_longer_sees_nothing() {
    let world = agreement_of_col().await;
    let not_named = [named(&other(), &["col"]), named(&nic(), &["una"])];
    for fact in not_named {
        world.hears(&fact, START).await;
    }
    assert_eq!(refused(world.get(col(), START).await), (404, "agreement-not-found".to_owned()));
    assert_eq!(world.listed(col(), "list-agreements", &[], START).await, json!([]));
    // Named once more, then no member any more.
    world.hears(&named(&nic(), &["col"]), START).await;
    assert!(world.get(col(), START).await.is_ok());
    let over = MembershipGrantedV1 {
        organisation: APPLICANT.parse().unwrap(),
        person: id("col"),
        roles: vec![MembershipRole::Collaborator],
        from: date(2026, 1, 1),
        until: Some(ISSUE_DAY),
    };
    world.hears(&over, START).await;
    assert_eq!(refused(world.get(col(), START).await).0, 404);
    assert_eq!(world.listed(col(), "list-agreements", &[], START).await, json!([]));
}

#[tokio::test]
async fn who_is_more_than_a_collaborator_sees_all_as_before() {
    let world = World::drafted().await;
    for (name, roles) in [
        ("ada", vec![MembershipRole::Collaborator, MembershipRole::IgLead]),
        ("bob", vec![MembershipRole::Administrator]),
    ] {
        world.has_member(name, &roles).await;
        assert_eq!(world.get(person(name, &[]), ISSUE_DAY).await.unwrap().body["state"], "DRAFT");
        assert_eq!(
            world.listed(person(name, &[]), "list-framework-contracts", &[], ISSUE_DAY).await[0]["contract"],
            CONTRACT
        );
    }
    // Whoever may sign for it sees it by that, whatever they are besides.
    world.has_member("signatory", &[MembershipRole::Collaborator]).await;
    assert_eq!(world.get(person("signatory", &[]), ISSUE_DAY).await.unwrap().body["state"], "DRAFT");
}

#[tokio::test]
async fn framework_contracts_are_nothing_to_whoever_only_collaborates() {
    let world = agreement_of_col().await;
    assert_eq!(world.listed(col(), "list-framework-contracts", &[], START).await, json!([]));
    let get = world.ask(col(), "get-framework-contract", &[("con", CONTRACT)], Value::Null, None, START).await;
    assert_eq!(refused(get), (404, "framework-contract-not-found".to_owned()));
}

#[tokio::test]
async fn what_went_out_is_shown_and_acknowledged_by_whoever_is_named() {
    let world = agreed().await;
    for name in ["col", "una"] {
        world.has_member(name, &[MembershipRole::Collaborator]).await;
    }
    world.hears(&named(&nic(), &["col"]), ISSUE_DAY).await;
    let una = || person("una", &[]);
    let release = checked(&world, "hes-apc").await;
    let planned = plan(&world, maker(), what("ecds"), START).await.unwrap().body["release"].clone();
    assert_eq!(refused(look(&world, col(), &release).await), (404, "release-not-found".to_owned()));
    make(&world, &release, START).await;
    for actor in [una(), person("stranger", &[])] {
        assert_eq!(refused(look(&world, actor.clone(), &release).await), (404, "release-not-found".to_owned()));
        let list = world.ask(actor.clone(), "list-releases", &[("nic", NIC)], Value::Null, None, START).await;
        assert_eq!(refused(list), (404, "agreement-not-found".to_owned()));
        assert!(world.tasks(actor, START).await.is_empty());
    }
    assert_eq!(look(&world, col(), &release).await.unwrap().body["state"], "RELEASED");
    let seen = world.listed(col(), "list-releases", &[("nic", NIC)], START).await;
    assert_eq!((seen.as_array().unwrap().len(), &seen[0]["release"]), (1, &json!(release)));
    assert_eq!(refused(look(&world, col(), planned.as_str().unwrap()).await).0, 404);
    // The gate tells how conditions are met.
    assert_eq!(refused(gate(&world, col(), "hes-apc", START).await).0, 404);
    assert_eq!(world.tasks(col(), START).await.len(), 1);
    let act = |actor| crate::release_world::act(&world, actor, "acknowledge-release", &release, START);
    assert_eq!(refused(act(una()).await), (404, "release-not-found".to_owned()));
    assert_eq!(act(col()).await.unwrap().body["state"], "ACKNOWLEDGED");
}

#[tokio::test]
async fn an_officer_who_collaborates_is_still_barred_from_their_own_organisations_matters() {
    let world = agreement_of_col().await;
    world.has_member("officer", &[MembershipRole::Collaborator]).await;
    let met = world.act(person("officer", &[StaffRole::CaseOfficer]), "meet-condition", json!({}), START).await;
    let refusal = refused(met);
    assert!(refusal.0 != 404 && refusal.0 >= 400, "{refusal:?}");
    assert!(world.get(body_signatory(), START).await.is_ok());
}

#[tokio::test]
async fn what_waits_goes_on_behind_any_task() {
    use dars_messages::requests::tasks::{Place, Tasks};

    let (world, _) = World::issued().await;
    let asker = person("signatory", &[StaffRole::CaseOfficer, StaffRole::BodySignatory]);
    let ask = async |cursor: &str| {
        world.ask(asker.clone(), "tasks", &[("cursor", cursor)], Value::Null, None, ISSUE_DAY).await
    };
    let all: Tasks = serde_json::from_value(ask("").await.unwrap().body).unwrap();
    assert!(!all.items.is_empty() && all.items.is_sorted_by_key(Place::of), "{all:?}");
    for (at, task) in all.items.iter().enumerate() {
        let rest: Tasks = serde_json::from_value(ask(&Place::of(task).to_string()).await.unwrap().body).unwrap();
        assert_eq!(rest.items, all.items[at + 1..]);
    }
    assert_eq!(ask("2026-13-01~a~b~c~d").await.unwrap_err().status, 400);
}
