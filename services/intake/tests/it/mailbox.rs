//! Mails that reach us.

use std::path::{Path, PathBuf};

use dars_bus::Reply;
use dars_testkit::service::{matching, person, until};
use dars_vocabulary::StaffRole;
use serde_json::{Value, json};

use crate::{
    link::{KEYS, keys},
    setting::{Setting, triage},
};

pub struct Mailbox {
    pub setting: Setting,
    folder: tempfile::TempDir,
}

impl Mailbox {
    pub async fn start() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let more = format!(
            "{KEYS}service.mail.inbox = \"dir:{}\"\nservice.mail.address = \"enquiries@body.example\"\n",
            folder.path().display()
        );
        Ok(Self { setting: Setting::start_with(&more).await?, folder })
    }

    /// Written beside and renamed, as a mail server does it.
    fn drop(&self, name: &str, mail: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        let beside = self.folder.path().join(format!(".{name}.new"));
        std::fs::write(&beside, mail.replace('\n', "\r\n")).unwrap();
        std::fs::rename(beside, &path).unwrap();
        path
    }

    /// Drops a mail and waits until it is out of the way.
    pub async fn deliver(&self, name: &str, mail: &str) {
        let path = self.drop(name, mail);
        until("the mail is taken", async || !path.exists()).await.unwrap();
    }

    async fn outcomes(&self) -> Vec<String> {
        let pool = &self.setting.intake.started.context.pool;
        sqlx::query_scalar("select outcome from mails_in order by taken_at").fetch_all(pool).await.unwrap()
    }

    pub async fn thread(&self, enquiry: &str) -> Value {
        let reference = [("reference", enquiry)];
        self.setting.intake.ask(&triage(), "get-enquiry", &reference, json!(null)).await.unwrap().body
    }

    pub async fn waiting(&self) -> Vec<Value> {
        let list = self.setting.intake.ask(&triage(), "list-unfiled-mails", &[], json!(null)).await.unwrap();
        list.body["items"].as_array().unwrap().clone()
    }

    pub async fn unfiled(&self, id: &str) -> Reply {
        self.setting.intake.ask(&triage(), "get-unfiled-mail", &[("id", id)], json!(null)).await.unwrap()
    }

    pub async fn asked(&self) -> String {
        let enquiry = self.setting.raise().await;
        for (action, body, version) in [
            ("route-enquiry", json!({"team": "public-help", "reason": "They ask for themselves."}), 1),
            ("ask-enquirer", json!({"text": "Which years?"}), 2),
        ] {
            let on = [("reference", enquiry.as_str())];
            self.setting.intake.ask_with(&triage(), action, &on, body, &matching(Some(version))).await.unwrap();
        }
        enquiry
    }
}

pub fn address(enquiry: &str) -> String {
    format!("enquiries+{}@body.example", keys().reply(&enquiry.parse().unwrap()).unwrap())
}

pub fn mail(from: &str, to: &str, more: &str, text: &str) -> String {
    format!("From: {from}\nTo: {to}\nSubject: Re: your enquiry\n{more}\n{text}\n")
}

pub const EDITH: &str = "Edith Quill <EDITH@Quill.example>";

#[tokio::test]
async fn a_reply_from_the_enquirer_joins_its_thread_once_and_its_file_goes() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    let text = "2016 to 2020.\n\nOn Mon, 2 Nov 2026, the data body wrote:\n> Which years?";
    let reply = mail(EDITH, &address(&enquiry).to_uppercase(), "Message-ID: <1@quill.example>\n", text);
    mailbox.deliver("a.eml", &reply).await;
    // Delivered again: under another name, and as after a crash before the file was deleted.
    mailbox.deliver("b.eml", &reply).await;
    mailbox.deliver("a.eml", &reply).await;
    let thread = mailbox.thread(&enquiry).await;
    assert_eq!(thread["state"], "WITH_EXPERT");
    let said: Vec<_> =
        thread["messages"].as_array().unwrap().iter().map(|said| (&said["text"], &said["by_officer"])).collect();
    assert_eq!(said, [(&json!("Which years?"), &json!(true)), (&json!("2016 to 2020."), &json!(false))]);
    assert_eq!(mailbox.outcomes().await, ["joined"]);
    assert!(mailbox.waiting().await.is_empty());
    mailbox.setting.intake.is_quiet().await
}

