//! An agreement is drafted from an approved version, in whichever order the two are heard.

use dars_bus::HearError;
use dars_contracts_domain::agreement::State;
use dars_messages::facts::{intake::ApplicationVersionV1, intake::EnquiryConvertedV1, review::ApplicationApprovedV1};
use dars_vocabulary::DocumentVersion;
use jiff::civil::date;

use crate::world::{APPROVAL_DAY, SECRET, World, approval, decision, nic, noon, told, version};

fn is_drafted_in_full(state: &State) -> bool {
    let Some(draft) = state.draft() else { return false };
    let approved = &draft.approved;
    draft.version == DocumentVersion::FIRST_ISSUE
        && approved.application_version == DocumentVersion::FIRST_DRAFT
        && approved.title.open().map(String::as_str) == Some("Stroke outcomes")
        && approved.content.open().is_some_and(|content| content.purpose.is_some())
}

#[tokio::test]
async fn an_agreement_is_drafted_when_the_approval_follows_the_version() {
    let world = World::empty().await;
    world.hears(&version(), date(2026, 1, 20)).await;
    assert_eq!(world.state().await, State::Absent);
    world.hears(&decision(), APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    assert!(is_drafted_in_full(&world.state().await));
    assert_eq!(world.outbox().await, ["agreement_drafted"]);
    world.is_sound().await;
}

#[tokio::test]
async fn an_agreement_is_drafted_when_the_version_follows_the_approval() {
    let world = World::empty().await;
    world.hears(&decision(), APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    assert_eq!(world.state().await, State::Absent);
    world.hears(&version(), date(2026, 1, 20)).await;
    assert!(is_drafted_in_full(&world.state().await));
    assert_eq!(world.outbox().await, ["agreement_drafted"]);
    // It is told as having happened when it was approved, not when the version that came late was submitted.
    let at: jiff_sqlx::Timestamp =
        sqlx::query_scalar("select trade_time from outbox").fetch_one(&world.pool).await.unwrap();
    assert_eq!(at.to_jiff(), noon(APPROVAL_DAY));
    world.is_sound().await;
}

/// Completes once somebody in this database waits for a lock.
async fn somebody_waits(world: &World) {
    let waiting = "select exists (select 1 from pg_locks l join pg_database d on d.oid = l.database
                   where d.datname = current_database() and not l.granted)";
    while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&world.pool).await.unwrap() {}
}

#[tokio::test]
async fn an_agreement_is_drafted_when_two_readers_hear_both_halves_at_the_same_moment() {
    for approved_first in [true, false] {
        let world = World::empty().await;
        let (approved, submitted) = (told(&approval(), APPROVAL_DAY), told(&version(), APPROVAL_DAY));
        let (first, second) = if approved_first { (&approved, &submitted) } else { (&submitted, &approved) };
        let mut tx = world.pool.begin().await.unwrap();
        world.parts.hear.hear(&mut tx, first).await.unwrap();
        let mut hearing = std::pin::pin!(world.hear(second));
        tokio::select! {
            _ = &mut hearing => panic!("the second reader did not wait for what the first has not committed"),
            () = somebody_waits(&world) => {}
        }
        tx.commit().await.unwrap();
        hearing.await.unwrap();
        assert!(is_drafted_in_full(&world.state().await));
        assert_eq!(world.outbox().await, ["agreement_drafted"]);
    }
}

#[tokio::test]
async fn the_copy_is_emptied_once_the_journal_holds_the_content() {
    let world = World::drafted().await;
    let copies: i64 = sqlx::query_scalar(
        "select (select count(*) from application_versions where body is not null)
              + (select count(*) from approvals where title is not null)
              + (select count(*) from approvers where conditions is not null)",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(copies, 0);
    assert!(world.contains(SECRET).await, "the search would find it");
}

#[tokio::test]
async fn a_version_that_was_redacted_before_it_came_is_drafted_without_content() {
    let world = World::empty().await;
    world.hears(&ApplicationVersionV1 { content: None, ..version() }, APPROVAL_DAY).await;
    world.hears(&approval(), APPROVAL_DAY).await;
    assert_eq!(world.state().await.draft().unwrap().approved.content.open(), None);
    world.is_sound().await;
}

#[tokio::test]
async fn an_approval_of_other_content_than_was_submitted_is_a_dead_letter() {
    let world = World::empty().await;
    world.hears(&version(), APPROVAL_DAY).await;
    let other = ApplicationApprovedV1 { sha256: "0".repeat(64), ..approval() };
    let heard = world.hear(&told(&other, APPROVAL_DAY)).await;
    assert!(matches!(heard, Err(HearError::Reject { code }) if code == "approved-another-content"));
    assert_eq!(world.state().await, State::Absent);
}

#[tokio::test]
async fn a_second_approved_version_beside_one_on_its_way_waits_and_is_no_dead_letter() {
    let world = World::drafted().await;
    let next = DocumentVersion::FIRST_DRAFT.next_minor();
    world.hears(&ApplicationVersionV1 { version: next, ..version() }, APPROVAL_DAY).await;
    world.hears(&ApplicationApprovedV1 { version: next, ..approval() }, APPROVAL_DAY).await;
    assert!(is_drafted_in_full(&world.state().await));
    assert_eq!(world.count("agreement_drafted").await, 1);
    let kept: i64 = sqlx::query_scalar("select count(*) from application_versions where body is not null")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, 1, "what waits keeps its content");
}

#[tokio::test]
async fn a_fact_that_is_not_for_us_or_cannot_be_read_is_a_dead_letter() {
    let world = World::empty().await;
    let stray = EnquiryConvertedV1 { enquiry: "ENQ-2026-000001".parse().unwrap(), nic: nic() };
    let heard = world.hear(&told(&stray, APPROVAL_DAY)).await;
    assert!(matches!(heard, Err(HearError::Reject { code }) if code == "not-understood"));
    let mut poison = told(&version(), APPROVAL_DAY);
    poison.body = "{\"nic\":".into();
    assert!(matches!(world.hear(&poison).await, Err(HearError::Reject { code }) if code == "unreadable"));
}
