//! NHS numbers in mails: kept nowhere, and the enquirer hears that they were taken out.

use dars_testkit::service::matching;
use serde_json::{Value, json};

use crate::{
    mailbox::{EDITH, Mailbox, address, mail},
    setting::triage,
};

impl Mailbox {
    /// What the enquirer is to be told of numbers that were taken out.
    async fn numbers_told(&self, enquiry: &str) -> Vec<Value> {
        let pool = &self.setting.intake.started.context.pool;
        let subject = format!("dars.intake.enquiry_numbers_removed.v1.{enquiry}");
        let bodies: Vec<Vec<u8>> = sqlx::query_scalar("select body from outbox where subject = $1 order by id")
            .bind(subject)
            .fetch_all(pool)
            .await
            .unwrap();
        bodies.iter().map(|body| serde_json::from_slice(body).unwrap()).collect()
    }
}

#[tokio::test]
async fn an_nhs_number_is_masked_wherever_a_mail_goes() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    mailbox.deliver("a.eml", &mail(EDITH, &address(&enquiry), "", "It is 943 476 5919.")).await;
    mailbox.deliver("b.eml", &mail("eve@quill.example", "enquiries@body.example", "", "Mine: 9434765919.")).await;
    assert_eq!(mailbox.thread(&enquiry).await["messages"][1]["text"], "It is [number removed].");
    assert_eq!(mailbox.thread(&enquiry).await["numbers_removed"], 1, "its page says so");
    let id = mailbox.waiting().await[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(mailbox.unfiled(&id).await.body["content"]["text"], "Mine: [number removed].");
    // Who mailed is told by mail, also whose mail becomes an enquiry of its own.
    assert_eq!(mailbox.numbers_told(&enquiry).await, [json!({"enquiry": enquiry, "count": 1})]);
    let new = json!({"into": {"new": "other"}});
    let intake = &mailbox.setting.intake;
    let filed = intake.ask_with(&triage(), "file-mail", &[("id", &id)], new, &matching(Some(1))).await.unwrap();
    let filed = filed.body["reference"].as_str().unwrap();
    assert_eq!(mailbox.numbers_told(filed).await, [json!({"enquiry": filed, "count": 1})]);
    // Of a mail that held none nothing is told.
    mailbox.deliver("c.eml", &mail(EDITH, &address(&enquiry), "", "That is all.")).await;
    assert_eq!(mailbox.numbers_told(&enquiry).await.len(), 1);
    Ok(())
}
