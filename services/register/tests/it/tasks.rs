//! What waits for a publisher.

use dars_vocabulary::{Actor, ActorKind, StaffRole};
use serde_json::{Value, json};

use crate::world::{AMENDED, NIC, TODAY, World, amended, amended_activated, person, publisher};

async fn tasks(world: &World, actor: Actor) -> Value {
    world.ask(actor, "tasks", &[], Value::Null, None, TODAY).await.unwrap().body
}

#[tokio::test]
async fn a_publisher_has_each_version_that_waits_to_do_by_the_next_edition() {
    let world = World::pending().await;
    world.hears(&amended(), AMENDED).await;
    world.hears(&amended_activated(), AMENDED).await;
    let expected = |version: &str, due: &str| {
        json!({
            "what": "publish-entry", "title": format!("Publish version {version} in the register"), "reference": NIC,
            "due": due, "path": format!("/register/agreements/{NIC}/versions/{version}"),
        })
    };
    let all = json!({"items": [expected("v1.0", "2026-04-07"), expected("v1.1", "2026-07-03")], "more": false});
    assert_eq!(tasks(&world, publisher()).await, all, "by due date; Easter lies before the first");
    world.publish(publisher(), world.etag().await, true).await.unwrap();
    assert_eq!(tasks(&world, publisher()).await["items"], json!([expected("v1.0", "2026-04-07")]));
}

#[tokio::test]
async fn nobody_else_has_anything_to_do_here() {
    let world = World::pending().await;
    let machine = Actor { kind: ActorKind::Machine, ..publisher() };
    for actor in [Actor::public(), machine, person("stranger", &[]), person("officer", &[StaffRole::CaseOfficer])] {
        assert_eq!(tasks(&world, actor).await, json!({"items": [], "more": false}));
    }
}
