//! What is heard of an agreement is taken twice and in any order.

use dars_bus::HearError;
use dars_messages::facts::intake::EnquiryConvertedV1;
use dars_vocabulary::DocumentVersion;

use crate::world::{END, START, TODAY, World, activated, expired, nic, released, told, version};

const FIRST: DocumentVersion = DocumentVersion::FIRST_ISSUE;

#[tokio::test]
async fn an_entry_is_pending_once_its_version_is_in_force() {
    let world = World::empty().await;
    world.hears(&version(), START).await;
    assert_eq!(world.stage(FIRST).await, "HELD");
    world.hears(&activated(), START).await;
    assert_eq!(world.stage(FIRST).await, "PENDING");
    assert_eq!(world.outbox().await, ["entry_pending"]);
    world.is_sound().await;
}

#[tokio::test]
async fn an_entry_is_pending_when_the_version_comes_after_it_was_in_force() {
    let world = World::empty().await;
    world.hears(&activated(), START).await;
    assert_eq!(world.stage(FIRST).await, "AWAITED");
    world.hears(&version(), START).await;
    assert_eq!(world.stage(FIRST).await, "PENDING");
    assert_eq!(world.outbox().await, ["entry_pending"]);
    world.is_sound().await;
}

#[tokio::test]
async fn an_organisations_new_name_is_kept() {
    let world = World::empty().await;
    let fact = dars_messages::facts::intake::OrganisationRenamedV1 {
        organisation: crate::world::APPLICANT.parse().unwrap(),
        name: "The University of Northmere".to_owned(),
        from: TODAY,
    };
    world.hears(&fact, TODAY.tomorrow().unwrap()).await;
    let kept = sqlx::query_scalar::<_, String>("select name from organisations where id = $1");
    let name = kept.bind(fact.organisation.as_str()).fetch_one(&world.pool).await.unwrap();
    assert_eq!(name, fact.name);
    // What was told before it, and comes late, brings no older name back.
    let older = dars_messages::facts::intake::OrganisationRegisteredV1 {
        organisation: fact.organisation.clone(),
        name: "Northmere University".to_owned(),
        organisation_type: dars_vocabulary::code::OrganisationType::Academic,
    };
    world.hears(&older, TODAY).await;
    let kept = sqlx::query_scalar::<_, String>("select name from organisations where id = $1");
    let name = kept.bind(fact.organisation.as_str()).fetch_one(&world.pool).await.unwrap();
    assert_eq!(name, fact.name);
}

#[tokio::test]
async fn every_order_of_the_three_facts_comes_to_the_same() {
    let mut ends = Vec::new();
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let world = World::empty().await;
        for which in order {
            match which {
                0 => world.hears(&version(), START).await,
                1 => world.hears(&activated(), START).await,
                _ => world.hears(&expired(), END).await,
            };
        }
        world.is_sound().await;
        assert_eq!(world.outbox().await, ["entry_pending"], "{order:?}");
        ends.push(world.state().await);
    }
    let first = ends[0].version(FIRST).unwrap();
    assert_eq!((first.name(), first.heard().ended_on()), ("PENDING", Some(END)));
    assert!(ends.iter().all(|end| *end == ends[0]));
}

#[tokio::test]
async fn the_end_of_a_published_entry_is_told_once() {
    let world = World::published().await;
    world.hears(&expired(), END).await;
    assert_eq!(world.outbox().await, ["entry_pending", "entry_published", "entry_ended"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_release_that_comes_before_its_version_is_kept_until_it_is_published() {
    let world = World::empty().await;
    world.hears(&released(1, TODAY), TODAY).await;
    assert_eq!(world.stage(FIRST).await, "AWAITED");
    world.hears(&activated(), START).await;
    world.hears(&version(), START).await;
    assert_eq!(world.stage(FIRST).await, "PENDING");
    assert_eq!(world.state().await.version(FIRST).unwrap().heard().releases.len(), 1, "delivered twice, kept once");
    assert_eq!(world.outbox().await, ["entry_pending"]);
    world.is_sound().await;
}

#[tokio::test]
async fn a_fact_that_is_not_for_us_or_cannot_be_read_is_a_dead_letter() {
    let world = World::empty().await;
    let stray = EnquiryConvertedV1 { enquiry: "ENQ-2026-000001".parse().unwrap(), nic: nic() };
    let heard = world.hear(&told(&stray, START)).await;
    assert!(matches!(heard, Err(HearError::Reject { code }) if code == "not-understood"));
    let mut poison = told(&version(), START);
    poison.body = "[]".into();
    assert!(matches!(world.hear(&poison).await, Err(HearError::Reject { code }) if code == "unreadable"));
}
