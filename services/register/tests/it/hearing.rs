//! What is heard of an agreement is taken twice and in any order.

use dars_bus::HearError;
use dars_messages::facts::{contracts::AgreementVersionV1, intake::EnquiryConvertedV1};
use dars_register_domain::entry::State;
use dars_vocabulary::DocumentVersion;

use crate::world::{END, START, World, activated, expired, nic, told, version};

#[tokio::test]
async fn an_entry_is_pending_once_its_version_is_in_force() {
    let world = World::empty().await;
    world.hears(&version(), START).await;
    assert!(matches!(world.state().await, State::Held(_)));
    world.hears(&activated(), START).await;
    assert!(matches!(world.state().await, State::Pending(_)));
    assert_eq!(world.outbox().await, ["entry_pending"]);
    world.is_sound().await;
}

#[tokio::test]
async fn an_entry_is_pending_when_the_version_comes_after_it_was_in_force() {
    let world = World::empty().await;
    world.hears(&activated(), START).await;
    assert!(matches!(world.state().await, State::Awaited(_)));
    world.hears(&version(), START).await;
    assert!(matches!(world.state().await, State::Pending(_)));
    assert_eq!(world.outbox().await, ["entry_pending"]);
    world.is_sound().await;
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
    assert!(matches!(&ends[0], State::Pending(held) if held.ended_on == Some(END)));
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
async fn another_version_of_an_agreement_overwrites_nothing() {
    let world = World::pending().await;
    let before = world.state().await;
    let other = AgreementVersionV1 { version: DocumentVersion::FIRST_ISSUE.next_minor(), ..version() };
    let heard = world.hear(&told(&other, START)).await;
    assert!(matches!(heard, Err(HearError::Reject { code }) if code == "another-version"));
    assert_eq!(world.state().await, before);
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