#[tokio::test]
async fn the_right_address_with_another_sender_waits_and_so_does_the_right_sender_without_it() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let (enquiry, other) = (mailbox.asked().await, mailbox.asked().await);
    let forged = address(&enquiry).replace('a', "b").replace('1', "2");
    let both = format!("{}, {}", address(&enquiry), address(&other));
    let long = "Message-ID: <long@quill.example>\n";
    for (name, mail) in [
        ("1.eml", mail("eve@quill.example", &address(&enquiry), "", "Let me in.")),
        ("2.eml", mail(EDITH, "enquiries@body.example", "", "Without the address.")),
        ("3.eml", mail(EDITH, &forged, "", "With a forged address.")),
        ("4.eml", mail(EDITH, &both, "", "To two of them.")),
        ("5.eml", mail(EDITH, &address(&enquiry), "", "")),
        ("6.eml", mail(EDITH, &address(&enquiry), long, &"long ".repeat(5000))),
    ] {
        mailbox.deliver(name, &mail).await;
    }
    for enquiry in [&enquiry, &other] {
        let thread = mailbox.thread(enquiry).await;
        assert_eq!((&thread["state"], thread["messages"].as_array().unwrap().len()), (&json!("AWAITING_ENQUIRER"), 1));
    }
    let waiting = mailbox.waiting().await;
    let why: Vec<_> = waiting.iter().map(|mail| mail["why"].as_str().unwrap()).collect();
    assert_eq!(
        why,
        ["another-sender", "no-reply-address", "no-reply-address", "several-enquiries", "nothing-written", "too-long"]
    );
    assert_eq!(waiting[0]["names"], enquiry.as_str());
    assert_eq!(
        mailbox
            .setting
            .count("select count(*) from tasks where what = 'file-mail' and for_role = 'triage-officer'")
            .await,
        6
    );
    mailbox.setting.intake.is_quiet().await
}

#[tokio::test]
async fn what_a_machine_wrote_is_counted_and_dropped() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    let to = address(&enquiry);
    for (name, mail) in [
        ("1.eml", mail(EDITH, &to, "Auto-Submitted: auto-replied\n", "I am away.")),
        ("2.eml", mail(EDITH, &to, "Precedence: bulk\n", "I am away.")),
        ("3.eml", mail(EDITH, &to, "X-Autoreply: yes\n", "I am away.")),
        ("4.eml", mail("MAILER-DAEMON@quill.example", &to, "", "It could not be delivered.")),
        ("5.eml", mail(EDITH, &to, "Return-Path: <>\n", "It could not be delivered.")),
        ("6.eml", mail(EDITH, &to, "X-DARS-Loop: body.example\n", "Our own words.")),
        ("7.eml", mail(&format!("us <{to}>"), &to, "", "From ourselves.")),
        (
            "8.eml",
            mail(
                EDITH,
                &to,
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n",
                "--x\n\nFailed.\n--x--",
            ),
        ),
    ] {
        mailbox.deliver(name, &mail).await;
    }
    assert_eq!(mailbox.outcomes().await, ["automatic"; 8]);
    assert_eq!(mailbox.thread(&enquiry).await["messages"].as_array().unwrap().len(), 1);
    assert!(mailbox.waiting().await.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_reply_to_an_enquiry_that_is_over_waits_and_says_so() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.setting.raise().await;
    let on = [("reference", enquiry.as_str())];
    let answer = json!({"text": "Here."});
    mailbox.setting.intake.ask_with(&triage(), "answer-enquiry", &on, answer, &matching(Some(1))).await.unwrap();
    mailbox.deliver("a.eml", &mail(EDITH, &address(&enquiry), "", "And this?")).await;
    let waiting = mailbox.waiting().await;
    assert_eq!((&waiting[0]["why"], &waiting[0]["names"]), (&json!("enquiry-over"), &json!(enquiry)));
    Ok(())
}

#[tokio::test]
async fn a_link_that_a_mail_quotes_is_kept_nowhere() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    let token = keys().link(&enquiry.parse()?, 1).unwrap();
    let text = format!("> Read on: https://x.example/enquiries/{enquiry}#{token}\nYes.");
    mailbox.deliver("a.eml", &mail(EDITH, &address(&enquiry), "", &text)).await;
    mailbox.deliver("b.eml", &mail("eve@quill.example", "enquiries@body.example", "", &text)).await;
    assert!(mailbox.thread(&enquiry).await["messages"][1]["text"].as_str().unwrap().ends_with("#…\nYes."));
    let pool = &mailbox.setting.intake.started.context.pool;
    let contents: Vec<Vec<u8>> =
        sqlx::query_scalar("select content from journal_contents where content is not null").fetch_all(pool).await?;
    assert!(contents.len() > 4);
    assert!(!contents.iter().any(|content| String::from_utf8_lossy(content).contains(&token)));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_read_is_put_aside_with_the_reason_and_holds_nothing_up() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    mailbox.drop("not-ours.txt", "Hello");
    std::fs::create_dir(mailbox.folder.path().join("folder.eml"))?;
    std::os::unix::fs::symlink("/etc/hostname", mailbox.folder.path().join("link.eml"))?;
    let huge = std::fs::File::create(mailbox.folder.path().join(".huge"))?;
    huge.set_len(31 * 1024 * 1024)?;
    std::fs::rename(mailbox.folder.path().join(".huge"), mailbox.folder.path().join("1.eml"))?;
    mailbox.drop("2.eml", "");
    mailbox.drop("3.eml", "Subject: nobody\n\nHello\n");
    mailbox.drop("4.eml", "From: a@b.example, c@d.example\n\nHello\n");
    mailbox.deliver("5.eml", &mail(EDITH, &address(&enquiry), "", "All of them.")).await;
    assert_eq!(mailbox.thread(&enquiry).await["state"], "WITH_EXPERT");
    let mut failed: Vec<String> = names(&mailbox.folder.path().join("failed"));
    failed.sort();
    let codes: Vec<_> =
        failed.iter().map(|name| (name.split('.').next().unwrap(), name.split('.').nth(2).unwrap())).collect();
    assert_eq!(codes, [("no-sender", "3"), ("not-a-mail", "2"), ("several-senders", "4"), ("too-large", "1")]);
    let mut left = names(mailbox.folder.path());
    left.sort();
    assert_eq!(left, ["failed", "folder.eml", "link.eml", "not-ours.txt"]);
    Ok(())
}

fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn a_triage_officer_files_a_mail_or_throws_it_away_and_its_words_are_kept_nowhere_else() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let enquiry = mailbox.asked().await;
    for (name, text) in [("1.eml", "From my other account."), ("2.eml", "Something new."), ("3.eml", "Buy watches.")] {
        mailbox.deliver(name, &mail("Edith Quill <edith@elsewhere.example>", "enquiries@body.example", "", text)).await;
    }
    let ids: Vec<String> = mailbox.waiting().await.iter().map(|mail| mail["id"].as_str().unwrap().to_owned()).collect();
    let intake = &mailbox.setting.intake;
    let shown = mailbox.unfiled(&ids[0]).await;
    assert_eq!(shown.body["content"]["email"], "edith@elsewhere.example");
    assert_eq!(shown.body["permitted"], json!(["file-mail", "discard-mail"]));

    let file = async |id: &str, into: Value, version: Option<i64>| {
        intake.ask_with(&triage(), "file-mail", &[("id", id)], json!({"into": into}), &matching(version)).await
    };
    let unknown = file(&ids[0], json!({"enquiry": "ENQ-2025-999999"}), Some(1)).await.unwrap_err();
    assert_eq!(
        (unknown.status, unknown.code.as_str(), unknown.errors[0].pointer.as_str()),
        (422, "other-enquiry-unknown", "/into/enquiry")
    );
    assert_eq!(file(&ids[0], json!({"enquiry": enquiry}), None).await.unwrap_err().status, 428);
    assert_eq!(file(&ids[0], json!({"enquiry": enquiry}), Some(7)).await.unwrap_err().status, 412);
    assert_eq!(file(&ids[0], json!({"shelf": 1}), Some(1)).await.unwrap_err().status, 422);
    let expert = person("expert", &[StaffRole::Expert]);
    for (actor, code) in [(&expert, "role-needed"), (&person("eve", &[]), "mail-unknown")] {
        let asked = json!({"into": {"enquiry": enquiry}});
        let refused = intake.ask_with(actor, "file-mail", &[("id", &ids[0])], asked, &matching(Some(1))).await;
        assert_eq!(refused.unwrap_err().code, code);
    }
    assert_eq!(mailbox.waiting().await.len(), 3, "nothing changed");

    let filed = file(&ids[0], json!({"enquiry": enquiry}), Some(1)).await.unwrap();
    assert_eq!((&filed.body["state"], &filed.body["reference"]), (&json!("FILED"), &json!(enquiry)));
    let thread = mailbox.thread(&enquiry).await;
    assert_eq!(
        (&thread["state"], &thread["messages"][1]["text"]),
        (&json!("WITH_EXPERT"), &json!("From my other account."))
    );
    assert_eq!(file(&ids[0], json!({"enquiry": enquiry}), filed.etag).await.unwrap_err().code, "mail-settled");
    assert_eq!(mailbox.unfiled(&ids[0]).await.body["content"], json!(null));

    let new = file(&ids[1], json!({"new": "other"}), Some(1)).await.unwrap();
    let raised = mailbox.thread(new.body["reference"].as_str().unwrap()).await;
    assert_eq!(
        (&raised["channel"], &raised["enquirer"]["email"]),
        (&json!("email"), &json!("edith@elsewhere.example"))
    );
    assert_eq!(raised["purpose_text"], "Re: your enquiry\n\nSomething new.");
    assert!(raised["for_staff"]["received_at"].is_string(), "its days count from when it came");

    let discard = json!({"reason": "spam"});
    let gone =
        intake.ask_with(&triage(), "discard-mail", &[("id", &ids[2])], discard, &matching(Some(1))).await.unwrap();
    assert_eq!(gone.body["state"], "DISCARDED");
    assert!(mailbox.waiting().await.is_empty());
    assert_eq!(
        mailbox
            .setting
            .count("select count(*) from journal_contents where aggregate = 'mail' and content is not null")
            .await,
        0
    );
    assert_eq!(mailbox.setting.count("select count(*) from aggregates where state::text like '%watches%'").await, 0);
    assert_eq!(mailbox.setting.count("select count(*) from tasks where aggregate = 'mail'").await, 0);
    let mut connection = intake.started.context.pool.acquire().await?;
    assert_eq!(dars_bus::journal::verify(&mut connection).await?.broken, Vec::<String>::new());
    intake.is_quiet().await
}

