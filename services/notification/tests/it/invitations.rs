//! Invitations: one mail with what lets someone accept, and nothing of it left once it is answered.

use std::sync::Arc;

use dars_messages::facts::intake::InvitationContactV1;
use jiff::civil::date;
use uuid::Uuid;

use crate::{
    house::{House, Recorder, at, contact, emptied, meta},
    mails::{NOW, peopled},
    story::nic,
};

const TOKEN: &str = "5f1ec0de5f1ec0de5f1ec0de5f1ec0de";

fn invited() -> InvitationContactV1 {
    InvitationContactV1 {
        invitation: Uuid::from_u128(77),
        nic: nic(),
        name: "Gus Marsh".to_owned(),
        email: "gus.marsh@wychmoor.example".to_owned(),
        token: TOKEN.to_owned(),
        open_until: date(2026, 12, 15),
    }
}

async fn holds(house: &House, text: &str) -> bool {
    let tables = ["contacts", "mails", "occasions"];
    for table in tables {
        let query = format!("select count(*) from {table} t where t::text like '%' || $1 || '%'");
        let found: i64 =
            sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(text).fetch_one(&house.pool).await.unwrap();
        if found > 0 {
            return true;
        }
    }
    false
}

#[tokio::test]
async fn an_invitation_is_mailed_once_with_its_code_and_forgotten_with_its_contact() {
    let house = peopled().await;
    let told = contact(NOW, &invited());
    // Delivered twice, and told anew after its stream was lost.
    house.hear_all(&[told.clone(), told.clone(), contact(NOW, &invited())]).await;
    house.sweep(at(NOW)).await;
    house.sweep(at(NOW)).await;
    let letters = house.letters();
    let letter: Vec<&String> = letters.values().flatten().filter(|letter| letter.contains(TOKEN)).collect();
    assert_eq!(letter.len(), 1);
    assert!(letter[0].contains("To: gus.marsh@wychmoor.example"), "{}", letter[0]);
    // The lead typed the name: it may be anything.
    assert!(letter[0].contains("Dear invitee,") && !letter[0].contains("Gus Marsh"), "{}", letter[0]);
    assert!(letters.keys().all(|subject| !subject.contains(TOKEN)));
    house.hear(&emptied(&told)).await;
    for text in [TOKEN, "gus.marsh@wychmoor.example", "Gus Marsh"] {
        assert!(!holds(&house, text).await, "{text}");
    }
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_before_it_went_is_not_sent() {
    let house = peopled().await;
    let told = contact(NOW, &invited());
    house.hear(&told).await;
    house.hear(&emptied(&told)).await;
    house.sweep(at(NOW)).await;
    assert!(house.letters().is_empty());
    assert_eq!(house.mails().await, [format!("N05 {} cancelled", Uuid::from_u128(77))]);
}

#[tokio::test]
async fn an_invitation_heard_before_its_application_waits_for_it() {
    let house = House::start().await;
    house.hear(&contact(NOW, &invited())).await;
    house.sweep(at(NOW)).await;
    assert!(house.letters().is_empty());
    house.hear_all(&crate::story::directory()).await;
    house.sweep(at(NOW)).await;
    assert_eq!(house.letters().values().flatten().filter(|letter| letter.contains(TOKEN)).count(), 1);
}

#[tokio::test]
async fn a_flood_of_invitations_to_one_address_becomes_a_few_mails_an_hour_there_and_holds_nobody_else_up() {
    let house = peopled().await;
    let invite = |number: u128, email: &str| {
        let (invitation, email) = (Uuid::from_u128(number), email.to_owned());
        contact(NOW, &InvitationContactV1 { invitation, email, ..invited() })
    };
    for number in 1..=20 {
        // However it is spelt.
        let email = if number % 2 == 0 { "Victim@Elsewhere.example" } else { "victim@elsewhere.example" };
        house.hear(&invite(number, email)).await;
    }
    house.hear(&invite(21, "somebody.else@elsewhere.example")).await;
    let recorder = Arc::new(Recorder::default());
    let parts = house.over(recorder.clone());
    for _ in 0..2 {
        parts.sweep.sweep(&meta(at(NOW))).await.unwrap();
        let parcels = recorder.0.lock().unwrap();
        let to = |address: &str| {
            parcels.iter().filter(|parcel| parcel.envelope.to()[0].to_string().eq_ignore_ascii_case(address)).count()
        };
        assert_eq!((to("victim@elsewhere.example"), to("somebody.else@elsewhere.example")), (5, 1));
    }
    let waiting: Vec<(String, i32)> = sqlx::query_as("select problem, attempts from mails where state = 'planned'")
        .fetch_all(&house.pool)
        .await
        .unwrap();
    assert_eq!(waiting, vec![("many-to-one-address".to_owned(), 0); 15]);
}
