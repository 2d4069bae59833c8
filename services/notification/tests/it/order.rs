//! Facts of different owners come in any order, and twice: the mails are the same.

use dars_bus::HearError;
use dars_messages::facts::{
    intake::{DataSetRegisteredV1, IntakeRedactedV1, OrganisationRenamedV1},
    register::EntryPublishedV1,
};

use crate::{
    house::{House, at, emptied, fact},
    story::{self, VERSION},
};

const MUCH_LATER: &str = "2027-01-10T12:00:00Z";

/// What everything up to the signed agreement mails.
const MAILS: [&str; 12] = [
    "N01 ENQ-2026-000412 sent",
    "N02 data-applications sent",
    "N06 lead sent",
    "N06 data-applications sent",
    "N10 lead sent",
    "N10 signatory sent",
    "N11 lead sent",
    "N11 lead sent",
    "N11 signatory sent",
    "N11 signatory sent",
    "N11 body-signatory sent",
    "N11 body-signatory sent",
];

#[tokio::test]
async fn everyone_concerned_is_mailed_once_when_all_comes_in_order() {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::directory()).await;
    house.hear_all(&[story::enquirer(), story::raised(), story::routed(), story::submitted()]).await;
    house.hear_all(&[story::approved(), story::issued(), story::signed()]).await;
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.mails().await, MAILS);
}

#[tokio::test]
async fn the_same_people_are_mailed_when_every_stream_comes_before_the_one_it_follows() {
    let house = House::start().await;
    house.hear_all(&[story::issued(), story::signed()]).await;
    house.hear(&story::approved()).await;
    house.hear_all(&[story::raised(), story::routed(), story::submitted()]).await;
    assert_eq!(house.next_due().await, Some(at("2026-09-02T09:00:00Z")), "a team's mailbox is always known");
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.mails().await, ["N01 ENQ-2026-000412 planned", "N02 data-applications sent"]);
    let mut people = story::directory();
    people.reverse();
    house.hear_all(&people).await;
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.next_due().await, None, "a mail whose recipient is unknown does not fall due");
    house.hear(&story::enquirer()).await;
    house.hear_all(&story::contacts()).await;
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.mails().await, MAILS);
}

#[tokio::test]
async fn a_fact_delivered_twice_mails_once() {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    let told = [
        story::directory(),
        vec![story::enquirer(), story::raised(), story::routed(), story::submitted()],
        vec![story::approved(), story::issued(), story::signed(), story::activated()],
    ]
    .concat();
    house.hear_all(&told).await;
    house.sweep(at(MUCH_LATER)).await;
    house.hear_all(&told).await;
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.mails().await, [&MAILS[..], &["N30 lead sent", "N30 signatory sent"]].concat());
}

#[tokio::test]
async fn people_and_occasion_heard_at_the_same_moment_do_not_miss_each_other() {
    let house = House::start().await;
    let mut unfinished = house.pool.begin().await.unwrap();
    house.parts.hear.hear(&mut unfinished, &story::issued()).await.unwrap();
    let issue = async {
        // Until the other reader waits for us.
        let waits = "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted
                     and database = (select oid from pg_database where datname = current_database()))";
        while !sqlx::query_scalar::<_, bool>(waits).fetch_one(&house.pool).await.unwrap() {
            tokio::task::yield_now().await;
        }
        unfinished.commit().await.unwrap();
    };
    let people = story::directory();
    tokio::join!(house.hear_all(&people), issue);
    assert_eq!(house.mails().await, ["N11 lead planned", "N11 signatory planned", "N11 body-signatory planned"]);
}

#[tokio::test]
async fn a_refusal_is_mailed_without_its_reason() {
    let house = House::start().await;
    house.hear_all(&story::contacts()).await;
    house.hear_all(&story::directory()).await;
    house.hear(&story::refused()).await;
    house.sweep(at(MUCH_LATER)).await;
    assert_eq!(house.mails().await, ["N10 lead sent", "N10 signatory sent"]);
    let reason = dars_vocabulary::code::RefusalReason::ALL[0];
    for letter in house.letters().into_values().flatten() {
        assert!(!letter.contains(reason.label()) && !letter.contains(reason.code()), "{letter}");
        assert!(letter.contains("Sign in to read the reasons"), "{letter}");
    }
}

#[tokio::test]
async fn an_authority_heard_late_but_confirmed_before_is_mailed_and_one_confirmed_after_is_not() {
    let house = House::start().await;
    let people: Vec<_> =
        story::directory().into_iter().filter(|told| told.name != "signing_authority_confirmed").collect();
    house.hear_all(&people).await;
    house.hear(&story::issued()).await;
    assert_eq!(house.mails().await, ["N11 lead planned"]);
    house.hear(&story::authority("2026-11-09T09:00:00Z", story::body(), story::BODY_SIGNATORY)).await;
    house.hear(&story::authority("2026-11-11T09:00:00Z", story::university(), story::SIGNATORY)).await;
    assert_eq!(house.mails().await, ["N11 lead planned", "N11 body-signatory planned"]);
}