#[tokio::test]
async fn a_mail_that_nobody_filed_is_emptied_after_its_days() -> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    mailbox.deliver("a.eml", &mail(EDITH, "enquiries@body.example", "", "Private words.")).await;
    let id = mailbox.waiting().await[0]["id"].as_str().unwrap().to_owned();
    let pool = &mailbox.setting.intake.started.context.pool;
    // As if its ninety days were over.
    for statement in [
        "update aggregates set state = jsonb_set(state, '{arrived,empties_on}', '\"2020-01-01\"') where aggregate = 'mail'",
        "update next_due set due_on = '2020-01-01' where aggregate = 'mail'",
    ] {
        sqlx::query(statement).execute(pool).await?;
    }
    until("the sweep emptied it", async || mailbox.unfiled(&id).await.body["state"] == "EXPIRED").await?;
    assert_eq!(mailbox.unfiled(&id).await.body["content"], json!(null));
    assert!(mailbox.waiting().await.is_empty());
    assert_eq!(
        mailbox
            .setting
            .count("select count(*) from journal_contents where aggregate = 'mail' and content is not null")
            .await,
        0
    );
    Ok(())
}

#[tokio::test]
async fn a_mail_that_may_tell_of_an_incident_waits_for_the_incident_lead_and_is_not_thrown_away_before()
-> anyhow::Result<()> {
    let mailbox = Mailbox::start().await?;
    let long = format!("{}.eml", "é".repeat(120));
    mailbox.deliver(&long, "Subject: nobody\n\nHello\n").await;
    for (name, text) in [
        ("1.eml", "We sent the patient list to the wrong hospital."),
        ("2.eml", "Thank you for the talk."),
        ("3.eml", "Our laptop was stolen; the extract is on it."),
    ] {
        mailbox.deliver(name, &mail("eve@quill.example", "enquiries@body.example", "", text)).await;
    }
    let intake = &mailbox.setting.intake;
    let lead = person("incident-lead", &[StaffRole::IncidentLead]);
    let tasks = intake.ask(&lead, "tasks", &[], json!(null)).await.unwrap().body;
    let shown: Vec<&str> = tasks["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|task| task["what"] == "look-at-incident")
        .map(|task| task["reference"].as_str().unwrap())
        .collect();
    assert_eq!(shown.len(), 2);
    for mail in mailbox.waiting().await {
        let id = mail["id"].as_str().unwrap();
        let on = [("id", id)];
        let seen = intake.ask(&lead, "get-unfiled-mail", &on, json!(null)).await;
        assert_eq!(seen.is_ok(), shown.contains(&id), "the lead sees these alone");
        let discard =
            intake.ask_with(&triage(), "discard-mail", &on, json!({"reason": "spam"}), &matching(Some(1))).await;
        assert_eq!(discard.is_err(), shown.contains(&id));
        if let Err(problem) = discard {
            assert_eq!((problem.status, problem.code.as_str()), (409, "incident-not-looked-at"));
        }
    }
    let ruled_out = [("id", shown[0])];
    let none = json!({"reason": "known-already"});
    intake.ask_with(&lead, "rule-out-mail", &ruled_out, none, &matching(Some(1))).await.unwrap();
    intake
        .ask_with(&triage(), "discard-mail", &ruled_out, json!({"reason": "spam"}), &matching(Some(2)))
        .await
        .unwrap();
    // The lead makes an enquiry of the other, which is theirs.
    let filed = json!({"into": {"new": "breach"}});
    let reply = intake.ask_with(&lead, "file-mail", &[("id", shown[1])], filed, &matching(Some(1))).await.unwrap();
    let enquiry = mailbox.thread(reply.body["reference"].as_str().unwrap()).await;
    assert_eq!((&enquiry["state"], &enquiry["team"]), (&json!("WITH_EXPERT"), &json!("incident")));
    Ok(())
}
