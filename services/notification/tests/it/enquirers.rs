//! Mails to enquirers, whose address may be anybody's.

use std::sync::Arc;

use dars_kit::{Settings, links::LinkKeys};
use dars_messages::facts::intake::{
    EnquirerContactV1, EnquiryClosedV1, EnquiryIncidentSuspectedV1, EnquiryLinkRenewedV1, EnquiryNumbersRemovedV1,
    EnquiryOutcome, EnquiryRaisedV1,
};
use dars_vocabulary::{EnquiryRef, code::EnquiryTopic};
use jiff::civil::date;
use serde_json::json;

use crate::{
    house::{House, Recorder, at, contact, fact},
    story::{self, enquiry},
};

const KEY: &str = "a-key-of-thirty-two-characters-00";
const NOW: &str = "2027-01-10T12:00:00Z";

fn keys() -> LinkKeys {
    LinkKeys::of(&Settings::of("", &format!("service.links.keys = {KEY:?}\n")).unwrap()).unwrap()
}

async fn house() -> House {
    House::keyed(KEY, |mail| mail["replies"] = json!("enquiries@data-body.example")).await
}

fn unfolded(letter: &str) -> String {
    letter.replace("\r\n ", " ").replace("=\r\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn an_enquirer_gets_the_link_and_an_address_to_reply_to_and_neither_is_kept() {
    let house = house().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    house.sweep(at(NOW)).await;
    let letter = unfolded(&house.letters()["ENQ-2026-000412: we have your enquiry"][0]);
    let (token, tag) = (keys().link(&enquiry(), 1).unwrap(), keys().reply(&enquiry()).unwrap());
    assert!(letter.contains(&format!("/enquiries/ENQ-2026-000412#{token}")), "{letter}");
    assert!(!letter.contains(&format!("?{token}")) && !letter.contains(&format!("/{token}")), "{letter}");
    assert!(letter.contains(&format!("Reply-To: enquiries+{tag}@data-body.example")), "{letter}");
    for line in
        ["Auto-Submitted: auto-generated", "X-DARS-Loop: dars.data-body.example", "References: <", "In-Reply-To: <"]
    {
        assert!(letter.contains(line), "{line}\n{letter}");
    }
    for table in ["mails", "occasions", "outbox", "contacts", "enquiry_links", "address_mails"] {
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select row_to_json(t)::text from {table} t")))
                .fetch_all(&house.pool)
                .await
                .unwrap();
        assert!(!rows.iter().any(|row| row.contains(&token) || row.contains(&tag)), "{table}");
    }
    let kept: String = sqlx::query_scalar("select text_body from mails").fetch_one(&house.pool).await.unwrap();
    assert!(kept.contains("/enquiries/ENQ-2026-000412#…"), "{kept}");
}

#[tokio::test]
async fn nothing_that_a_sender_wrote_goes_to_an_address_that_may_not_be_theirs() {
    let house = house().await;
    let (name, email) = ("Buy at http://watches.example".to_owned(), "victim@elsewhere.example".to_owned());
    let hostile = contact("2026-09-01T09:00:00Z", &EnquirerContactV1 { enquiry: enquiry(), name, email });
    let closed = EnquiryClosedV1 { enquiry: enquiry(), outcome: EnquiryOutcome::Answered, signposts: vec![] };
    house.hear_all(&[hostile, story::raised(), fact(NOW, &closed)]).await;
    house.sweep(at(NOW)).await;
    let letters: Vec<String> = house.letters().into_values().flatten().collect();
    assert_eq!(letters.len(), 2);
    for letter in letters {
        assert!(letter.contains("Dear enquirer,") && letter.contains("To: victim@elsewhere.example"), "{letter}");
        assert!(!letter.contains("Buy") && !letter.contains("watches"), "{letter}");
    }
}

#[tokio::test]
async fn the_newest_link_is_sent_whatever_order_its_facts_come_in() {
    let house = house().await;
    let renewed = |generation| fact(NOW, &EnquiryLinkRenewedV1 { enquiry: enquiry(), generation });
    let (second, third) = (renewed(2), renewed(3));
    house.hear_all(&[story::enquirer(), third.clone(), second.clone(), third, second]).await;
    house.sweep(at(NOW)).await;
    let letters = house.letters();
    let letters = &letters["ENQ-2026-000412: your new link"];
    assert_eq!(letters.len(), 2, "one for each, however often it is heard");
    let token = keys().link(&enquiry(), 3).unwrap();
    assert!(letters.iter().all(|letter| unfolded(letter).contains(&format!("#{token}"))));
}

#[tokio::test]
async fn who_mailed_nhs_numbers_is_told_once_that_they_were_taken_out() {
    let house = house().await;
    let removed = |count| fact(NOW, &EnquiryNumbersRemovedV1 { enquiry: enquiry(), count });
    let first = removed(2);
    // Before anybody knows their address.
    house.hear_all(&[first.clone(), story::enquirer(), first.clone(), story::raised(), first]).await;
    house.sweep(at(NOW)).await;
    let letters = &house.letters()["ENQ-2026-000412: we removed NHS numbers from your mail"];
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    let letter = unfolded(letter);
    assert!(letter.contains("Dear enquirer,") && letter.contains("held what looked like 2 NHS numbers"), "{letter}");
}

#[tokio::test]
async fn what_may_be_an_incident_is_mailed_to_its_team_once_with_the_hour_and_without_a_link_that_opens_it() {
    let house = house().await;
    let look_by = "2027-01-10T13:00:00Z".parse().unwrap();
    let suspected = fact(NOW, &EnquiryIncidentSuspectedV1 { enquiry: enquiry(), look_by });
    house.hear_all(&[story::enquirer(), story::raised(), suspected.clone(), suspected]).await;
    house.sweep(at(NOW)).await;
    let letters = &house.letters()["ENQ-2026-000412: an enquiry that may tell of an incident"];
    let [letter] = letters.as_slice() else { panic!("{letters:?}") };
    let letter = unfolded(letter);
    assert!(letter.contains("<incidents@data-body.example>"), "{letter}");
    assert!(letter.contains("by 13:00 on 10 January 2027 (London)"), "{letter}");
    let token = keys().link(&enquiry(), 1).unwrap();
    assert!(letter.contains("/enquiries/ENQ-2026-000412") && !letter.contains(&token), "{letter}");
}

#[tokio::test]
async fn a_flood_of_enquiries_with_one_address_becomes_a_few_mails_an_hour_there_and_holds_nobody_else_up() {
    let house = house().await;
    let raise = |number: u32, email: &str| {
        let enquiry = EnquiryRef::allot(2026, number);
        let (name, email) = ("Eve".to_owned(), email.to_owned());
        [
            contact(NOW, &EnquirerContactV1 { enquiry: enquiry.clone(), name, email }),
            fact(NOW, &EnquiryRaisedV1 { enquiry, topic: EnquiryTopic::Other, answer_due: date(2027, 2, 1) }),
        ]
    };
    for number in 1..=20 {
        // However it is spelt.
        house
            .hear_all(&raise(
                number,
                if number % 2 == 0 { "Victim@Elsewhere.example" } else { "victim@elsewhere.example" },
            ))
            .await;
    }
    house.hear_all(&raise(21, "somebody.else@elsewhere.example")).await;
    let recorder = Arc::new(Recorder::default());
    let parts = house.over(recorder.clone());
    let sent = async || {
        parts.sweep.sweep(&crate::house::meta(at(NOW))).await.unwrap();
        let parcels = recorder.0.lock().unwrap();
        let to = |address: &str| {
            parcels.iter().filter(|parcel| parcel.envelope.to()[0].to_string().eq_ignore_ascii_case(address)).count()
        };
        (to("victim@elsewhere.example"), to("somebody.else@elsewhere.example"))
    };
    assert_eq!(sent().await, (5, 1));
    assert_eq!(sent().await, (5, 1));
    // Those that wait were not tried, and rest until the hour is over.
    let waiting: Vec<(String, i32, bool)> = sqlx::query_as(
        "select problem, attempts, not_before between now() + interval '59 minutes' and now() + interval '1 hour' \
         from mails where state = 'planned'",
    )
    .fetch_all(&house.pool)
    .await
    .unwrap();
    assert_eq!(waiting, vec![("many-to-one-address".to_owned(), 0, true); 15]);
    // The next hour.
    for statement in
        ["update address_mails set sent_at = sent_at - interval '1 hour'", "update mails set not_before = null"]
    {
        sqlx::query(statement).execute(&house.pool).await.unwrap();
    }
    assert_eq!(sent().await, (10, 1));
    let hashes: Vec<String> =
        sqlx::query_scalar("select row_to_json(t)::text from address_mails t").fetch_all(&house.pool).await.unwrap();
    assert!(
        hashes.len() == 5 && !hashes.iter().any(|row| row.contains("elsewhere")),
        "old rows go, and no address is kept"
    );
}

#[tokio::test]
async fn without_a_key_mails_have_no_link_and_no_reply_address() {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    house.sweep(at(NOW)).await;
    let letter = unfolded(&house.letters()["ENQ-2026-000412: we have your enquiry"][0]);
    assert!(!letter.contains('#') || !letter.contains("ENQ-2026-000412#"), "{letter}");
    assert!(!letter.lines().any(|line| line.starts_with("Reply-To")), "{letter}");
}
