//! What everyone may read, and what the publisher alone.

use dars_vocabulary::{Actor, StaffRole};
use serde_json::{Value, json};

use crate::world::{
    ADDRESS, END, HOST, NIC, SECRET, START, TODAY, World, activated, expired, person, publisher, refused, version,
};

#[tokio::test]
async fn an_entry_is_never_visible_before_it_is_published() {
    let world = World::empty().await;
    let everyone = [Actor::public(), person("stranger", &[]), person("officer", &[StaffRole::CaseOfficer])];
    let unseen = || async {
        for actor in everyone.clone() {
            assert_eq!(world.list(actor.clone(), "list-entries").await, json!([]));
            assert_eq!(refused(world.get(actor, TODAY).await), (404, "not-found".to_owned()));
        }
    };
    unseen().await;
    world.hears(&version(), START).await;
    unseen().await;
    world.hears(&activated(), START).await;
    unseen().await;
    let overview = world.ask(Actor::public(), "local-overview", &[], Value::Null, None, TODAY).await.unwrap().body;
    assert_eq!(overview, json!({"entries": [{"nic": NIC, "state": "PENDING", "status": null, "title": null}]}));
    world.publish(publisher(), world.etag().await, true).await.unwrap();
    for actor in everyone.clone() {
        assert_eq!(world.list(actor.clone(), "list-entries").await[0]["nic"], NIC);
        world.get(actor, TODAY).await.unwrap();
    }
}

#[tokio::test]
async fn a_published_entry_is_shown_with_names_and_the_registers_labels() {
    let world = World::published().await;
    let reply = world.get(Actor::public(), TODAY).await.unwrap();
    let entry = &reply.body;
    assert_eq!(reply.etag, Some(world.etag().await));
    assert_eq!(entry["reference"], "DARS-NIC-900101-K4T7Q-v1.0");
    assert_eq!(entry["objective"], SECRET);
    assert_eq!(entry["applicant"], json!({"id": "NORTH", "name": "Northmere University"}));
    assert_eq!(entry["territory"], json!({"code": "england-and-wales", "label": "England and Wales"}));
    let data_set = &entry["data_sets"][0];
    assert_eq!(data_set["name"], "Hospital Episode Statistics Admitted Patient Care");
    assert_eq!(data_set["cldc"], json!([{"code": "consent", "label": "Consent (Reasonable Expectation)"}]));
    assert_eq!(data_set["cldc_label"], "Consent (Reasonable Expectation)");
    assert_eq!(data_set["opt_outs_applied"], false);
    assert_eq!(data_set["legal_power"], Value::Null, "not recorded");
    assert_eq!(entry["processors"], json!([{"id": HOST, "name": "Clearbank Cloud Ltd"}]));
    assert_eq!(entry["sub_licensing"], false);
    assert!(!entry.to_string().contains(ADDRESS), "where data is kept is never shown");
    assert!(!entry.to_string().contains(&publisher().id.to_string()), "the publisher is never shown");
}

#[tokio::test]
async fn an_entry_has_ended_the_day_after_its_last_and_stays() {
    let world = World::published().await;
    let status = async |day| world.get(Actor::public(), day).await.unwrap().body["status"].clone();
    let after = END.tomorrow().unwrap();
    assert_eq!(status(TODAY).await, "ACTIVE");
    assert_eq!(status(END).await, "EXPIRING");
    assert_eq!(status(after).await, "EXPIRED");
    world.hears(&expired(), after).await;
    assert_eq!(status(after).await, "EXPIRED");
}

#[tokio::test]
async fn the_publisher_reads_a_pending_entry_as_it_would_be_published() {
    let world = World::pending().await;
    let reply = world.get(publisher(), TODAY).await.unwrap();
    assert_eq!((&reply.body["state"], &reply.body["findings"]), (&json!("PENDING"), &json!([])));
    let preview = reply.body["preview"].clone();
    let listed = world.list(publisher(), "list-pending").await;
    assert_eq!(listed[0]["etag"], json!(reply.etag));
    assert_eq!(listed[0]["entry"]["title"], preview["title"]);
    world.publish(publisher(), reply.etag.unwrap(), true).await.unwrap();
    assert_eq!(world.get_version(Actor::public(), "v1.0", TODAY).await.unwrap().body, preview);
    assert_eq!(world.list(publisher(), "list-pending").await, json!([]));
}

#[tokio::test]
async fn only_the_publisher_sees_what_is_pending() {
    let world = World::pending().await;
    let ask = |actor| world.ask(actor, "list-pending", &[], Value::Null, None, TODAY);
    assert_eq!(refused(ask(Actor::public()).await), (401, "sign-in-needed".to_owned()));
    let officer = person("officer", &[StaffRole::CaseOfficer]);
    assert_eq!(refused(ask(officer).await), (403, "register-publisher-needed".to_owned()));
}

#[tokio::test]
async fn a_list_goes_on_behind_its_last_item() {
    let world = World::published().await;
    let ask = async |params: &[(&str, &str)]| {
        world.ask(Actor::public(), "list-entries", params, Value::Null, None, TODAY).await
    };
    assert_eq!(ask(&[("limit", "1")]).await.unwrap().body["next"], NIC);
    let next = ask(&[("limit", "1"), ("cursor", NIC)]).await.unwrap().body;
    assert_eq!(next, json!({"items": [], "next": null}));
    assert_eq!(refused(ask(&[("limit", "0")]).await).0, 400);
}

#[tokio::test]
async fn production_has_no_overview() {
    let world = World::start(false).await;
    let refusal = world.ask(Actor::public(), "local-overview", &[], Value::Null, None, TODAY).await;
    assert_eq!(refused(refusal), (404, "not-found".to_owned()));
}
