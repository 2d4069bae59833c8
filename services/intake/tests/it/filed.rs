//! When an answer is due to what came by mail and was filed later.

use dars_rules::policy;
use dars_testkit::service::matching;
use dars_vocabulary::{calendar::working_days_after, london_date};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    mailbox::{Mailbox, mail},
    setting::triage,
};

/// When it came, before it was filed.
fn came() -> Timestamp {
    dars_bus::technical::now() - SignedDuration::from_hours(24 * 12)
}

/// As if these had waited since then.
async fn waited(mailbox: &Mailbox, since: Timestamp) -> Vec<String> {
    sqlx::query(
        "update aggregates set state = jsonb_set(state, '{arrived,received_at}', to_jsonb($1::text))
         where aggregate = 'mail'",
    )
    .bind(since.to_string())
    .execute(&mailbox.setting.intake.started.context.pool)
    .await
    .unwrap();
    mailbox.waiting().await.iter().map(|mail| mail["id"].as_str().unwrap().to_owned()).collect()
}

async fn file(mailbox: &Mailbox, id: &str, into: Value) -> String {
    let filed = json!({"into": into});
    let intake = &mailbox.setting.intake;
    let reply = intake.ask_with(&triage(), "file-mail", &[("id", id)], filed, &matching(Some(1))).await.unwrap();
    reply.body["reference"].as_str().unwrap().to_owned()
}

/// By when the list says that it is due, and what waits for someone.
async fn due(mailbox: &Mailbox, enquiry: &str) -> (Value, Vec<Value>) {
    let intake = &mailbox.setting.intake;
    let due = |items: &Value, field: &str| -> Vec<Value> {
        let items = items["items"].as_array().unwrap().iter();
        items.filter(|item| item["reference"] == enquiry).map(|item| item[field].clone()).collect()
    };
    let listed = intake.ask(&triage(), "list-enquiries", &[], Value::Null).await.unwrap().body;
    let tasks = intake.ask(&triage(), "tasks", &[], Value::Null).await.unwrap().body;
    (due(&listed, "answer_due")[0].clone(), due(&tasks, "due"))
}

#[tokio::test]
async fn an_enquiry_made_of_a_mail_is_due_by_the_day_on_which_the_mail_came() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    mailbox.deliver("1.eml", &mail("ada@elsewhere.example", "enquiries@body.example", "", "Which years?")).await;
    let came = came();
    let waiting = waited(&mailbox, came).await;
    let enquiry = file(&mailbox, &waiting[0], json!({"new": "data-set"})).await;
    let expected = json!(working_days_after(london_date(came), policy::ENQUIRY_ANSWER.value));
    let shown = mailbox.thread(&enquiry).await;
    assert_eq!(shown["answer_due"], expected);
    assert_eq!(shown["for_staff"]["received_at"].as_str().unwrap().parse::<Timestamp>()?, came);
    assert_eq!(due(&mailbox, &enquiry).await, (expected.clone(), vec![expected.clone()]));
    let pool = &mailbox.setting.intake.started.context.pool;
    let told: Vec<u8> = sqlx::query_scalar("select body from outbox where subject like 'dars.intake.enquiry_raised.%'")
        .fetch_one(pool)
        .await?;
    assert_eq!(serde_json::from_slice::<Value>(&told)?["answer_due"], expected);
    mailbox.setting.intake.is_quiet().await
}

#[tokio::test]
async fn an_enquiry_into_which_a_mail_is_filed_keeps_its_day_however_long_the_mail_waited() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    let before = mailbox.thread(&enquiry).await["answer_due"].clone();
    mailbox.deliver("1.eml", &mail("ada@elsewhere.example", "enquiries@body.example", "", "2016 to 2020.")).await;
    let waiting = waited(&mailbox, came()).await;
    assert_eq!(file(&mailbox, &waiting[0], json!({"enquiry": enquiry})).await, enquiry);
    let shown = mailbox.thread(&enquiry).await;
    assert_eq!((&shown["state"], &shown["answer_due"]), (&json!("WITH_EXPERT"), &before), "it is ours again");
    let (listed, tasks) = due(&mailbox, &enquiry).await;
    assert_eq!((&listed, tasks.iter().all(|due| *due == before)), (&before, true), "{tasks:?}");
    mailbox.setting.intake.is_quiet().await
}
