//! What intake tells, told once, twice, and out of order.

use dars_bus::{HearError, Told};
use dars_messages::facts::intake::{ApplicationOpenedV1, OrganisationRegisteredV1, OrganisationRenamedV1};
use dars_vocabulary::code::OrganisationType;
use serde_json::json;

use crate::desk::{
    Desk, FIRST, SECOND, ann, bea, content, membership_told, nic, no, northmere, olu, request, road, submitted_told,
    told, version_of, version_told,
};

fn code(result: Result<(), HearError>) -> String {
    match result {
        Err(HearError::Reject { code }) => code,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_submitted_version_opens_a_case_that_waits_for_an_officer() {
    let desk = Desk::open().await;
    desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
    desk.hear(&submitted_told(2)).await.unwrap();
    assert_eq!(desk.told_outside().await, ["case_opened"]);
    let shown = desk.get(&olu()).await.unwrap();
    assert_eq!(shown.etag, Some(1));
    assert_eq!(shown.body["state"], "IN_REVIEW");
    assert_eq!(shown.body["officer"], json!(null));
    assert_eq!(shown.body["submitted_on"], "2026-11-20");
    assert_eq!(shown.body["decision_due"], "2027-02-17");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_version_told_twice_opens_one_case() {
    let desk = Desk::open().await;
    let version = version_told(1, FIRST, content(&[]));
    desk.hear(&version).await.unwrap();
    // As the reader would deliver it, were it not for the inbox; and as a restored intake would tell it again.
    for again in [version.clone(), Told { event_id: uuid::Uuid::from_u128(2), ..version }] {
        desk.hear(&again).await.unwrap();
        assert_eq!(desk.told_outside().await, ["case_opened"]);
        assert_eq!(desk.case().await.version, 1);
    }
    let copies: i64 =
        sqlx::query_scalar("select count(*) from application_versions").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(copies, 1);
}

#[tokio::test]
async fn a_submission_heard_before_its_version_is_understood_and_opens_nothing() {
    let desk = Desk::open().await;
    desk.hear(&submitted_told(2)).await.unwrap();
    assert_eq!(desk.case().await.version, 0);
    desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
    assert_eq!(desk.told_outside().await, ["case_opened"]);
}

#[tokio::test]
async fn a_version_heard_after_a_later_one_changes_nothing() {
    let desk = Desk::open().await;
    desk.hear(&version_told(2, SECOND, content(&[]))).await.unwrap();
    desk.hear(&version_told(1, FIRST, content(&[]))).await.unwrap();
    assert_eq!(desk.told_outside().await, ["case_opened"]);
    assert_eq!(desk.case().await.state.case().unwrap().version, SECOND);
}

#[tokio::test]
async fn a_later_version_begins_the_case_anew_with_the_same_officer() {
    let desk = Desk::with_case(3).await;
    desk.hear(&version_told(2, SECOND, content(&[]))).await.unwrap();
    let shown = desk.get(&olu()).await.unwrap().body;
    assert_eq!(
        (&shown["state"], &shown["version"], &shown["officer"]),
        (&json!("IN_REVIEW"), &json!("v0.2"), &json!(olu().id))
    );
    assert_eq!(shown["officers"], json!([olu().id]));
    assert_eq!(desk.told_outside().await.last().unwrap(), "case_opened");
    desk.must_verify().await;
}

#[tokio::test]
async fn the_day_of_submission_is_londons() {
    let desk = Desk::open().await;
    let fact = version_of(nic(), FIRST, Some(content(&[])));
    desk.hear(&told(&fact, 1, "2026-06-30T23:30:00Z")).await.unwrap();
    assert_eq!(desk.get(&olu()).await.unwrap().body["submitted_on"], "2026-07-01");
}

#[tokio::test]
async fn what_is_not_for_review_or_cannot_be_read_is_rejected_and_changes_nothing() {
    let desk = Desk::open().await;
    let stranger = ApplicationOpenedV1 { nic: nic(), organisation: northmere() };
    assert_eq!(code(desk.hear(&told(&stranger, 1, "2026-11-20T09:00:00Z")).await), "not-understood");
    let version = version_told(2, FIRST, content(&[]));
    let newer = Told { version: 2, ..version.clone() };
    assert_eq!(code(desk.hear(&newer).await), "not-understood");
    for body in ["{}", "", "[]", r#"{"nic": "DARS-NIC-1"}"#] {
        let poison = Told { body: body.as_bytes().to_vec().into(), ..version.clone() };
        assert_eq!(code(desk.hear(&poison).await), "unreadable", "{body}");
    }
    assert_eq!(desk.case().await.version, 0);
    assert!(desk.told_outside().await.is_empty());
}

#[tokio::test]
async fn organisations_and_memberships_are_kept_as_they_were_told_last() {
    let desk = Desk::with_case(0).await;
    for (event, name) in [(10, "Northmere University"), (10, "Northmere University"), (11, "University of Northmere")] {
        let fact = OrganisationRegisteredV1 {
            organisation: northmere(),
            name: name.to_owned(),
            organisation_type: OrganisationType::ALL[0],
        };
        desk.hear(&told(&fact, event, "2026-11-20T09:00:00Z")).await.unwrap();
        assert_eq!(desk.get(&olu()).await.unwrap().body["organisation_name"], name);
    }
    let listed = desk.serve(request(&olu(), "list-cases", &nic(), json!(null), None)).await.unwrap();
    assert_eq!(listed.body["items"][0]["organisation_name"], "University of Northmere");
    for event in [12, 12] {
        desk.hear(&membership_told(event, &olu(), None)).await.unwrap();
    }
    let members: i64 = sqlx::query_scalar("select count(*) from memberships").fetch_one(&desk.pool).await.unwrap();
    assert_eq!(members, 1);
}

#[tokio::test]
async fn whoever_assessed_it_before_it_was_written_decides_upon_no_version_of_it() {
    let desk = Desk::open().await;
    let mut first = version_of(nic(), FIRST, Some(content(&[])));
    first.assessors = vec![ann().id];
    for event in [1, 2] {
        desk.hear(&told(&first, event, "2026-11-20T09:00:00Z")).await.unwrap();
    }
    assert_eq!(desk.get(&olu()).await.unwrap().body["assessors"], json!([ann().id]));
    // A later version that names nobody takes nobody out.
    desk.hear(&version_told(3, SECOND, content(&[]))).await.unwrap();
    let [assign, ready, no_advice, approve] = road();
    for (actor, action, body) in [assign, ready, no_advice] {
        desk.ask_now(&actor, action, body).await.unwrap();
    }
    assert_eq!(no(desk.ask_now(&approve.0, approve.1, approve.2.clone()).await).1, "approver-was-case-officer");
    let bea = desk.ask_now(&bea(), approve.1, approve.2).await;
    assert!(bea.is_ok(), "{bea:?}");
    desk.must_verify().await;
}

#[tokio::test]
async fn a_name_that_is_told_late_or_twice_never_brings_an_older_one_back() {
    let (name, organisation_type) = ("Northmere University".to_owned(), OrganisationType::Academic);
    let registered = OrganisationRegisteredV1 { organisation: northmere(), name, organisation_type };
    let renamed = |event: u128, time: &str, name: &str| {
        let from = "2026-11-01".parse().unwrap();
        told(&OrganisationRenamedV1 { organisation: northmere(), name: name.to_owned(), from }, event, time)
    };
    let first = told(&registered, 60, "2026-10-01T09:00:00Z");
    let second = renamed(61, "2026-11-01T09:00:00Z", "Northmere");
    // It goes by a former name again.
    let third = renamed(62, "2026-11-02T09:00:00Z", "Northmere University");
    let fourth = renamed(63, "2026-11-03T09:00:00Z", "New Northmere");
    for (order, newest) in [
        (vec![&first, &second], "Northmere"),
        (vec![&second, &first], "Northmere"),
        (vec![&first, &second, &third], "Northmere University"),
        (vec![&third, &second, &first], "Northmere University"),
        (vec![&second, &third, &first, &second], "Northmere University"),
        (vec![&fourth, &first, &third, &second], "New Northmere"),
        (vec![&first, &fourth, &second, &first], "New Northmere"),
    ] {
        let desk = Desk::with_case(0).await;
        for heard in order.iter().copied().flat_map(|one| [one, one]) {
            desk.hear(heard).await.unwrap();
        }
        assert_eq!(desk.get(&olu()).await.unwrap().body["organisation_name"], newest);
        let known: i64 =
            sqlx::query_scalar("select count(*) from organisation_names").fetch_one(&desk.pool).await.unwrap();
        let told: std::collections::BTreeSet<&[u8]> = order.iter().map(|one| one.body.as_ref()).collect();
        assert!(usize::try_from(known).unwrap() <= told.len(), "it is found by each, once");
    }
}
