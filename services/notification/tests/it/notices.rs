//! From the fact that names a page to the one that tells how the last look at it went.

use std::sync::Arc;

use dars_bus::Told;
use dars_messages::facts::{
    intake::{ApplicationWithdrawnV1, IntakeRedactedV1, PrivacyNoticeNamedV1},
    review::ApplicationRefusedV1,
};
use dars_notification::notices::{Looker, NoticeSettings};
use dars_vocabulary::{Nic, code::RefusalReason};
use serde_json::json;

use crate::{
    house::{House, at, fact, meta},
    pages::{Answer, Names, Server, page},
};

const NIC: &str = "DARS-NIC-900102-M2R8D";

fn nic() -> Nic {
    NIC.parse().unwrap()
}

fn named(time: &str, url: &str) -> Told {
    let fact_of =
        PrivacyNoticeNamedV1 { nic: nic(), url: Some(url.to_owned()), url_sha256: format!("{:064x}", url.len()) };
    fact(time, &fact_of)
}

struct Desk {
    house: House,
    looker: Looker,
    server: Server,
}

impl Desk {
    async fn with(paths: &[(&str, Answer)]) -> Self {
        let server = Server::start(paths).await;
        let address = server.address;
        let house = House::furnished(|service| service["notices"]["allow"] = json!([address])).await;
        let settings = NoticeSettings::of(&house.context.settings).unwrap();
        let names = Names::of(&[("notice.example", &[&["127.0.0.1"]])]);
        let looker = Looker::new(house.context.clone(), &settings, names);
        Self { house, looker, server }
    }

    async fn look(&self, now: &str) -> u64 {
        self.looker.look_due(&meta(at(now))).await.unwrap()
    }

    fn url(&self, path: &str) -> String {
        self.server.url("notice.example", path)
    }

    /// What was told of looks: whether it opened, how it went, on which day.
    async fn told(&self) -> Vec<(bool, String, String)> {
        let told = self.house.told().await;
        let checked = told.iter().filter(|(subject, _)| subject.contains("privacy_notice_checked"));
        checked
            .map(|(subject, body)| {
                assert_eq!(subject, &format!("dars.notification.privacy_notice_checked.v1.{NIC}"));
                assert!(!body.to_string().contains("notice.example"), "the address is not told: {body}");
                let text = |field: &str| body[field].as_str().unwrap().to_owned();
                (body["live"].as_bool().unwrap(), text("code"), text("checked_on"))
            })
            .collect()
    }

    async fn rest_is_over(&self) {
        sqlx::query("update privacy_notices set not_before = null").execute(&self.house.pool).await.unwrap();
    }
}

fn row(live: bool, code: &str, on: &str) -> (bool, String, String) {
    (live, code.to_owned(), on.to_owned())
}

#[tokio::test]
async fn a_page_that_is_named_is_looked_at_once_and_then_weekly() {
    let desk = Desk::with(&[("/privacy", page("200 OK", "", "We use it so."))]).await;
    desk.house.hear(&named("2026-11-02T09:00:00Z", &desk.url("/privacy"))).await;
    assert_eq!(desk.looker.next_due().await.unwrap(), Some(at("2026-11-02T09:00:00Z")));
    assert_eq!(desk.look("2026-11-02T08:59:59Z").await, 0);
    assert_eq!(desk.look("2026-11-02T09:00:00Z").await, 1);
    assert_eq!(desk.told().await, [row(true, "live", "2026-11-02")]);
    assert_eq!(desk.looker.next_due().await.unwrap(), Some(at("2026-11-09T09:00:00Z")));
    // What stays as it is is not told again; a clock that jumps over weeks has one look to catch up with.
    assert_eq!(desk.look("2026-11-30T09:00:00Z").await, 1);
    assert_eq!(desk.look("2026-11-30T09:00:00Z").await, 0);
    assert_eq!(desk.told().await.len(), 1);
}

#[tokio::test]
async fn one_that_goes_dead_is_told_and_so_is_its_return() {
    let desk = Desk::with(&[]).await;
    desk.house.hear(&named("2026-11-02T09:00:00Z", &desk.url("/privacy"))).await;
    desk.look("2026-11-02T09:00:00Z").await;
    assert_eq!(desk.told().await, [row(false, "not-found", "2026-11-02")]);
    desk.look("2026-11-03T09:00:00Z").await;
    assert_eq!(desk.told().await.len(), 1, "still dead");
    // The applicant saves the section again: the answer is told even if it is the same.
    desk.house.hear(&named("2026-11-03T10:00:00Z", &desk.url("/privacy"))).await;
    desk.look("2026-11-03T10:00:00Z").await;
    assert_eq!(desk.told().await[1], row(false, "not-found", "2026-11-03"));
}

#[tokio::test]
async fn a_page_that_is_away_is_tried_three_times_before_it_is_called_dead() {
    let desk = Desk::with(&[("/privacy", page("503 Service Unavailable", "", "soon"))]).await;
    desk.house.hear(&named("2026-11-02T09:00:00Z", &desk.url("/privacy"))).await;
    for _ in 0..2 {
        assert_eq!(desk.look("2026-11-02T09:00:00Z").await, 1);
        assert_eq!(desk.look("2026-11-02T09:00:00Z").await, 0, "it rests");
        assert_eq!(desk.told().await, []);
        desk.rest_is_over().await;
    }
    assert_eq!(desk.look("2026-11-02T09:00:00Z").await, 1);
    assert_eq!(desk.told().await, [row(false, "server-error", "2026-11-02")]);
}

