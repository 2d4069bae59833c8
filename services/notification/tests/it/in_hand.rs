//! What is settled while a sender has its mail in hand: it does not go out again, whatever became of that try.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use dars_bus::Told;
use dars_messages::facts::{intake::ClarificationAnsweredV1, review::ClarificationRaisedV1};
use dars_notification::{
    post::{NOT_CONNECTED, Outcome, Parcel, Transport},
    settings::MailSettings,
};
use dars_vocabulary::{code::ClarificationSeverity, content::SectionName};
use jiff::civil::date;
use tokio::sync::Notify;

use crate::{
    house::{House, Recorder, at, fact, meta},
    mails::peopled,
    story::{self, nic},
};

/// Takes its time with the first mail, and then answers as told; no other is taken now.
struct Slow {
    took: Notify,
    go: Notify,
    first: Mutex<Option<Outcome>>,
}

impl Slow {
    fn answering(outcome: Outcome) -> Arc<Self> {
        Arc::new(Self { took: Notify::new(), go: Notify::new(), first: Mutex::new(Some(outcome)) })
    }
}

#[async_trait]
impl Transport for Slow {
    async fn send(&self, _parcel: &Parcel) -> Outcome {
        let first = self.first.lock().unwrap().take();
        let Some(outcome) = first else { return later() };
        self.took.notify_one();
        self.go.notified().await;
        outcome
    }
}

/// Sweeps with a slow server; `told` is heard while it has the first mail.
async fn while_in_hand(house: &House, now: &str, outcome: Outcome, told: &Told) {
    let slow = Slow::answering(outcome);
    let mut settings = MailSettings::of(&house.context.settings).unwrap();
    settings.connections = 1;
    let parts = dars_notification::parts_over(&house.context, settings, slow.clone());
    let now = meta(at(now));
    let heard = async {
        slow.took.notified().await;
        house.hear(told).await;
        slow.go.notify_one();
    };
    let (swept, ()) = tokio::join!(parts.sweep.sweep(&now), heard);
    swept.unwrap();
}

fn later() -> Outcome {
    Outcome::Later { code: "450".to_owned() }
}

/// A chase that is due, to one signatory with an address.
async fn chased() -> House {
    let house = House::start().await;
    house.hear_all(&story::directory()).await;
    let contacts = story::contacts();
    house.hear_all(&contacts).await;
    house.hear(&story::issued()).await;
    house.sweep(at("2026-11-10T10:00:00Z")).await;
    house
}

#[tokio::test]
async fn a_chase_in_hand_when_the_last_signature_comes_is_not_tried_again() {
    let house = chased().await;
    while_in_hand(&house, "2026-11-13T09:00:00Z", later(), &story::signed()).await;
    house.rest_is_over().await;
    house.sweep(at("2026-11-13T10:00:00Z")).await;
    let mails = house.mails().await;
    assert_eq!(mails.iter().filter(|mail| mail.ends_with("cancelled")).count(), 2, "{mails:?}");
    assert!(!house.letters().keys().any(|subject| subject.ends_with("your signature is missing")));
    assert_eq!(house.next_due().await, None);
}

#[tokio::test]
async fn a_chase_that_may_be_out_when_the_last_signature_comes_is_not_repeated() {
    let house = chased().await;
    while_in_hand(&house, "2026-11-13T09:00:00Z", Outcome::Unclear, &story::signed()).await;
    house.rest_is_over().await;
    house.sweep(at("2026-11-13T10:00:00Z")).await;
    let mails = house.mails().await;
    let ends = |state: &str| mails.iter().filter(|mail| mail.ends_with(state)).count();
    assert_eq!((ends("uncertain"), ends("cancelled")), (1, 1), "{mails:?}");
    assert!(!house.letters().keys().any(|subject| subject.ends_with("your signature is missing")));
}

