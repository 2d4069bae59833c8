//! The expiry ladder: each rung once, at its hour, to the last day.

use crate::{
    house::{House, at},
    story,
};

async fn in_force() -> House {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::directory()).await;
    house.hear(&story::activated()).await;
    assert_eq!(house.sweep(at("2026-11-22T00:00:01Z")).await, 2, "two are told that it is in force (N30)");
    house
}

/// How many reminders there are.
async fn reminders(house: &House) -> usize {
    house.mails().await.iter().filter(|mail| mail.starts_with("N15")).count()
}

/// The days before the end of the rungs that were told, in order.
async fn told(house: &House) -> Vec<i64> {
    house.told().await.iter().map(|(_, body)| body["days_before"].as_i64().unwrap()).collect()
}

/// The same in the ladder's order: rungs that came due together go out side by side.
async fn all_told(house: &House) -> Vec<i64> {
    let mut rungs = told(house).await;
    rungs.sort_by_key(|days| -days);
    rungs
}

#[tokio::test]
async fn every_rung_is_mailed_once_at_nine_in_london_to_lead_signatory_and_ig_lead() {
    let house = in_force().await;
    let mut hours = Vec::new();
    while let Some(due) = house.next_due().await {
        let before = due - jiff::SignedDuration::from_secs(1);
        assert_eq!(house.sweep(before).await, 0, "nothing goes before its hour");
        assert_eq!(house.sweep(due).await, 4, "a rung and three mails");
        assert_eq!(house.sweep(due).await, 0);
        hours.push(due.to_string());
    }
    assert_eq!(
        hours,
        [
            // Summer time: nine in London.
            "2027-09-04T08:00:00Z",
            "2027-12-03T09:00:00Z",
            "2028-01-02T09:00:00Z",
            "2028-02-01T09:00:00Z",
            "2028-02-17T09:00:00Z",
            "2028-02-24T09:00:00Z",
            "2028-03-01T09:00:00Z",
            "2028-03-02T09:00:00Z",
        ]
    );
    assert_eq!(told(&house).await, [180, 90, 60, 30, 14, 7, 1, 0]);
    let mails = house.mails().await;
    for who in ["lead", "signatory", "ig-lead"] {
        assert_eq!(mails.iter().filter(|mail| **mail == format!("N15 {who} sent")).count(), 8, "{mails:?}");
    }
    assert_eq!(mails.len(), 26);
    assert_eq!(house.letters().values().map(Vec::len).sum::<usize>(), 26);
}

#[tokio::test]
async fn a_clock_that_jumps_over_rungs_mails_each_of_them_once() {
    let house = in_force().await;
    for now in ["2028-01-15T12:00:00Z", "2028-01-15T12:00:01Z", "2028-02-20T12:00:00Z"] {
        house.sweep(at(now)).await;
    }
    assert_eq!(all_told(&house).await, [180, 90, 60, 30, 14]);
    assert_eq!(reminders(&house).await, 15);
}

#[tokio::test]
async fn an_agreement_activated_twice_has_one_ladder_and_an_expired_one_is_quiet() {
    let house = in_force().await;
    let twice = story::activated();
    house.hear_all(&[twice.clone(), twice]).await;
    house.sweep(at("2028-03-02T09:00:00Z")).await;
    house.hear_all(&[story::expired(), story::expired()]).await;
    house.sweep(at("2028-03-10T09:00:00Z")).await;
    assert_eq!(told(&house).await.len(), 8);
    assert_eq!(house.next_due().await, None);
    assert_eq!(reminders(&house).await, 24);
}

#[tokio::test]
async fn an_end_heard_before_the_sweep_still_mails_the_last_day() {
    let house = in_force().await;
    house.sweep(at("2028-03-01T09:00:00Z")).await;
    house.hear(&story::expired()).await;
    house.sweep(at("2028-03-03T00:00:00Z")).await;
    assert_eq!(all_told(&house).await, [180, 90, 60, 30, 14, 7, 1, 0]);
}

#[tokio::test]
async fn a_ladder_of_an_agreement_whose_people_are_unknown_waits_for_them() {
    let house = House::start().await;
    house.hear(&story::activated()).await;
    house.sweep(at("2027-09-04T08:00:00Z")).await;
    assert!(house.mails().await.is_empty());
    house.hear_all(&story::directory()).await;
    house.hear_all(&story::contacts()).await;
    house.sweep(at("2027-09-04T08:00:01Z")).await;
    let mails = ["N15 lead sent", "N15 signatory sent", "N15 ig-lead sent", "N30 lead sent", "N30 signatory sent"];
    assert_eq!(house.mails().await, mails);
    assert_eq!(told(&house).await, [180], "told once, with the first mail");
}

#[tokio::test]
async fn what_is_told_of_a_reminder_names_nobody() {
    let house = in_force().await;
    house.sweep(at("2027-09-04T08:00:00Z")).await;
    let told = house.told().await;
    assert_eq!(told[0].0, "dars.notification.reminder_sent.v1.DARS-NIC-900101-K4T7Q");
    let text = format!("{told:?}");
    for (person, _, name, email) in story::PEOPLE {
        assert!(!text.contains(&person.to_string()) && !text.contains(name) && !text.contains(email), "{text}");
    }
}
