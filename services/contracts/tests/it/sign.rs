//! Who may sign what, and what the signatures bring about.

use dars_vocabulary::{Actor, StaffRole};
use jiff::ToSpan as _;
use serde_json::json;

use crate::world::{
    APPLICANT, BODY, ISSUE_DAY, START, World, body_signatory, machine, officer, person, refused, technical_now,
};

#[tokio::test]
async fn an_agreement_is_not_active_until_every_party_has_signed() {
    let (world, sha256) = World::issued().await;
    let status = || async { world.get(officer(), START).await.unwrap().body["status"].clone() };
    assert_eq!(status().await, "ISSUED_FOR_SIGNATURE");

    let first = world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, START).await.unwrap();
    assert_eq!((first.status, &first.body["state"]), (201, &json!("PART_SIGNED")));
    assert_eq!(first.body["still_to_sign"], json!([{"organisation": BODY, "side": "body"}]));
    assert_eq!(world.sweep(START).await, 0);
    assert_eq!(status().await, "PART_SIGNED");

    let last = world.sign(body_signatory(), "body", BODY, &sha256, START).await.unwrap();
    assert_eq!(last.body["status"], "ACTIVE");
    assert_eq!(status().await, "ACTIVE");
    assert_eq!(
        world.outbox().await[4..],
        ["agreement_signature_recorded", "agreement_signature_recorded", "agreement_signed", "agreement_activated"]
    );
    world.is_sound().await;
}

#[tokio::test]
async fn a_signature_that_quotes_another_hash_is_refused() {
    let (world, _) = World::issued().await;
    let stale = "0".repeat(64);
    let refusal = refused(world.sign(person("signatory", &[]), "organisation", APPLICANT, &stale, ISSUE_DAY).await);
    assert_eq!(refusal, (409, "signature-quotes-another-version".to_owned()));
    assert_eq!(world.count("agreement_signature_recorded").await, 0);
}

#[tokio::test]
async fn only_a_person_who_has_just_signed_in_signs() {
    let (world, sha256) = World::issued().await;
    let signed_in = |at| Actor { signed_in_at: at, ..person("signatory", &[]) };
    let sign = |actor| world.sign(actor, "organisation", APPLICANT, &sha256, ISSUE_DAY);
    for at in [None, Some(technical_now() - 5.minutes()), Some(technical_now() - 2.hours())] {
        assert_eq!(refused(sign(signed_in(at)).await), (401, "sign-in-too-old".to_owned()));
    }
    assert_eq!(refused(sign(machine()).await), (403, "person-needed".to_owned()));
    assert_eq!(refused(sign(Actor::public()).await), (401, "sign-in-needed".to_owned()));
    assert_eq!(refused(sign(person("stranger", &[])).await), (404, "agreement-not-found".to_owned()));
    assert_eq!(refused(sign(person("lead", &[])).await), (403, "signing-authority-not-confirmed".to_owned()));
    assert_eq!(world.state().await.name(), "ISSUED_FOR_SIGNATURE");
}

#[tokio::test]
async fn whoever_approved_it_does_not_sign_it_for_the_body() {
    let (world, sha256) = World::issued().await;
    let approver = person("approver", &[StaffRole::Approver, StaffRole::BodySignatory]);
    let refusal = refused(world.sign(approver, "body", BODY, &sha256, ISSUE_DAY).await);
    assert_eq!(refusal, (403, "signs-what-they-approved".to_owned()));
}

#[tokio::test]
async fn nobody_signs_for_the_body_while_the_approver_is_not_known() {
    let (world, sha256) = World::issued().await;
    sqlx::query("delete from approvers").execute(&world.pool).await.unwrap();
    let sign = || world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY);
    assert_eq!(refused(sign().await), (409, "approver-not-known".to_owned()));
    world.hears(&crate::world::decision(), ISSUE_DAY).await;
    sign().await.unwrap();
}

#[tokio::test]
async fn a_party_signs_once() {
    let (world, sha256) = World::issued().await;
    let sign = || world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY);
    sign().await.unwrap();
    assert_eq!(refused(sign().await), (409, "party-has-signed".to_owned()));
    assert_eq!(world.count("agreement_signature_recorded").await, 1);
}

#[tokio::test]
async fn two_signatures_at_the_same_moment_both_count() {
    let (world, sha256) = World::issued().await;
    let (one, other) = tokio::join!(
        world.sign(person("signatory", &[]), "organisation", APPLICANT, &sha256, ISSUE_DAY),
        world.sign(body_signatory(), "body", BODY, &sha256, ISSUE_DAY),
    );
    one.unwrap();
    other.unwrap();
    assert_eq!(world.state().await.name(), "SIGNED");
    assert_eq!(world.count("agreement_signed").await, 1);
    world.is_sound().await;
}