#[tokio::test]
async fn named_twice_it_is_one_row_and_the_newest_page_counts() {
    let desk = Desk::with(&[("/new", page("200 OK", "", "here"))]).await;
    let first = named("2026-11-02T09:00:00Z", &desk.url("/old"));
    desk.house.hear_all(&[first.clone(), first]).await;
    desk.house.hear(&named("2026-11-02T09:05:00Z", &desk.url("/new"))).await;
    assert_eq!(desk.look("2026-11-02T09:05:00Z").await, 1);
    assert_eq!(desk.told().await, [row(true, "live", "2026-11-02")]);
}

#[tokio::test]
async fn a_page_named_while_another_is_in_hand_is_not_answered_for_the_other() {
    let desk = Desk::with(&[("/new", page("200 OK", "", "here"))]).await;
    desk.house.hear(&named("2026-11-02T09:00:00Z", &desk.url("/old"))).await;
    // Taken by one who dies: free again after its lease.
    sqlx::query("update privacy_notices set lease = gen_random_uuid(), lease_until = now() + interval '1 minute'")
        .execute(&desk.house.pool)
        .await
        .unwrap();
    assert_eq!(desk.look("2026-11-02T09:01:00Z").await, 0);
    desk.house.hear(&named("2026-11-02T09:05:00Z", &desk.url("/new"))).await;
    assert_eq!(desk.look("2026-11-02T09:05:00Z").await, 1);
    assert_eq!(desk.told().await, [row(true, "live", "2026-11-02")]);
}

#[tokio::test]
async fn nobody_looks_once_the_application_is_over_and_its_address_is_forgotten() {
    let withdrawn =
        |time: &str| fact(time, &ApplicationWithdrawnV1 { nic: nic(), organisation: "WYCHMOOR".parse().unwrap() });
    let desk = Desk::with(&[("/privacy", page("200 OK", "", "here"))]).await;
    let early = named("2026-11-02T09:00:00Z", &desk.url("/privacy"));
    desk.house.hear(&early).await;
    desk.house.hear(&withdrawn("2026-11-03T09:00:00Z")).await;
    assert_eq!(desk.looker.next_due().await.unwrap(), None);
    let url: String = sqlx::query_scalar("select url from privacy_notices").fetch_one(&desk.house.pool).await.unwrap();
    assert_eq!(url, "");
    // What was named before comes late: it changes nothing. A change of the agreement names it anew.
    desk.house.hear(&early).await;
    assert_eq!(desk.looker.next_due().await.unwrap(), None);
    desk.house.hear(&named("2026-12-01T09:00:00Z", &desk.url("/privacy"))).await;
    assert_eq!(desk.look("2026-12-01T09:00:00Z").await, 1);
    // An ending of the time before comes later still.
    desk.house.hear(&refused("2026-11-03T08:00:00Z")).await;
    assert_eq!(desk.looker.next_due().await.unwrap(), Some(at("2026-12-08T09:00:00Z")));
}

fn refused(time: &str) -> Told {
    fact(
        time,
        &ApplicationRefusedV1 {
            nic: nic(),
            version: "v0.1".parse().unwrap(),
            reason: RefusalReason::SolelyCommercial,
            decided_on: "2026-11-03".parse().unwrap(),
        },
    )
}

#[tokio::test]
async fn an_address_that_was_redacted_is_forgotten_and_one_emptied_before_is_not_looked_at() {
    let desk = Desk::with(&[]).await;
    let told = named("2026-11-02T09:00:00Z", &desk.url("/privacy"));
    desk.house.hear(&told).await;
    let redacted = IntakeRedactedV1 { reference: NIC.to_owned(), events: vec![told.event_id] };
    desk.house.hear(&fact("2026-11-02T10:00:00Z", &redacted)).await;
    let left: i64 = sqlx::query_scalar("select count(*) from privacy_notices where url <> '' or due_at is not null")
        .fetch_one(&desk.house.pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
    let emptied = PrivacyNoticeNamedV1 { nic: nic(), url: None, url_sha256: "0".repeat(64) };
    desk.house.hear(&fact("2026-11-02T11:00:00Z", &emptied)).await;
    assert_eq!(desk.looker.next_due().await.unwrap(), None);
}

#[tokio::test]
async fn a_local_stack_looks_at_nothing_unless_it_is_told_what_may_be_looked_at() {
    let house = House::start().await;
    let settings = NoticeSettings::of(&house.context.settings).unwrap();
    assert!(!settings.look);
    house.hear(&named("2026-11-02T09:00:00Z", "https://notice.example/privacy")).await;
    let looker = Looker::new(house.context.clone(), &settings, Arc::new(dars_notification::notices::System));
    assert_eq!(looker.look_due(&meta(at("2026-11-02T09:00:00Z"))).await.unwrap(), 0);
    assert_eq!(looker.next_due().await.unwrap(), None);
    assert_eq!(house.next_due().await, None);
}

#[tokio::test]
async fn the_sweep_looks_and_mails_go_out_beside_it() {
    let server = Server::start(&[("/privacy", page("200 OK", "", "here"))]).await;
    let address = server.address;
    let house = House::furnished(|service| service["notices"]["allow"] = json!([address])).await;
    // By its number, since this sweep resolves names as the machine does.
    house.hear(&named("2026-11-02T09:00:00Z", &server.url("127.0.0.1", "/privacy"))).await;
    assert_eq!(house.next_due().await, Some(at("2026-11-02T09:00:00Z")));
    assert_eq!(house.sweep(at("2026-11-02T09:00:00Z")).await, 1);
    assert!(house.told().await.iter().any(|(subject, body)| subject.contains("checked") && body["live"] == true));
}