#[tokio::test]
async fn a_signed_agreement_whose_issue_was_not_heard_is_told_to_the_two_who_always_sign() {
    let house = House::start().await;
    house.hear_all(&story::directory()).await;
    house.hear(&story::signed()).await;
    assert_eq!(house.mails().await, ["N11 lead planned", "N11 signatory planned", "N11 body-signatory planned"]);
}

#[tokio::test]
async fn a_register_entry_is_understood_and_an_unknown_fact_is_not() {
    let house = House::start().await;
    let published = EntryPublishedV1 { nic: story::nic(), version: VERSION, published_on: story::START };
    house.hear(&fact(MUCH_LATER, &published)).await;
    let (dataset, name) = ("hes-apc".to_owned(), "HES APC".to_owned());
    let unknown = DataSetRegisteredV1 { dataset, name, traits: dars_vocabulary::DataSetTraits::default() };
    let refused = house.try_hear(&fact(MUCH_LATER, &unknown)).await;
    assert!(matches!(refused, Err(HearError::Reject { code }) if code == "not-understood"));
    let mut broken = story::raised();
    broken.body = bytes::Bytes::from_static(b"{}");
    let refused = house.try_hear(&broken).await;
    assert!(matches!(refused, Err(HearError::Reject { code }) if code == "unreadable"));
    assert!(house.mails().await.is_empty());
}

#[tokio::test]
async fn a_forgotten_contact_takes_the_mails_to_it_along() {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    house.sweep(at(MUCH_LATER)).await;
    assert!(dump(&house).await.contains(story::ENQUIRER.0));
    house.hear(&emptied(&story::enquirer())).await;
    house.hear(&story::raised()).await;
    house.sweep(at(MUCH_LATER)).await;
    let dump = dump(&house).await;
    assert!(!dump.contains(story::ENQUIRER.0) && !dump.contains(story::ENQUIRER.1), "{dump}");
    assert_eq!(house.mails().await, ["N01 ENQ-2026-000412 sent", "N01 ENQ-2026-000412 planned"]);
}

#[tokio::test]
async fn a_redaction_empties_the_mails_about_it() {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised(), story::routed()]).await;
    house.sweep(at(MUCH_LATER)).await;
    let redacted = IntakeRedactedV1 { reference: story::enquiry().to_string(), events: Vec::new() };
    house.hear(&fact(MUCH_LATER, &redacted)).await;
    let left: i64 =
        sqlx::query_scalar("select count(*) from mails where text_body is not null or html_body is not null")
            .fetch_one(&house.pool)
            .await
            .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn what_a_mail_said_is_emptied_after_ninety_days() {
    let house = House::start().await;
    house.hear_all(&[story::enquirer(), story::raised()]).await;
    house.sweep(at(MUCH_LATER)).await;
    for (age, kept) in [("89 days", true), ("91 days", false)] {
        sqlx::query(sqlx::AssertSqlSafe(format!("update mails set rendered_at = now() - interval '{age}'")))
            .execute(&house.pool)
            .await
            .unwrap();
        house.sweep(at(MUCH_LATER)).await;
        let there: bool =
            sqlx::query_scalar("select text_body is not null from mails").fetch_one(&house.pool).await.unwrap();
        assert_eq!(there, kept, "{age}");
    }
}

/// Everything that notification's own tables hold.
async fn dump(house: &House) -> String {
    let mut dump = String::new();
    for table in ["contacts", "members", "signatories", "occasions", "mails", "journal", "outbox"] {
        let rows: Vec<String> =
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("select row_to_json(t)::text from {table} t")))
                .fetch_all(&house.pool)
                .await
                .unwrap();
        dump.push_str(&rows.join("\n"));
    }
    dump
}

#[tokio::test]
async fn a_name_that_is_told_late_or_twice_never_brings_an_older_one_back() {
    let named = |time: &str, name: &str| {
        let from = at(time).to_zoned(jiff::tz::TimeZone::UTC).date();
        fact(time, &OrganisationRenamedV1 { organisation: story::university(), name: name.to_owned(), from })
    };
    let first = story::directory().remove(0);
    let (second, third) = (named("2026-11-01T09:00:00Z", "Northmere"), named("2026-11-02T09:00:00Z", "New Northmere"));
    for order in
        [[&first, &second, &third], [&third, &second, &first], [&second, &first, &third], [&third, &first, &second]]
    {
        let house = House::start().await;
        for heard in order {
            for _again in 0..2 {
                house.hear(heard).await;
            }
        }
        let known: Vec<String> =
            sqlx::query_scalar("select name from organisations").fetch_all(&house.pool).await.unwrap();
        assert_eq!(known, ["New Northmere"]);
    }
}