#[tokio::test]
async fn a_chase_whose_sender_died_before_the_last_signature_is_not_repeated() {
    let house = chased().await;
    let dying = Slow::answering(later());
    let parts = house.over(dying.clone());
    let now = meta(at("2026-11-13T09:00:00Z"));
    tokio::select! {
        _ = parts.sweep.sweep(&now) => unreachable!("it never comes back"),
        () = dying.took.notified() => {}
    }
    house.hear(&story::signed()).await;
    house.leases_lapse().await;
    let recorder = Arc::new(Recorder::default());
    house.over(recorder.clone()).sweep.sweep(&now).await.unwrap();
    let keys: Vec<String> = recorder.0.lock().unwrap().iter().map(|parcel| parcel.key.clone()).collect();
    assert!(keys.iter().all(|key| !key.contains("signature-chase")), "{keys:?}");
    assert!(house.mails().await.iter().all(|mail| !mail.ends_with("planned") && !mail.ends_with("sending")));
}

fn raised(clarification: u32) -> Told {
    let raised = ClarificationRaisedV1 {
        nic: nic(),
        clarification,
        round: 1,
        section: SectionName::DataSets,
        standard: None,
        severity: ClarificationSeverity::Blocking,
        due: date(2026, 12, 18),
        lapses_on: date(2027, 2, 18),
    };
    fact("2026-11-20T09:00:00Z", &raised)
}

fn answered(clarification: u32) -> Told {
    let answered = ClarificationAnsweredV1 { nic: nic(), clarification, round: 1, answered_on: date(2026, 11, 20) };
    fact("2026-11-20T17:00:00Z", &answered)
}

#[tokio::test]
async fn a_digest_in_hand_loses_the_line_that_was_answered_before_it_is_tried_again() {
    let house = peopled().await;
    house.hear_all(&[raised(1), raised(2)]).await;
    while_in_hand(&house, "2026-11-20T17:00:00Z", later(), &answered(1)).await;
    house.rest_is_over().await;
    house.sweep(at("2026-11-20T18:00:00Z")).await;
    let letters = house.letters();
    let letters = &letters["DARS-NIC-900101-K4T7Q: questions to answer"];
    assert_eq!(letters.len(), 2);
    assert!(
        letters.iter().all(|letter| letter.contains("Question 2") && !letter.contains("Question 1")),
        "{letters:?}"
    );
}

#[tokio::test]
async fn a_digest_in_hand_is_not_tried_again_once_all_of_it_is_answered() {
    for (outcome, then) in [(later(), "cancelled"), (Outcome::Unclear, "uncertain")] {
        let house = peopled().await;
        house.hear(&raised(1)).await;
        while_in_hand(&house, "2026-11-20T17:00:00Z", outcome, &answered(1)).await;
        house.rest_is_over().await;
        house.sweep(at("2026-11-20T18:00:00Z")).await;
        let mails = house.mails().await;
        assert!(mails.iter().any(|mail| mail.ends_with(then)), "{mails:?}");
        assert!(house.letters().is_empty(), "{mails:?}");
    }
}

/// Nobody listens.
#[derive(Default)]
struct Away(AtomicUsize);

#[async_trait]
impl Transport for Away {
    async fn send(&self, _parcel: &Parcel) -> Outcome {
        self.0.fetch_add(1, Ordering::Relaxed);
        Outcome::Later { code: NOT_CONNECTED.to_owned() }
    }
}

#[tokio::test]
async fn while_the_server_is_away_a_round_tries_one_mail_for_each_connection() {
    let house = chased().await;
    for number in 1..=40 {
        let routed = dars_messages::facts::intake::EnquiryRoutedV1 {
            enquiry: dars_vocabulary::EnquiryRef::allot(2026, number),
            team: dars_vocabulary::code::Team::Agreements,
            answer_due: story::START,
        };
        house.hear(&fact("2026-11-10T11:00:00Z", &routed)).await;
    }
    let away = Arc::new(Away::default());
    house.over(away.clone()).sweep.sweep(&meta(at("2026-11-10T12:00:00Z"))).await.unwrap();
    assert_eq!(away.0.load(Ordering::Relaxed), 4);
}
