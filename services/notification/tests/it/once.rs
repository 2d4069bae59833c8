//! Promise 4: one mail per key; what a crash may repeat, and how it is marked.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use dars_notification::post::{Outcome, Parcel, Transport};
use tokio::sync::Notify;

use crate::{
    house::{House, Recorder, at, fact, meta},
    story,
};

const NOW: &str = "2027-01-10T12:00:00Z";

/// Accepts a mail, and never comes back: the process dies with the mail in its hand.
#[derive(Default)]
struct Dying {
    accepted: Mutex<Vec<Parcel>>,
    took: Notify,
}

#[async_trait]
impl Transport for Dying {
    async fn send(&self, parcel: &Parcel) -> Outcome {
        self.accepted.lock().unwrap().push(parcel.clone());
        self.took.notify_one();
        std::future::pending().await
    }
}

async fn one_mail() -> House {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    house
}

/// A sender that takes the mail and dies before it can write that it went.
async fn die(house: &House) -> Vec<Parcel> {
    let dying = Arc::new(Dying::default());
    let parts = house.over(dying.clone());
    let meta = meta(at(NOW));
    tokio::select! {
        _ = parts.sweep.sweep(&meta) => unreachable!("it never comes back"),
        () = dying.took.notified() => {}
    }
    let accepted = dying.accepted.lock().unwrap();
    accepted.clone()
}

#[tokio::test]
async fn two_senders_at_once_send_each_mail_once() {
    let house = House::start().await;
    for number in 1..=40 {
        let raised = dars_messages::facts::intake::EnquiryRoutedV1 {
            enquiry: dars_vocabulary::EnquiryRef::allot(2026, number),
            team: dars_vocabulary::code::Team::Agreements,
            answer_due: story::START,
        };
        house.hear(&fact("2026-09-02T09:00:00Z", &raised)).await;
    }
    let recorder = Arc::new(Recorder::default());
    let (one, other) = (house.over(recorder.clone()), house.over(recorder.clone()));
    let meta = meta(at(NOW));
    let (first, second) = tokio::join!(one.sweep.sweep(&meta), other.sweep.sweep(&meta));
    assert_eq!(first.unwrap() + second.unwrap(), 40);
    let mut keys: Vec<String> = recorder.0.lock().unwrap().iter().map(|parcel| parcel.key.clone()).collect();
    keys.sort();
    keys.dedup();
    assert_eq!((keys.len(), recorder.0.lock().unwrap().len()), (40, 40));
    assert!(house.mails().await.iter().all(|mail| mail.ends_with("sent")));
}

#[tokio::test]
async fn a_crash_between_sending_and_writing_it_down_repeats_that_mail_once_as_uncertain() {
    let house = one_mail().await;
    let first = die(&house).await;
    assert_eq!(house.only_mail().await, ("sending".to_owned(), None, 1));
    assert_eq!(house.parts.sweep.pending().await.unwrap(), 1, "a moved clock waits for it");
    assert_eq!(house.sweep(at(NOW)).await, 0, "nobody takes it while its lease holds");

    house.leases_lapse().await;
    let recorder = Arc::new(Recorder::default());
    house.over(recorder.clone()).sweep.sweep(&meta(at(NOW))).await.unwrap();
    assert_eq!(house.only_mail().await, ("uncertain".to_owned(), None, 2));
    let again = recorder.0.lock().unwrap().clone();
    assert_eq!(again.len(), 1);
    assert!(message_id(&first[0]).starts_with("Message-ID: <"), "{}", message_id(&first[0]));
    assert_eq!(message_id(&again[0]), message_id(&first[0]));
    assert_eq!(again[0].message, first[0].message, "the copy is the same to the last byte");
    assert_eq!(house.parts.sweep.pending().await.unwrap(), 0);
}

#[tokio::test]
async fn two_crashes_with_the_same_mail_leave_it_uncertain_and_not_sent_again() {
    let house = one_mail().await;
    die(&house).await;
    house.leases_lapse().await;
    die(&house).await;
    house.leases_lapse().await;
    house.sweep(at(NOW)).await;
    assert_eq!(house.only_mail().await, ("uncertain".to_owned(), Some("lease-lapsed".to_owned()), 2));
    assert!(house.letters().is_empty());
}

#[tokio::test]
async fn a_sender_that_slept_beyond_its_lease_cannot_write_over_its_twin() {
    let house = one_mail().await;
    let (asleep, wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let sleeper = house.over_one_line(Arc::new(Sleeper { asleep: asleep.clone(), wake: wake.clone() }));
    let recorder = Arc::new(Recorder::default());
    let twin = house.over(recorder.clone());
    let now = meta(at(NOW));
    let overtaken = async {
        asleep.notified().await;
        house.leases_lapse().await;
        twin.sweep.sweep(&now).await.unwrap();
        wake.notify_one();
    };
    let (slept, ()) = tokio::join!(sleeper.sweep.sweep(&now), overtaken);
    slept.unwrap();
    assert_eq!(house.only_mail().await, ("uncertain".to_owned(), None, 2));
    assert_eq!(recorder.0.lock().unwrap().len(), 1);
}

/// Sends, but is stopped while it does.
struct Sleeper {
    asleep: Arc<Notify>,
    wake: Arc<Notify>,
}

#[async_trait]
impl Transport for Sleeper {
    async fn send(&self, _parcel: &Parcel) -> Outcome {
        self.asleep.notify_one();
        self.wake.notified().await;
        Outcome::Accepted
    }
}

fn message_id(parcel: &Parcel) -> String {
    let text = String::from_utf8(parcel.message.clone()).unwrap();
    text.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned()
}
